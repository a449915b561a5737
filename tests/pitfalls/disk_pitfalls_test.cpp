// Disks that are full, lie or rot, and machines that were away: real journals on real files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#include <fstream>

#include "tests/kiosk/journal/journal_world.h"

namespace foyer::journal {
namespace {

namespace fs = std::filesystem;

TEST(DiskPitfall, CheckpointWrittenBeforeTheDocuments) {
  // The journal notes an acknowledgement only of what it has, and keeps what it acknowledged.
  JournalWorld world;
  auto journal = world.open();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(world.append(*journal, "visit").ok());
  ASSERT_TRUE(journal->markAcked(3, {}).ok());
  journal.reset();
  journal = world.open();
  EXPECT_EQ(journal->hello().acked_seq(), 3u);
  EXPECT_EQ(journal->entriesAfter(3, 10, 1'000'000)->entries.size(), 2u);
  EXPECT_EQ(journal->changeIdsAfter(0, 10)->ids.size(), 5u);
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
