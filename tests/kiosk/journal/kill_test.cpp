// A real process is killed in the middle of its writing: every receipt that it gave is there afterwards.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>

#include "tests/kiosk/journal/journal_world.h"

namespace foyer::journal {
namespace {

// Appends until it is killed, and writes each change id into the pipe after its receipt.
[[noreturn]] void appendForEver(JournalWorld& world, int pipe) {
  auto journal = world.tryOpen();
  if (!journal.ok()) _exit(2);
  for (;;) {
    const auto receipt = world.append(**journal, "visit");
    if (!receipt.ok() || write(pipe, receipt->changeId.bytes.data(), 16) != 16) _exit(3);
    const sync::OutcomesArrived later{{{receipt->changeId, sync::v1::OUTCOME_DISCARDED}}, receipt->dot.seq};
    if (receipt->dot.seq % 5 == 0 && !(*journal)->noteOutcomes(later).ok()) _exit(7);
    if (receipt->dot.seq % 7 == 0 && !(*journal)->markAcked(receipt->dot.seq - 3, {}).ok()) _exit(4);
    if (receipt->dot.seq % 25 == 0 && !(*journal)->startIncarnation({}, Id16{}).ok()) _exit(5);
  }
}

TEST(JournalKilled, HasEveryReceiptThatItGave) {
  JournalWorld world;
  std::mt19937 random(7);
  std::vector<Id16> receipts;
  for (int round = 0; round < 25; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      appendForEver(world, ends[1]);
    }
    close(ends[1]);
    // From the first receipt on, however slow the disk is today.
    Id16 first;
    ASSERT_EQ(read(ends[0], first.bytes.data(), 16), 16);
    receipts.push_back(first);
    usleep(static_cast<useconds_t>(random() % 40'000));
    ASSERT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself with " << WEXITSTATUS(status);
    Id16 id;
    while (read(ends[0], id.bytes.data(), 16) == 16) receipts.push_back(id);
    close(ends[0]);

    auto journal = world.open();
    ASSERT_NE(journal, nullptr);
    const auto ids = journal->changeIdsAfter(0, 1'000'000)->ids;
    const std::set<Id16> present(ids.begin(), ids.end());
    for (const Id16& receipt : receipts) ASSERT_EQ(present.count(receipt), 1u) << "round " << round;
    ASSERT_EQ(present.size(), ids.size());
    const auto batch = journal->entriesAfter(0, 1'000'000, 1'000'000'000);
    ASSERT_TRUE(batch.ok()) << "its chain holds";
    ASSERT_EQ(batch->entries.size(), journal->hello().last_seq());
  }
  EXPECT_GE(receipts.size(), 25u);
}

// Acknowledges and purges as well, a week an entry.
[[noreturn]] void liveForEver(JournalWorld& world, int pipe) {
  auto journal = world.tryOpen();
  if (!journal.ok()) _exit(2);
  for (uint64_t i = 1;; ++i) {
    const auto receipt = world.append(**journal, "visit");
    if (!receipt.ok() || write(pipe, receipt->changeId.bytes.data(), 16) != 16) _exit(3);
    if (receipt->dot.seq % 3 == 0 && !(*journal)->markAcked(receipt->dot.seq - 2, {}).ok()) _exit(4);
    if (i % 20 == 0 && !(*journal)->startIncarnation({}, Id16{}).ok()) _exit(5);
    world.clock.advanceMs(kHorizonMs / 2);
    if (!(*journal)->tidy().ok()) _exit(6);
  }
}

TEST(JournalKilled, InAPurgeKeepsEverythingThatWaitsAndTheChain) {
  JournalWorld world;
  std::mt19937 random(8);
  for (int round = 0; round < 25; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      liveForEver(world, ends[1]);
    }
    close(ends[1]);
    std::vector<Id16> receipts(1);
    ASSERT_EQ(read(ends[0], receipts[0].bytes.data(), 16), 16);
    usleep(static_cast<useconds_t>(random() % 60'000));
    ASSERT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself with " << WEXITSTATUS(status);
    Id16 id;
    while (read(ends[0], id.bytes.data(), 16) == 16) receipts.push_back(id);
    close(ends[0]);

    auto journal = world.open();
    ASSERT_NE(journal, nullptr);
    EXPECT_FALSE(std::filesystem::exists(world.folder.file("journal.db.damaged-1")));
    const sync::v1::Hello hello = journal->hello();
    const auto batch = journal->entriesAfter(hello.acked_seq(), 1'000'000, 1'000'000'000);
    ASSERT_TRUE(batch.ok()) << batch.error().message();
    EXPECT_EQ(batch->entries.size(), hello.last_seq() - hello.acked_seq());
    // The newest receipt is never acknowledged here: it waits.
    ASSERT_FALSE(batch->entries.empty());
    const auto waits = [&](const Id16& change) {
      return std::any_of(batch->entries.begin(), batch->entries.end(), [&](const sync::Entry& e) { return e.changeId == change; });
    };
    EXPECT_TRUE(waits(receipts.back())) << "round " << round;
  }
}

}  // namespace
}  // namespace foyer::journal
