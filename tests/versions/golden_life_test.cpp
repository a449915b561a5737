// What an earlier release has left at its server means the same to this one: slips, cases, accounts, seats, erasures,
// what waits, what kiosks are told, and the backup. Read as staff and kiosks do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/catalogue/seat_book.h"
#include "kiosk/sync/identity.h"
#include "shared/sync/limits.h"
#include "sync-server/app/backup.h"
#include "sync-server/ingest/rebuild.h"
#include "sync-server/rpc/slip_answer.h"
#include "tests/sync-server/http/staff_desk.h"
#include "tests/versions/golden_life.h"

namespace foyer::versions {
namespace {

namespace api = foyer::staff::v1;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

// Years later, and the machine was started again.
ManualClock later() {
  ManualClock clock(1'800'000'000'000);
  clock.reboot("boot-2");
  return clock;
}

std::vector<std::string> releasesWithALife() {
  std::vector<std::string> found;
  for (const std::string& release : releases())
    if (fs::exists(Golden(release).backup())) found.push_back(release);
  return found;
}

// This release's server on a folder, and somebody of the staff of then, who has logged in anew.
struct Serving {
  Serving(const std::string& path, const ManualClock& clock)
      : folder(must(app::openFolder(path, store::Opening::kExisting))), server(folder, clock) {
    const auto in = must(server.accounts.logIn(kStaffName, kStaffPassword, "192.0.2.7"));
    token = in.token;
    account = in.who.accountId;
  }
  template <typename Answer, typename Question>
  Answer call(const std::string& method, const Question& question) {
    return staff.call<Answer>(method, question, token);
  }
  std::vector<std::string> search(const std::string& words) {
    api::ListInboxRequest request;
    request.set_search(words);
    const auto answer = call<api::ListInboxResponse>("ListInbox", request);
    std::vector<std::string> ids;
    for (const auto& row : answer.rows()) ids.push_back(row.record_id());
    return ids;
  }
  std::vector<std::string> values(const Id16& record, const std::string& name) {
    api::GetRecordRequest request;
    request.set_record_id(record.uuid());
    const auto page = call<api::GetRecordResponse>("GetRecord", request);
    for (const auto& field : page.record().fields())
      if (field.name() == name) return {field.values().begin(), field.values().end()};
    return {};
  }
  std::vector<api::CaseSummary> openCases() {
    const auto answer = call<api::ListCasesResponse>("ListCases", api::ListCasesRequest());
    return {answer.cases().begin(), answer.cases().end()};
  }
  template <typename Ask>
  auto look(Ask ask) const {
    std::optional<decltype(ask(std::declval<const store::Reader&>()))> found;
    FOYER_ASSERT(folder.store->read([&](const store::Reader& reader) -> Status {
      found.emplace(ask(reader));
      return okStatus();
    }).ok());
    return must(std::move(*found));
  }
  sync::v1::CheckSlipResponse slip(const std::string& code) const {
    return look([&](const store::Reader& reader) { return rpc::answerSlip(reader, server.schema, seal::slipId(code)); });
  }
  bool isErased(const Id16& record) const {
    const auto row = look([&](const store::Reader& reader) { return reader.record(record); });
    return row && must(record::decodeState(row->state)).isErased;
  }
  Id16 lobby() {
    for (const auto& kiosk : look([](const store::Reader& reader) { return reader.kiosks(); }))
      if (kiosk.name == "lobby") return kiosk.device;
    return {};
  }

  const app::Folder folder;
  AtWork server;
  http::StaffDesk staff{server.schema, *folder.store, server.writer, server.ingest, server.clock};
  std::string token;
  Id16 account;
};

struct LifeOf : testing::TestWithParam<std::string> {
  const Golden golden{GetParam()};
  ManualClock clock = later();
};

TEST_P(LifeOf, SlipsSayHowItStandsAndOneOfSomebodyErasedIsNotKnown) {
  const Serving now(golden.server(), clock);
  const auto asked = now.slip(kAmalSlip);
  EXPECT_EQ(asked.answer(), sync::v1::SLIP_ANSWER_KNOWN);
  ASSERT_EQ(asked.items_size(), 1);
  EXPECT_EQ(asked.items(0).word(), SLIP_WORD_RECEIVED);
  EXPECT_TRUE(asked.items(0).can_cancel());
  const auto comes = now.slip(kChiaraSlip);
  ASSERT_EQ(comes.items_size(), 1);
  EXPECT_EQ(comes.items(0).word(), SLIP_WORD_CONFIRMED);
  EXPECT_EQ(now.slip(kErasedSlip).answer(), sync::v1::SLIP_ANSWER_NOT_KNOWN);
}

TEST_P(LifeOf, SlipsStillCancelWhatWasAskedThen) {
  Serving now(golden.server(), clock);
  testworld::Kiosk kiosk = now.server.enrol("annex");
  kiosk.changeBySlip(seal::slipId(kAmalSlip), "Enquiry", {{"status", {"REQUEST_STATUS_CANCELLED"}}});
  ASSERT_TRUE(kiosk.sync().ok());
  EXPECT_THAT(now.values(kAmalAsks, "status"), ElementsAre("REQUEST_STATUS_CANCELLED"));
  EXPECT_EQ(now.slip(kAmalSlip).items(0).word(), SLIP_WORD_CANCELLED);
}

TEST_P(LifeOf, TheConflictIsOpenWithBothNumbersAndStaffDecideIt) {
  Serving now(golden.server(), clock);
  const auto open = now.openCases();
  ASSERT_THAT(open, SizeIs(1));
  EXPECT_EQ(open[0].kind(), api::CASE_KIND_CONFLICT);
  EXPECT_EQ(open[0].record_id(), kBoris.uuid());
  api::GetCaseRequest request;
  request.set_case_id(open[0].case_id());
  const auto page = now.call<api::GetCaseResponse>("GetCase", request);
  std::vector<std::string> numbers;
  api::ResolveCaseRequest decision;
  for (const auto& version : page.field().versions()) {
    numbers.insert(numbers.end(), version.values().begin(), version.values().end());
    decision.add_seen(version.dot());
  }
  EXPECT_THAT(numbers, UnorderedElementsAre(kBorisByVisitor, kBorisByStaff));
  decision.set_case_id(open[0].case_id());
  decision.add_values(kBorisByVisitor);
  now.call<api::ResolveCaseResponse>("ResolveCase", decision);
  EXPECT_THAT(now.openCases(), IsEmpty());
  EXPECT_THAT(now.values(kBoris, "phone"), ElementsAre(kBorisByVisitor));
}

TEST_P(LifeOf, TheAccountLogsInWithItsRolesAndALoginOfThenHasEnded) {
  Serving now(golden.server(), clock);
  EXPECT_EQ(must(now.server.accounts.firstAccount()), accounts::Accounts::FirstAccount::kExists);
  const auto me = now.call<api::GetMeResponse>("GetMe", api::GetMeRequest());
  EXPECT_EQ(me.account().name(), kStaffName);
  EXPECT_EQ(me.account().roles_size(), 2) << "the first account may do everything";
  EXPECT_FALSE(now.server.accounts.logIn(kStaffName, "four green boats there", "192.0.2.7").ok());
  // Sessions are tidied away at a login; only this one is left.
  auto database = must(sqlite::Database::open(golden.server() + "/foyer.db", {.access = sqlite::Access::kReadOnly}));
  auto count = must(database.prepare("SELECT count(*) FROM staff_session"));
  ASSERT_TRUE(must(count.step()));
  EXPECT_EQ(count.integer(0), 1);
}

TEST_P(LifeOf, SeatsThatWereLentAndConfirmedCountUntilTheLeasesHaveRunOut) {
  Serving now(golden.server(), clock);
  const Id16 golden1 = must(uplink::readIdentity(golden.identity())).device;
  const auto lent = now.look([&](const store::Reader& reader) { return reader.liveSeatLeasesOf(golden1); });
  ASSERT_THAT(lent, SizeIs(1));
  EXPECT_EQ(lent[0].session, kSession);
  EXPECT_EQ(lent[0].granted, 3u);
  // It is the lease that stands in the kiosk's own book.
  const auto book = must(catalogue::SeatBook::open(golden.seats(), clock));
  const auto report = must(book->report());
  ASSERT_EQ(report.holdings_size(), 1);
  EXPECT_EQ(Id16::fromBytes(report.holdings(0).lease_id()), lent[0].id);
  EXPECT_EQ(now.look([](const store::Reader& reader) { return reader.seatsConfirmed(kSession); }), 1u);
  // Of five seats one is confirmed and three are lent.
  testworld::Kiosk kiosk = now.server.enrol("annex");
  sync::v1::SeatReport wish;
  wish.add_wishes()->set_session(kSession);
  const auto seatsFor = [&](uint32_t people) {
    wish.mutable_wishes(0)->set_seats(people);
    const auto leases = now.server.meet(kiosk.row().device, kiosk.incarnation(), wish);
    return leases.leases_size() ? leases.leases(0).granted() - leases.leases(0).returned() : 0;
  };
  EXPECT_EQ(seatsFor(2), 0u);
  EXPECT_EQ(seatsFor(1), 1u);
  clock.advanceMs(sync::kSeatLeaseMs + sync::kSeatLeaseMarginMs);
  now.server.sweepSeats();
  EXPECT_GE(seatsFor(3), 3u) << "what the other kiosk was lent is free again";
  EXPECT_TRUE(now.look([](const store::Reader& reader) -> Result<Status> { return seats::checkAll(reader); }).ok());
}

TEST_P(LifeOf, WhoWasErasedStaysErasedAlsoWhenAKioskWritesThemAgain) {
  Serving now(golden.server(), clock);
  EXPECT_TRUE(now.isErased(kErased));
  EXPECT_TRUE(now.isErased(kErasedAsked));
  EXPECT_THAT(now.search("zaunkoenig"), IsEmpty());
  testworld::Kiosk kiosk = now.server.enrol("annex");
  now.server.visit(kiosk, kErased, kErasedAsked, kErasedName, kErasedSlip);
  kiosk.changeBySlip(seal::slipId(kErasedSlip), "Contact", {{"phone", {"+49 30 23125 099"}}});
  ASSERT_TRUE(kiosk.sync().ok());
  EXPECT_TRUE(now.isErased(kErased));
  EXPECT_THAT(now.search("zaunkoenig"), IsEmpty());
  EXPECT_EQ(now.slip(kErasedSlip).answer(), sync::v1::SLIP_ANSWER_NOT_KNOWN);
  EXPECT_THAT(now.look([](const store::Reader& reader) { return reader.redactionsDue(10); }), IsEmpty());
}

TEST_P(LifeOf, WhatWaitsIsShownToStaffAndFoldedWhenItsVisitComes) {
  Serving now(golden.server(), clock);
  const auto waiting = now.call<api::ListWaitingChangesResponse>("ListWaitingChanges", api::ListWaitingChangesRequest());
  ASSERT_EQ(waiting.changes_size(), 1);
  EXPECT_EQ(waiting.changes(0).origin().name(), "lobby");
  testworld::Kiosk kiosk = now.server.enrol("annex");
  const Id16 contact = newUuidV7(clock.wallMs(), systemRandom());
  now.server.visit(kiosk, contact, newUuidV7(clock.wallMs(), systemRandom()), "Late Example", kLateSlip);
  ASSERT_TRUE(kiosk.sync().ok());
  EXPECT_THAT(now.values(contact, "phone"), ElementsAre(kLatePhone));
  EXPECT_EQ(now.call<api::ListWaitingChangesResponse>("ListWaitingChanges", api::ListWaitingChangesRequest()).total(), 0u);
}

TEST_P(LifeOf, AKioskIsToldWhatBecameOfItsChangeAndStaffWhatHappenedToItsDisk) {
  Serving now(golden.server(), clock);
  EXPECT_THAT(now.values(kDawit, "phone"), ElementsAre(kDawitPhone)) << "it came before his visit did";
  std::vector<sync::v1::Outcome> told;
  const auto page = must(now.server.desk.outcomesAfter(now.lobby(), 0));
  for (const auto& one : page.outcomes) told.push_back(one.outcome);
  EXPECT_THAT(told, UnorderedElementsAre(sync::v1::OUTCOME_CONFLICT, sync::v1::OUTCOME_HELD, sync::v1::OUTCOME_APPLIED));
  const auto list = now.call<api::ListKiosksResponse>("ListKiosks", api::ListKiosksRequest());
  for (const auto& kiosk : list.kiosks()) {
    if (kiosk.name() != "lobby") continue;
    ASSERT_EQ(kiosk.incidents_size(), 1);
    EXPECT_EQ(kiosk.incidents(0).cause(), sync::v1::INCARNATION_CAUSE_ROLLED_BACK);
    EXPECT_NE(kiosk.flagged_ms(), 0);
    return;
  }
  FAIL() << "the kiosk is not in the list";
}

TEST_P(LifeOf, TheInboxFindsByNameTopicPhoneAndSlipAlsoWhenTheLogIsFoldedAnew) {
  const auto check = [this] {
    Serving now(golden.server(), clock);
    EXPECT_THAT(now.search("amal"), ElementsAre(kAmalAsks.uuid()));
    EXPECT_THAT(now.search(kAmalSlip), ElementsAre(kAmalAsks.uuid()));
    EXPECT_THAT(now.search("23125 003"), ElementsAre(kBorisAsks.uuid()));
    api::ListInboxRequest request;
    request.add_topics("swimming");
    EXPECT_EQ(now.call<api::ListInboxResponse>("ListInbox", request).total(), 3u);
    request.set_only_with_case(true);
    EXPECT_EQ(now.call<api::ListInboxResponse>("ListInbox", request).total(), 1u);
    request.Clear();
    request.add_types("Registration");
    EXPECT_EQ(now.call<api::ListInboxResponse>("ListInbox", request).total(), 1u);
  };
  check();
  {
    const auto schema = must(schema::Schema::loadBuiltIn());
    const app::Folder folder = must(app::openFolder(golden.server(), store::Opening::kExisting));
    const auto keys = must(fleet::loadKeys(folder.keysPath()));
    ingest::LogOpener opener(schema, keys);
    must(ingest::rebuild(*folder.store, schema, opener));
  }
  check();
}

TEST_P(LifeOf, TheBackupIsRestoredAndTheListOfErasuresWinsOverIt) {
  const std::string with = (golden.folder() / "restored").string(), without = (golden.folder() / "without").string();
  const std::string list = golden.server() + "/erased.list";
  ASSERT_TRUE(fs::exists(list));
  must(app::restore(with, golden.backup(), list, clock, systemRandom()));
  must(app::restore(without, golden.backup(), {}, clock, systemRandom()));
  {
    const Serving forgetful(without, clock);
    EXPECT_FALSE(forgetful.isErased(kErased)) << "it was in the backup: else the list shows nothing";
  }
  Serving now(with, clock);
  EXPECT_TRUE(now.isErased(kErased));
  EXPECT_TRUE(now.isErased(kErasedAsked));
  EXPECT_THAT(now.search("zaunkoenig"), IsEmpty());
  EXPECT_EQ(now.slip(kErasedSlip).answer(), sync::v1::SLIP_ANSWER_NOT_KNOWN);
  EXPECT_EQ(now.slip(kAmalSlip).answer(), sync::v1::SLIP_ANSWER_KNOWN);
  EXPECT_THAT(now.openCases(), SizeIs(1));
  EXPECT_THAT(now.search("amal"), ElementsAre(kAmalAsks.uuid()));
  EXPECT_NE(now.call<api::ListKiosksResponse>("ListKiosks", api::ListKiosksRequest()).restored_ms(), 0);
}

INSTANTIATE_TEST_SUITE_P(Golden, LifeOf, testing::ValuesIn(releasesWithALife()), [](const auto& one) {
  std::string name = one.param;
  std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

// Each table of a new server, by what SQLite says of its file.
std::vector<std::string> tablesOf(const std::string& databaseFile) {
  auto database = must(sqlite::Database::open(databaseFile, {.access = sqlite::Access::kReadOnly}));
  auto tables = must(database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
  std::vector<std::string> names;
  while (must(tables.step())) names.emplace_back(tables.text(0));
  return names;
}

TEST(GoldenLife, HasRowsOfEveryTableThatThisReleasesServerMakes) {
  // Filled and emptied within one transaction: a row in it would be something erased that still stands in the log.
  constexpr char kNeverAtRest[] = "redaction_due";
  const Golden golden(kThisRelease);
  const std::string fresh = (golden.folder() / "fresh").string();
  must(app::initFolder(fresh, {}, SystemClock(), systemRandom()));
  const auto tables = tablesOf(fresh + "/foyer.db");
  ASSERT_GT(tables.size(), 20u);
  ASSERT_THAT(tables, testing::Contains(kNeverAtRest));
  auto database = must(sqlite::Database::open(golden.server() + "/foyer.db", {.access = sqlite::Access::kReadOnly}));
  for (const std::string& table : tables) {
    auto count = must(database.prepare("SELECT count(*) FROM \"" + table + "\""));
    ASSERT_TRUE(must(count.step()));
    EXPECT_EQ(count.integer(0) > 0, table != kNeverAtRest)
        << table << ": fill it in golden_life.cpp, then tests/versions/make_golden " << kThisRelease;
  }
}

}  // namespace
}  // namespace foyer::versions
