#include "kiosk/journal/journal.h"

#include <gtest/gtest.h>

#include <fstream>

#include "shared/sync/limits.h"
#include "tests/kiosk/journal/journal_world.h"

namespace foyer::journal {
namespace {

using Texts = std::vector<std::string>;

sync::Welcomed welcomed(const JournalWorld& world, uint64_t acked, uint64_t lamport = 0) {
  static const Id16 epoch = newRandomId(systemRandom());
  return {epoch, acked, 0, world.organisation.publicKey, 0, lamport};
}

TEST(Journal, KeepsEverythingOverARestart) {
  JournalWorld world;
  auto journal = world.open();
  const Id16 incarnation = journal->incarnation();
  for (int i = 1; i <= 3; ++i) {
    const auto receipt = world.append(*journal, "visit " + std::to_string(i));
    ASSERT_TRUE(receipt.ok()) << receipt.error().message();
    EXPECT_EQ(receipt->dot, (record::Dot{incarnation, static_cast<uint64_t>(i)}));
  }
  ASSERT_TRUE(journal->onWelcomed(welcomed(world, 1)).ok());
  const std::string before = journal->hello().SerializeAsString();
  journal.reset();
  journal = world.open();
  EXPECT_EQ(journal->hello().SerializeAsString(), before);
  ASSERT_TRUE(world.append(*journal, "visit 4").ok());
  EXPECT_EQ(world.texts(*journal), (Texts{"visit 1", "visit 2", "visit 3", "visit 4"}));
  EXPECT_EQ(journal->hello().last_seq(), 4u);
  EXPECT_EQ(journal->counts().confirmed, 4u);
}

TEST(Journal, IsNamedAnewAtEachStartUntilAServerHasWelcomedIt) {
  JournalWorld world;
  auto journal = world.open();
  const Id16 unused = journal->incarnation();
  journal.reset();
  journal = world.open();
  const Id16 first = journal->incarnation();
  EXPECT_NE(first, unused) << "an old copy of this disk may have used the name";
  const auto receipt = world.append(*journal, "visit 1");
  ASSERT_TRUE(receipt.ok()) << receipt.error().message();
  journal.reset();
  journal = world.open();
  const Id16 second = journal->incarnation();
  EXPECT_NE(second, first);
  EXPECT_EQ(journal->hello().incarnation_cause(), sync::v1::INCARNATION_CAUSE_CREATED) << "nothing that staff must look at";
  ASSERT_TRUE(world.append(*journal, "visit 2").ok());
  EXPECT_EQ(world.texts(*journal), (Texts{"visit 1", "visit 2"}));
  EXPECT_EQ(journal->entriesAfter(0, 1, 100'000)->entries.at(0).origin, (sync::Origin{first, 1}));
  ASSERT_TRUE(journal->onWelcomed(welcomed(world, 0)).ok());
  journal.reset();
  EXPECT_EQ(world.open()->incarnation(), second);
}

TEST(Journal, HoldsNothingThatCanBeReadAtRest) {
  JournalWorld world;
  auto journal = world.open();
  ASSERT_TRUE(world.append(*journal, "my secret line xyzzy").ok());
  for (const std::string name : {"journal.db", "journal.db-wal"}) {
    std::ifstream file(world.folder.file(name), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    EXPECT_FALSE(bytes.empty());
    EXPECT_EQ(bytes.find("xyzzy"), std::string::npos);
  }
}

TEST(Journal, StoresOneChangeOnceHoweverOftenItIsConfirmed) {
  JournalWorld world;
  auto journal = world.open();
  const Id16 id = world.newId();
  const ChangeMaker make = [&](const record::Dot& dot, uint64_t lamport) {
    return feedback(id, dot, lamport, "once");
  };
  const auto first = journal->append(id, make);
  const auto second = journal->append(id, make);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->dot, second->dot);
  EXPECT_EQ(world.texts(*journal), Texts{"once"});
}

TEST(Journal, StoresNothingOfAChangeThatFails) {
  JournalWorld world;
  auto journal = world.open();
  ASSERT_TRUE(world.append(*journal, "first").ok());
  const auto failed =
      journal->append(world.newId(), [](const record::Dot&, uint64_t) -> Result<record::Change> {
        return Error(Code::kInvalidArgument, "Not valid.");
      });
  EXPECT_EQ(failed.error().message(), "Not valid.");
  EXPECT_EQ(journal->hello().last_seq(), 1u);
  ASSERT_TRUE(world.append(*journal, "second").ok());
  EXPECT_EQ(world.texts(*journal), (Texts{"first", "second"}));
}

TEST(Journal, NotesAcknowledgementsAndCounts) {
  JournalWorld world;
  auto journal = world.open();
  const int64_t start = world.clock.wallMs();
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(world.append(*journal, "visit").ok());
    world.clock.advanceMs(1000);
  }
  EXPECT_EQ(journal->counts().unsent, 5u);
  EXPECT_EQ(journal->counts().oldestUnsentMs, start);
  ASSERT_TRUE(journal->onWelcomed(welcomed(world, 0)).ok());
  ASSERT_TRUE(journal->markAcked(2, {{2, sync::v1::OUTCOME_CONFLICT}}).ok());
  ASSERT_TRUE(journal->markAcked(1, {}).ok()) << "said before";
  EXPECT_EQ(journal->counts().unsent, 3u);
  EXPECT_EQ(journal->counts().oldestUnsentMs, start + 2000);
  EXPECT_EQ(journal->counts().confirmed, 5u);
  journal.reset();
  EXPECT_EQ(world.open()->hello().acked_seq(), 2u);
}

TEST(Journal, KeepsEpochAndLamportNumberOfTheServer) {
  JournalWorld world;
  auto journal = world.open();
  ASSERT_TRUE(world.append(*journal, "visit").ok());
  EXPECT_TRUE(journal->hello().server_epoch().empty());
  const sync::Welcomed word = welcomed(world, 1, 500);
  ASSERT_TRUE(journal->onWelcomed(word).ok());
  journal.reset();
  journal = world.open();
  EXPECT_EQ(journal->hello().server_epoch(), word.serverEpoch.view());
  const Id16 id = world.newId();
  uint64_t given = 0;
  ASSERT_TRUE(journal
                  ->append(id,
                           [&](const record::Dot& dot, uint64_t lamport) {
                             given = lamport;
                             return feedback(id, dot, lamport, "later");
                           })
                  .ok());
  EXPECT_EQ(given, 501u) << "later than all that the server knew";
  journal.reset();
  journal = world.open();
  const Id16 next = world.newId();
  ASSERT_TRUE(journal
                  ->append(next,
                           [&](const record::Dot& dot, uint64_t lamport) {
                             given = lamport;
                             return feedback(next, dot, lamport, "later");
                           })
                  .ok());
  EXPECT_EQ(given, 502u);
}

TEST(Journal, GivesBatchesWithinTheirBoundsAndAtLeastOneEntry) {
  JournalWorld world;
  auto journal = world.open();
  for (int i = 0; i < 20; ++i)
    ASSERT_TRUE(world.append(*journal, std::string(300, static_cast<char>('a' + i))).ok());
  EXPECT_EQ(journal->entriesAfter(0, 7, 1'000'000)->entries.size(), 7u);
  EXPECT_EQ(journal->entriesAfter(18, 7, 1'000'000)->entries.size(), 2u);
  EXPECT_EQ(journal->entriesAfter(20, 7, 1'000'000)->entries.size(), 0u);
  EXPECT_EQ(journal->entriesAfter(0, 7, 1)->entries.size(), 1u);
  const auto batch = *journal->entriesAfter(0, 100, 2'000);
  EXPECT_GT(batch.entries.size(), 2u);
  EXPECT_LT(sync::toMessage(batch, journal->incarnation()).ByteSizeLong(), 2'000u);
}

TEST(Journal, RefusesNewVisitsBelowItsReserveAndStillSends) {
  JournalWorld world;
  auto journal = world.open();
  ASSERT_TRUE(world.append(*journal, "visit").ok());
  EXPECT_TRUE(journal->canCapture());
  world.diskFree = kDiskReserveBytes - 1;
  EXPECT_FALSE(journal->canCapture());
  EXPECT_EQ(world.texts(*journal), Texts{"visit"});
  EXPECT_TRUE(journal->markAcked(1, {}).ok());
  EXPECT_TRUE(world.append(*journal, "begun before").ok());
}

TEST(Journal, NumbersPendingAndWantedEntriesAnewInANewIncarnation) {
  JournalWorld world;
  auto journal = world.open();
  std::vector<Receipt> receipts;
  for (int i = 1; i <= 6; ++i) receipts.push_back(*world.append(*journal, "visit " + std::to_string(i)));
  ASSERT_TRUE(journal->markAcked(4, {}).ok());
  const Id16 first = journal->incarnation();
  const Id16 epoch = newRandomId(systemRandom());
  ASSERT_TRUE(journal->startIncarnation({receipts[1].changeId, newRandomId(systemRandom())}, epoch).ok());
  EXPECT_NE(journal->incarnation(), first);
  EXPECT_EQ(world.texts(*journal), (Texts{"visit 2", "visit 5", "visit 6"}));
  EXPECT_EQ(journal->hello().last_seq(), 3u);
  EXPECT_EQ(journal->hello().acked_seq(), 0u);
  EXPECT_EQ(journal->hello().server_epoch(), epoch.view());
  ASSERT_TRUE(world.append(*journal, "visit 7").ok());
  ASSERT_TRUE(journal->markAcked(1, {}).ok());
  ASSERT_TRUE(journal->startIncarnation({}, Id16{}).ok()) << "and once more";
  journal.reset();
  journal = world.open();
  EXPECT_EQ(world.texts(*journal), (Texts{"visit 5", "visit 6", "visit 7"}));
  const auto batch = *journal->entriesAfter(0, 100, 100'000);
  EXPECT_EQ(batch.entries[0].origin, (sync::Origin{first, 5})) << "the name it was sealed under stays";
  EXPECT_EQ(journal->counts().confirmed, 7u);
  const auto ids = *journal->changeIdsAfter(0, 100);
  EXPECT_EQ(ids.ids.size(), 7u);
  EXPECT_TRUE(ids.isLast);
}

TEST(Journal, OffersAllIdsInParts) {
  JournalWorld world;
  auto journal = world.open();
  std::vector<Id16> appended;
  for (int i = 0; i < 10; ++i) appended.push_back(world.append(*journal, "visit")->changeId);
  std::vector<Id16> offered;
  uint64_t position = 0;
  for (bool isLast = false; !isLast;) {
    const auto chunk = *journal->changeIdsAfter(position, 3);
    offered.insert(offered.end(), chunk.ids.begin(), chunk.ids.end());
    position = chunk.next;
    isLast = chunk.isLast;
  }
  EXPECT_EQ(offered, appended);
}

TEST(Journal, FindsADamagedEntryAndSendsItInANewIncarnation) {
  JournalWorld world;
  auto journal = world.open();
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(world.append(*journal, "visit " + std::to_string(i)).ok());
  {
    auto database = sqlite::Database::open(world.folder.file("journal.db"));
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE(database->execute("UPDATE entry SET sealed = zeroblob(200) WHERE seq = 2").ok());
  }
  EXPECT_EQ(journal->entriesAfter(0, 100, 100'000).error().code(), Code::kDataLoss);
  ASSERT_TRUE(journal->startIncarnation({}, Id16{}).ok());
  const auto batch = journal->entriesAfter(0, 100, 100'000);
  ASSERT_TRUE(batch.ok());
  EXPECT_EQ(batch->entries.size(), 3u)
      << "the damaged one blocks nothing, and people learn of it at the server";
}

TEST(Journal, OfAnotherKioskIsRefused) {
  JournalWorld world;
  world.open();
  world.device = newRandomId(systemRandom());
  const auto journal = world.tryOpen();
  ASSERT_FALSE(journal.ok());
  EXPECT_EQ(journal.error().code(), Code::kFailedPrecondition);
}

TEST(Journal, DamagedOrNewerIsRefusedAndLeftAsItWas) {
  JournalWorld world;
  const std::string damaged = world.folder.file("damaged.db");
  const std::string content(8192, 'x');
  std::ofstream(damaged, std::ios::binary) << content;
  EXPECT_EQ(world.tryOpen("damaged.db").error().code(), Code::kDataLoss);
  std::ifstream file(damaged, std::ios::binary);
  EXPECT_EQ(std::string((std::istreambuf_iterator<char>(file)), {}), content);

  world.open("newer.db");
  {
    auto database = sqlite::Database::open(world.folder.file("newer.db"));
    ASSERT_TRUE(database->execute("PRAGMA user_version=99").ok());
  }
  EXPECT_EQ(world.tryOpen("newer.db").error().code(), Code::kFailedPrecondition);
  auto database = sqlite::Database::open(world.folder.file("newer.db"));
  EXPECT_EQ(*database->version(), 99);
  EXPECT_FALSE(world.tryOpen("no/such/folder.db").ok());
}

}  // namespace
}  // namespace foyer::journal
