// A real process is killed in the middle of its writing: every receipt that it gave is there afterwards.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

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
    usleep(static_cast<useconds_t>(2'000 + random() % 40'000));
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
  EXPECT_GT(receipts.size(), 100u);
}

}  // namespace
}  // namespace foyer::journal
