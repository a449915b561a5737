// The contract of the port Store: every adapter goes through all of it. The inbox is in inbox_contract_test.cpp.
#include <atomic>
#include <thread>

#include "tests/sync-server/store/store_contract.h"

namespace foyer::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

INSTANTIATE_TEST_SUITE_P(Adapters, StoreContract, adapters(), adapterName);

TEST_P(StoreContract, IsEmptyAtFirst) {
  EXPECT_EQ(read([](const Reader& r) { return r.logHead(); }), 0);
  EXPECT_EQ(read([](const Reader& r) { return r.catalogueHead(); }), 0);
  EXPECT_EQ(read([](const Reader& r) { return r.countStaff(); }), 0u);
  EXPECT_EQ(read([](const Reader& r) { return r.countOpenCases(); }), 0u);
  EXPECT_EQ(read([](const Reader& r) { return r.meta("epoch"); }), "");
}

TEST_P(StoreContract, KeepsMetaOverRestarts) {
  write([](Writer& w) { return w.setMeta("epoch", std::string_view("a\0b", 3)); });
  write([](Writer& w) { return w.setMeta("other", "x"); });
  write([](Writer& w) { return w.setMeta("other", "y"); });
  reopen();
  EXPECT_EQ(read([](const Reader& r) { return r.meta("epoch"); }), std::string("a\0b", 3));
  EXPECT_EQ(read([](const Reader& r) { return r.meta("other"); }), "y");
}

TEST_P(StoreContract, NumbersTheLogWithoutGapsEvenAfterRollbacks) {
  write([](Writer& w) -> Status {
    FOYER_ASSIGN(int64_t n, w.appendLog(logRow(1)));
    EXPECT_EQ(n, 1);
    const Status failed = w.attempt([&]() -> Status {
      FOYER_ASSIGN(int64_t lost, w.appendLog(logRow(2)));
      EXPECT_EQ(lost, 2);
      return Error(Code::kAborted, "On purpose.");
    });
    EXPECT_FALSE(failed.ok());
    FOYER_ASSIGN(n, w.appendLog(logRow(3)));
    EXPECT_EQ(n, 2);
    return okStatus();
  });
  const auto rows = read([](const Reader& r) { return r.logAfter(0, 10); });
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[1].n, 2);
  EXPECT_EQ(rows[1].changeId, id(3));
}

TEST_P(StoreContract, KeepsEveryColumnOfALogRow) {
  LogRow row = logRow(1);
  row.seq = UINT64_MAX;
  row.outcome = LogOutcome::kQuarantined;
  write([&](Writer& w) -> Status {
    FOYER_TRY(w.appendLog(row));
    return okStatus();
  });
  for (const auto& found : {read([](const Reader& r) { return r.logRow(1); }),
                            read([](const Reader& r) { return r.findChange(id(1)); })}) {
    ASSERT_TRUE(found);
    EXPECT_EQ(found->n, 1);
    EXPECT_EQ(found->changeId, row.changeId);
    EXPECT_EQ(found->author, row.author);
    EXPECT_EQ(found->device, row.device);
    EXPECT_EQ(found->seq, row.seq);
    EXPECT_EQ(found->schemaVersion, row.schemaVersion);
    EXPECT_EQ(found->dataKeyId, row.dataKeyId);
    EXPECT_EQ(found->content, row.content);
    EXPECT_EQ(found->receivedMs, row.receivedMs);
    EXPECT_EQ(found->outcome, row.outcome);
  }
  EXPECT_FALSE(read([](const Reader& r) { return r.logRow(2); }));
  EXPECT_FALSE(read([](const Reader& r) { return r.findChange(id(9)); }));
}

TEST_P(StoreContract, RefusesAChangeIdThatIsThereAndGoesOn) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.appendLog(logRow(1)));
    LogRow again = logRow(1);
    again.seq = 77;
    const auto refused = w.appendLog(again);
    EXPECT_EQ(refused.ok() ? Code::kOk : refused.error().code(), Code::kAlreadyExists);
    FOYER_TRY(w.appendLog(logRow(2)));
    return okStatus();
  });
  EXPECT_EQ(read([](const Reader& r) { return r.countLog(id(201)); }), 2u);
  EXPECT_EQ(read([](const Reader& r) { return r.countLog(id(1)); }), 0u);
  EXPECT_EQ(read([](const Reader& r) { return r.logHead(); }), 2);
}

TEST_P(StoreContract, ReadsTheLogInSteps) {
  write([](Writer& w) -> Status {
    for (uint8_t n = 1; n <= 5; ++n) FOYER_TRY(w.appendLog(logRow(n)));
    return okStatus();
  });
  const auto rows = read([](const Reader& r) { return r.logAfter(2, 2); });
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].n, 3);
  EXPECT_EQ(rows[1].n, 4);
}

TEST_P(StoreContract, ChangesTheOutcomeOfALogRow) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.appendLog(logRow(1)));
    FOYER_TRY(w.setLogOutcome(1, LogOutcome::kHeld));
    const Status missing = w.setLogOutcome(2, LogOutcome::kHeld);
    EXPECT_EQ(missing.ok() ? Code::kOk : missing.error().code(), Code::kNotFound);
    return okStatus();
  });
  EXPECT_EQ(read([](const Reader& r) { return r.logRow(1); })->outcome, LogOutcome::kHeld);
}

TEST_P(StoreContract, ReplacesADataKeyById) {
  const DataKeyRow key{id(1), id(2), id(3), id(4), "box", "signature"};
  DataKeyRow damaged = key;
  damaged.box = "another box";
  write([&](Writer& w) -> Status {
    FOYER_TRY(w.putDataKey(damaged));
    return w.putDataKey(key);
  });
  const auto found = read([](const Reader& r) { return r.dataKey(id(1)); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->box, "box");
  EXPECT_EQ(found->signature, "signature");
  EXPECT_EQ(found->device, id(2));
  EXPECT_EQ(found->incarnation, id(3));
  EXPECT_EQ(found->sealingKeyId, id(4));
}

TEST_P(StoreContract, ListsWhatIsInQuarantineUnderADataKeyAndNothingElse) {
  const auto row = [&](uint8_t n, uint8_t key, LogOutcome outcome) {
    LogRow made = logRow(n);
    made.dataKeyId = id(key);
    made.outcome = outcome;
    return made;
  };
  write([&](Writer& w) -> Status {
    FOYER_TRY(w.appendLog(row(1, 7, LogOutcome::kQuarantined)));
    FOYER_TRY(w.appendLog(row(2, 8, LogOutcome::kQuarantined)));
    FOYER_TRY(w.appendLog(row(3, 7, LogOutcome::kApplied)));
    FOYER_TRY(w.appendLog(row(4, 7, LogOutcome::kDiscarded)));
    FOYER_TRY(w.appendLog(row(5, 7, LogOutcome::kApplied)));
    return w.setLogOutcome(5, LogOutcome::kQuarantined);
  });
  EXPECT_EQ(read([](const Reader& r) { return r.quarantinedUnder(id(7)); }), (std::vector{id(1), id(5)}));
}

TEST_P(StoreContract, ReplacesARecordAndItsLinks) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putRecord({id(1), 4, "first", 1}, {id(10), id(11), id(10)}));
    return w.putRecord({id(1), 4, std::string("second\0", 7), 2}, {id(11)});
  });
  const auto found = read([](const Reader& r) { return r.record(id(1)); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->state, std::string("second\0", 7));
  EXPECT_EQ(found->changedN, 2);
  EXPECT_EQ(found->type, 4u);
  EXPECT_THAT(read([](const Reader& r) { return r.referringTo(id(10)); }), IsEmpty());
  EXPECT_THAT(read([](const Reader& r) { return r.referringTo(id(11)); }), ElementsAre(id(1)));
  EXPECT_EQ(read([](const Reader& r) { return r.countRecords(4); }), 1u);
  EXPECT_EQ(read([](const Reader& r) { return r.countRecords(5); }), 0u);
}

TEST_P(StoreContract, WalksTheRecordsOfATypeByTheirIds) {
  write([](Writer& w) -> Status {
    for (uint8_t n : {5, 3, 1, 4, 2}) FOYER_TRY(w.putRecord({id(n), n == 4 ? 9u : 1u, "s", n}, {}));
    return okStatus();
  });
  const auto page = read([](const Reader& r) { return r.recordsOfType(1, id(1), 2); });
  ASSERT_THAT(page, SizeIs(2));
  EXPECT_EQ(page[0].id, id(2));
  EXPECT_EQ(page[1].id, id(3));
}

TEST_P(StoreContract, NeverSplitsTheRecordsOfOneChangeOverTwoPages) {
  write([](Writer& w) -> Status {
    for (uint8_t n = 1; n <= 3; ++n) FOYER_TRY(w.putRecord({id(n), 1, "s", 7}, {}));
    return w.putRecord({id(4), 1, "s", 8}, {});
  });
  EXPECT_THAT(read([](const Reader& r) { return r.recordsChangedAfter(0, 2); }), SizeIs(3));
  EXPECT_THAT(read([](const Reader& r) { return r.recordsChangedAfter(7, 2); }), SizeIs(1));
  EXPECT_THAT(read([](const Reader& r) { return r.recordsChangedAfter(8, 2); }), IsEmpty());
}

TEST_P(StoreContract, RemembersWhichChangesWroteToARecord) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.addHistory({2, id(1)}));
    FOYER_TRY(w.addHistory({1, id(1)}));
    FOYER_TRY(w.addHistory({1, id(1)}));
    return w.addHistory({3, id(2)});
  });
  const auto rows = read([](const Reader& r) { return r.history(id(1)); });
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].logN, 1);
  EXPECT_EQ(rows[1].logN, 2);
}

TEST_P(StoreContract, GathersWhatASlipNames) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putSlip(id(1), {{4, id(2)}, {1, id(3)}}));
    return w.putSlip(id(1), {{4, id(2)}, {6, id(4)}});
  });
  const auto targets = read([](const Reader& r) { return r.slip(id(1)); });
  ASSERT_THAT(targets, SizeIs(3));
  EXPECT_EQ(targets[0].recordId, id(3));
  EXPECT_EQ(targets[2].recordId, id(4));
  EXPECT_THAT(read([](const Reader& r) { return r.slip(id(2)); }), IsEmpty());
}

TEST_P(StoreContract, HoldsChangesForASlipUntilTheyAreReleased) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.hold(id(1), 8));
    FOYER_TRY(w.hold(id(1), 5));
    FOYER_TRY(w.hold(id(1), 5));
    return w.hold(id(2), 6);
  });
  EXPECT_THAT(read([](const Reader& r) { return r.heldFor(id(1)); }), ElementsAre(5, 8));
  write([](Writer& w) { return w.release(id(1)); });
  EXPECT_THAT(read([](const Reader& r) { return r.heldFor(id(1)); }), IsEmpty());
  EXPECT_THAT(read([](const Reader& r) { return r.heldFor(id(2)); }), ElementsAre(6));
}

TEST_P(StoreContract, ListsCasesNewestFirstAndFindsTheOpenOne) {
  CaseRow one{id(1), CaseKind::kConflict, id(50), 1, 7, 10, 1000, 0, 0, "two phones"};
  CaseRow two{id(2), CaseKind::kQuarantine, id(51), 4, 0, 12, 900, 0, 0, "a broken change"};
  CaseRow three{id(3), CaseKind::kConflict, id(52), 1, 7, 11, 1100, 0, 0, "two names"};
  write([&](Writer& w) -> Status {
    FOYER_TRY(w.putCase(one));
    FOYER_TRY(w.putCase(two));
    return w.putCase(three);
  });
  EXPECT_EQ(read([](const Reader& r) { return r.countOpenCases(); }), 3u);
  ASSERT_TRUE(read([](const Reader& r) { return r.openCase(id(50), 7); }));
  EXPECT_FALSE(read([](const Reader& r) { return r.openCase(id(50), 8); }));

  one.closedMs = 2000;
  one.closedByN = 20;
  write([&](Writer& w) { return w.putCase(one); });
  EXPECT_FALSE(read([](const Reader& r) { return r.openCase(id(50), 7); }));
  EXPECT_EQ(read([](const Reader& r) { return r.countOpenCases(); }), 2u);
  const auto closed = read([](const Reader& r) { return r.findCase(id(1)); });
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->closedByN, 20);
  EXPECT_EQ(closed->reason, "two phones");

  const auto ids = [](const std::vector<CaseRow>& rows) {
    std::vector<Id16> found;
    for (const CaseRow& row : rows) found.push_back(row.id);
    return found;
  };
  EXPECT_THAT(ids(read([](const Reader& r) { return r.listCases(0, false, 10, 0); })),
              ElementsAre(id(2), id(3)));
  EXPECT_THAT(ids(read([](const Reader& r) { return r.listCases(0, true, 10, 0); })),
              ElementsAre(id(2), id(3), id(1)));
  EXPECT_THAT(ids(read([](const Reader& r) { return r.listCases(1, true, 10, 1); })), ElementsAre(id(1)));
  EXPECT_THAT(ids(read([](const Reader& r) { return r.casesOf(id(50)); })), ElementsAre(id(1)));
}

TEST_P(StoreContract, FindsAKioskByDeviceAndByCertificate) {
  KioskRow kiosk{id(1), "Kiosk \"A\"", "pankow", "ab12", std::string(32, '\0'), false, 5, 6, -7, 8, 9, "0.1"};
  write([&](Writer& w) { return w.putKiosk(kiosk); });
  kiosk.isRevoked = true;
  kiosk.unsent = 42;
  write([&](Writer& w) { return w.putKiosk(kiosk); });
  const auto found = read([](const Reader& r) { return r.kioskByCertificate("ab12"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, kiosk.name);
  EXPECT_EQ(found->signingPublicKey, kiosk.signingPublicKey);
  EXPECT_TRUE(found->isRevoked);
  EXPECT_EQ(found->unsent, 42u);
  EXPECT_EQ(found->clockErrorMs, -7);
  EXPECT_TRUE(read([](const Reader& r) { return r.kiosk(id(1)); }));
  EXPECT_FALSE(read([](const Reader& r) { return r.kioskByCertificate("AB12"); }));
  EXPECT_THAT(read([](const Reader& r) { return r.kiosks(); }), SizeIs(1));
}

TEST_P(StoreContract, RefusesOneCertificateForTwoKiosks) {
  write([](Writer& w) { return w.putKiosk({id(1), "a", "s", "ab", "k", false, 0, 0, 0, 0, 0, ""}); });
  const Status refused =
      m_store->write([](Writer& w) { return w.putKiosk({id(2), "b", "s", "ab", "k", false, 0, 0, 0, 0, 0, ""}); });
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kAlreadyExists);
}

TEST_P(StoreContract, KeepsTheIncarnationsOfADevice) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putIncarnation({id(1), id(9), 5, std::string(32, 'a'), 7}));
    FOYER_TRY(w.putIncarnation({id(1), id(9), 6, std::string(32, 'b'), 8}));
    return w.putIncarnation({id(2), id(9), 0, "", 0});
  });
  const auto found = read([](const Reader& r) { return r.incarnation(id(1)); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->ackedSeq, 6u);
  EXPECT_EQ(found->chainHead, std::string(32, 'b'));
  EXPECT_EQ(found->lastSeqSaid, 8u);
  EXPECT_THAT(read([](const Reader& r) { return r.incarnationsOf(id(9)); }), SizeIs(2));
  EXPECT_FALSE(read([](const Reader& r) { return r.incarnation(id(3)); }));
}

TEST_P(StoreContract, FeedsTheLatestVersionOfEveryItemTombstonesIncluded) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putCatalogue({"a", "offer", 1, "old", false}));
    FOYER_TRY(w.putCatalogue({"b", "site", 2, "b", false}));
    FOYER_TRY(w.putCatalogue({"a", "offer", 3, "new", false}));
    return w.putCatalogue({"b", "site", 4, "", true});
  });
  const auto all = read([](const Reader& r) { return r.catalogueAfter(0, 10); });
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].item, "new");
  EXPECT_EQ(all[1].id, "b");
  EXPECT_TRUE(all[1].isDeleted);
  EXPECT_THAT(read([](const Reader& r) { return r.catalogueAfter(3, 10); }), SizeIs(1));
  EXPECT_THAT(read([](const Reader& r) { return r.catalogue(); }), SizeIs(1));
  EXPECT_EQ(read([](const Reader& r) { return r.catalogueHead(); }), 4);
}

TEST_P(StoreContract, KnowsStaffByTheFoldedNameOnly) {
  const StaffRow amy{id(1), "Amy Ü", "amy ü", "hash", {1, 3}, 5, true};
  write([&](Writer& w) { return w.putStaff(amy); });
  const auto found = read([](const Reader& r) { return r.staffByName("amy ü"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, amy.name);
  EXPECT_THAT(found->roles, ElementsAre(1, 3));
  EXPECT_TRUE(found->isActive);
  EXPECT_EQ(read([](const Reader& r) { return r.countStaff(); }), 1u);
  StaffRow twin = amy;
  twin.id = id(2);
  const Status refused = m_store->write([&](Writer& w) { return w.putStaff(twin); });
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), Code::kAlreadyExists);
  StaffRow retired = amy;
  retired.isActive = false;
  retired.roles = {};
  write([&](Writer& w) { return w.putStaff(retired); });
  const auto after = read([](const Reader& r) { return r.staff(id(1)); });
  EXPECT_FALSE(after->isActive);
  EXPECT_THAT(after->roles, IsEmpty());
}

TEST_P(StoreContract, EndsLoginsByTokenAndByAge) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putSession({"fresh", id(1), 100, 100}));
    FOYER_TRY(w.putSession({"old", id(1), 10, 100}));
    FOYER_TRY(w.putSession({"idle", id(1), 100, 20}));
    return w.putSession({"out", id(1), 100, 100});
  });
  write([](Writer& w) -> Status {
    FOYER_TRY(w.deleteSession("out"));
    return w.deleteSessionsBefore(50, 50);
  });
  EXPECT_TRUE(read([](const Reader& r) { return r.session("fresh"); }));
  for (const char* gone : {"old", "idle", "out"}) {
    EXPECT_FALSE(read([&](const Reader& r) { return r.session(gone); })) << gone;
  }
}

TEST_P(StoreContract, RollsBackAWriteThatFails) {
  const Status failed = m_store->write([](Writer& w) -> Status {
    FOYER_TRY(w.setMeta("a", "1"));
    return Error(Code::kAborted, "On purpose.");
  });
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().message(), "On purpose.");
  EXPECT_EQ(read([](const Reader& r) { return r.meta("a"); }), "");
}

TEST_P(StoreContract, TakesBackOneAttemptAndKeepsItsNeighbours) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.attempt([&] { return w.setMeta("before", "1"); }));
    const Status failed = w.attempt([&]() -> Status {
      FOYER_TRY(w.setMeta("inner", "1"));
      FOYER_TRY(w.attempt([&] { return w.setMeta("nested", "1"); }));
      return Error(Code::kAborted, "On purpose.");
    });
    EXPECT_FALSE(failed.ok());
    return w.attempt([&] { return w.setMeta("after", "1"); });
  });
  EXPECT_EQ(read([](const Reader& r) { return r.meta("before"); }), "1");
  EXPECT_EQ(read([](const Reader& r) { return r.meta("inner"); }), "");
  EXPECT_EQ(read([](const Reader& r) { return r.meta("nested"); }), "");
  EXPECT_EQ(read([](const Reader& r) { return r.meta("after"); }), "1");
}

TEST_P(StoreContract, ReadsOneSnapshotWhileTheWriterGoesOn) {
  write([](Writer& w) { return w.setMeta("a", "1"); });
  const Status done = m_store->read([&](const Reader& r) -> Status {
    FOYER_ASSIGN(auto before, r.meta("a"));
    std::thread([&] { EXPECT_TRUE(m_store->write([](Writer& w) { return w.setMeta("a", "2"); }).ok()); }).join();
    FOYER_ASSIGN(auto after, r.meta("a"));
    EXPECT_EQ(before, after);
    return okStatus();
  });
  EXPECT_TRUE(done.ok());
  EXPECT_EQ(read([](const Reader& r) { return r.meta("a"); }), "2");
}

TEST_P(StoreContract, SeesItsOwnWritesBeforeTheyAreCommitted) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putRecord({id(1), 1, "s", 1}, {}));
    FOYER_ASSIGN(auto found, w.record(id(1)));
    EXPECT_TRUE(found);
    return okStatus();
  });
}

TEST_P(StoreContract, ServesManyReadersAtATime) {
  write([](Writer& w) { return w.setMeta("a", "1"); });
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int t = 0; t < 24; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        const Status done = m_store->read([&](const Reader& r) -> Status {
          FOYER_ASSIGN(auto value, r.meta("a"));
          if (value == "1") ++good;
          return okStatus();
        });
        EXPECT_TRUE(done.ok());
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 24 * 20);
}

}  // namespace
}  // namespace foyer::store
