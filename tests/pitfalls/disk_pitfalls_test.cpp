// Disks that are full, or fail in the middle, and servers that say more than is there: real journals on real files,
// and on the simulation's disk where a sync must fail and a power cut follow.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#include <fstream>

#include "kiosk/catalogue/catalogue_copy.h"
#include "shared/sync/limits.h"
#include "tests/kiosk/journal/journal_world.h"
#include "tests/sim/disk/chance.h"
#include "tests/sim/disk/disk.h"

namespace foyer::journal {
namespace {

namespace fs = std::filesystem;

// From now on its numbers stay through a restart.
void welcome(Journal& journal, const std::string& sealingKey, uint64_t ackedSeq = 0) {
  sync::Welcomed word;
  word.serverEpoch = newRandomId(systemRandom());
  word.sealingKey = sealingKey;
  word.ackedSeq = ackedSeq;
  ASSERT_TRUE(journal.onWelcomed(word).ok());
}

// A kiosk that has said Hello, and a server that welcomes it with this; what the kiosk finds wrong, or does.
std::string answerTo(Journal& journal, const Id16& device, uint64_t ackedSeq, const std::optional<uint64_t>& ackNow) {
  sync::KioskSession session(journal.hello(), device, journal);
  const auto told = [&](sync::v1::SyncResponse message) {
    const Status status = session.onMessage(std::move(message));
    return status.ok() ? std::string() : status.error().message();
  };
  sync::v1::SyncResponse response;
  sync::v1::Welcome& welcome = *response.mutable_welcome();
  welcome.set_order(sync::v1::ORDER_NONE);
  welcome.set_acked_seq(ackedSeq);
  welcome.set_server_epoch(newRandomId(systemRandom()).str());
  const auto head = journal.chainAt(std::min(ackedSeq, journal.hello().last_seq()));
  welcome.set_chain_head(std::string(sync::asBytes(**head)));
  welcome.set_sealing_key(std::string(32, 'k'));
  welcome.set_window_entries(sync::kWindowEntries);
  std::string said = told(std::move(response));
  for (const sync::KioskEvent& event : session.takeEvents())
    if (std::holds_alternative<sync::NewIncarnationOrdered>(event)) said = "everything is numbered anew";
  if (!said.empty() || !ackNow) return said;
  EXPECT_TRUE(session.pump().ok());
  sync::v1::SyncResponse ack;
  ack.mutable_ack()->set_seq(*ackNow);
  said = told(std::move(ack));
  for (const sync::KioskEvent& event : session.takeEvents())
    EXPECT_FALSE(std::holds_alternative<sync::Acked>(event)) << "nothing of it reaches the journal";
  return said;
}

TEST(DiskPitfall, CheckpointWrittenBeforeTheDocuments) {
  // A server that acknowledges more than there is: what visitors confirm next would count as sent.
  JournalWorld world;
  auto journal = world.open();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(world.append(*journal, "visit").ok());
  welcome(*journal, world.organisation.publicKey);
  ASSERT_TRUE(journal->markAcked(3, {}).ok());
  EXPECT_THAT(answerTo(*journal, world.device, 3, 6), testing::HasSubstr("acknowledged what was not sent"));
  EXPECT_EQ(answerTo(*journal, world.device, 9, {}), "everything is numbered anew") << "nor by its welcome";
  EXPECT_EQ(journal->hello().acked_seq(), 3u);
  journal.reset();
  journal = world.open();
  EXPECT_EQ(journal->hello().acked_seq(), 3u);
  EXPECT_EQ(journal->entriesAfter(3, 10, 1'000'000)->entries.size(), 2u);
  EXPECT_EQ(journal->changeIdsAfter(0, 10)->ids.size(), 5u) << "and it keeps what it was told is there";
  ASSERT_TRUE(world.append(*journal, "the next visit").ok());
  EXPECT_EQ(journal->counts().unsent, 3u);
}

TEST(DiskPitfall, CatalogueCheckpointWrittenBeforeTheDocuments) {
  // The cursor of the catalogue goes on only with the items before it, whatever of the disk fails.
  Folder folder;
  const std::string path = folder.file("catalogue.db");
  const auto item = [](uint64_t n) {
    foyer::catalogue::v1::Item one;
    one.set_id("site-" + std::to_string(n));
    one.set_sequence(n);
    (*one.mutable_site()->mutable_name()->mutable_by_language())["de"] = "Haus";
    return one;
  };
  auto copy = std::move(*catalogue::CatalogueCopy::open(path));
  ASSERT_TRUE(copy.apply(std::vector{item(1)}, 1, catalogue::Batch::kComplete).ok());
  {
    // Somebody else holds the file: this batch cannot be stored.
    auto other = std::move(*sqlite::Database::open(path));
    auto transaction = sqlite::Transaction::begin(other);
    ASSERT_TRUE(transaction.ok());
    EXPECT_FALSE(copy.apply(std::vector{item(2), item(3)}, 3, catalogue::Batch::kComplete).ok());
  }
  EXPECT_EQ(copy.cursor(), 1u) << "the server is asked for them again";
  EXPECT_EQ(copy.snapshot()->all(foyer::catalogue::v1::Item::kSite).size(), 1u);
  const auto again = catalogue::CatalogueCopy::open(path);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->cursor(), 1u);
}

TEST(DiskPitfall, FsyncFailedMemoryAndDiskDisagree) {
  // A sync fails once, works again afterwards, and then the power is cut: no later sync may be taken for the one that
  // failed. What receipts say, what the journal counts and what stands in the file that is opened again are one.
  int failures = 0, kept = 0;
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    sim::useSeed(seed);
    sim::Disk disk("doubt", sim::Draw(seed));
    JournalWorld world;
    const auto open = [&] {
      return Journal::open("journal.db", {world.device, world.organisation.publicKey, world.signing.secretKey.copy()},
                           world.clock, systemRandom(), {.vfs = disk.vfs(), .diskFreeBytes = [] { return 1'000'000'000; }});
    };
    auto journal = std::move(*open());
    welcome(*journal, world.organisation.publicKey);
    std::set<Id16> receipts, refused;
    const auto visit = [&] {
      const Id16 id = world.newId();
      const auto receipt = journal->append(
          id, [&](const record::Dot& dot, uint64_t lamport) { return feedback(id, dot, lamport, "visit"); });
      (receipt.ok() ? receipts : refused).insert(id);
      EXPECT_EQ(journal->counts().unsent + journal->hello().acked_seq(), receipts.size()) << "seed " << seed;
    };
    for (int i = 0; i < 4; ++i) visit();
    ASSERT_TRUE(refused.empty());
    disk.setSyncErrorChance(1);
    visit();
    const Status acked = journal->markAcked(2, {});
    disk.setSyncErrorChance(0);
    EXPECT_FALSE(acked.ok()) << "an acknowledgement is noted when it is on the disk";
    EXPECT_EQ(journal->hello().acked_seq(), 0u);
    failures += static_cast<int>(refused.size());
    const bool goesOn = seed % 2 == 0;
    if (goesOn) visit();
    disk.end(sim::Stroke::kPowerCut);
    journal.reset();
    disk.start();
    auto opened = open();
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    std::set<Id16> found;
    const auto there = (*opened)->changeIdsAfter(0, 100);
    for (const Id16& id : there->ids) found.insert(id);
    for (const Id16& id : receipts) EXPECT_TRUE(found.contains(id)) << "seed " << seed << ": a receipt without its entry";
    for (const Id16& id : found) EXPECT_TRUE(receipts.contains(id) || refused.contains(id)) << "seed " << seed;
    if (goesOn) {
      EXPECT_EQ(found, receipts) << "seed " << seed << ": what was refused is not there behind what came later";
    }
    kept += static_cast<int>(found.size() - receipts.size());
    EXPECT_EQ((*opened)->counts().unsent + (*opened)->hello().acked_seq(), found.size()) << "seed " << seed;
    EXPECT_EQ((*opened)->entriesAfter(0, 100, 1'000'000)->entries.size(), found.size()) << "seed " << seed;
  }
  EXPECT_EQ(failures, 60) << "no receipt for what no sync has brought to the disk";
  std::printf("syncs failed: %d\nof them on the disk nevertheless: %d\n", 2 * failures, kept);
}

TEST(DiskPitfall, DiskFullAtStartMakesTheJournalLookCorruptAndBeRemoved) {
  JournalWorld world;
  const std::string disk = world.folder.file("disk");
  fs::create_directories(disk);
  const auto mount = [&] { return ::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=16m,mode=700") == 0; };
  // Whoever is not root mounts in a namespace of its own.
  const bool isMounted = mount() || (::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && mount());
  ASSERT_TRUE(isMounted) << "a disk of 16 MiB could not be mounted";
  const auto open = [&] {
    return Journal::open(disk + "/journal.db",
                         {world.device, world.organisation.publicKey, world.signing.secretKey.copy()}, world.clock,
                         systemRandom());
  };
  {
    auto journal = std::move(*open());
    welcome(*journal, world.organisation.publicKey);
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(world.append(*journal, "visit").ok());
    ASSERT_TRUE(journal->markAcked(10, {}).ok());
  }
  std::ofstream filler(disk + "/filler", std::ios::binary);
  const std::string block(4096, 'x');
  while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
  }
  filler.close();
  struct statvfs state {};
  ASSERT_EQ(::statvfs(disk.c_str(), &state), 0);
  ASSERT_LT(uint64_t{state.f_bavail} * state.f_frsize, 8192u);
  {
    auto opened = open();
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    Journal& journal = **opened;
    EXPECT_FALSE(journal.canCapture());
    EXPECT_EQ(journal.changeIdsAfter(0, 100)->ids.size(), 50u);
    EXPECT_EQ(journal.entriesAfter(10, 100, 1'000'000)->entries.size(), 40u) << "sending goes on";
    EXPECT_TRUE(journal.markAcked(50, {}).ok()) << "and acknowledgements are noted";
    EXPECT_TRUE(journal.startIncarnation({}, Id16{}).ok());
  }
  fs::remove(disk + "/filler");
  {
    auto opened = open();
    ASSERT_TRUE(opened.ok());
    EXPECT_TRUE((*opened)->canCapture());
    EXPECT_EQ((*opened)->changeIdsAfter(0, 100)->ids.size(), 50u);
    EXPECT_TRUE(world.append(**opened, "visit").ok());
    EXPECT_TRUE(fs::exists(disk + "/journal.db.reserve")) << "the reserve is there again";
  }
  ASSERT_EQ(::umount(disk.c_str()), 0);
}

}  // namespace
}  // namespace foyer::journal
