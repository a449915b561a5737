// What became of changes, told to a kiosk whose disk fails in between: a real uplink and journal, on a disk and a line
// of the test's own.
#include <gtest/gtest.h>

#include "kiosk/sync/uplink.h"
#include "shared/sync/limits.h"
#include "tests/kiosk/journal/journal_world.h"
#include "tests/sim/disk/disk.h"

namespace foyer::uplink {
namespace {

using journal::Journal;
using journal::JournalWorld;

class TestLine final : public Line {
 public:
  explicit TestLine(LineEvents events) : m_events(std::move(events)) {}
  void send(sync::v1::SyncRequest&& message) override {
    if (message.has_hello()) hello = message.hello();
  }
  void readNext() override {}
  void close() override {
    if (auto closed = std::exchange(m_events.onClosed, {})) closed(Error(Code::kAborted, "Closed."), nullptr);
  }
  void say(sync::v1::SyncResponse message) { m_events.onMessage(std::move(message)); }
  sync::v1::Hello hello;

 private:
  LineEvents m_events;
};

class OutcomesTest : public testing::Test {
 protected:
  OutcomesTest() {
    m_identity.device = m_world.device;
    m_identity.server = "test";
    m_journal = std::move(*Journal::open(
        "journal.db", {m_world.device, m_world.organisation.publicKey, m_world.signing.secretKey.copy()}, m_world.clock,
        systemRandom(), {.vfs = m_disk.vfs(), .diskFreeBytes = [] { return 1'000'000'000; }}));
    for (int i = 0; i < 3; ++i) m_changes.push_back(m_world.append(*m_journal, "visit")->changeId);
    CatalogueIntake intake;
    intake.cursor = [] { return uint64_t{0}; };
    m_uplink.emplace(
        m_identity, [this](LineEvents events) { return m_line = std::make_shared<TestLine>(std::move(events)); }, *m_journal,
        m_world.clock, systemRandom(), m_mailbox, std::move(intake), "test");
  }
  ~OutcomesTest() override {
    m_uplink->close();
    work();
  }
  void work() {
    for (auto tasks = m_mailbox->take({}); !tasks.empty(); tasks = m_mailbox->take({}))
      for (const auto& task : tasks) task();
  }
  void letPass(int64_t ms) {
    m_world.clock.advanceMs(ms);
    m_uplink->onTime();
    work();
  }
  // A new line, on which the server acknowledges all.
  void meet() {
    const auto before = m_line;
    for (int i = 0; i < 100 && (m_line == before || m_line == nullptr); ++i) letPass(1'000);
    ASSERT_NE(m_line, before);
    sync::v1::SyncResponse response;
    sync::v1::Welcome& welcome = *response.mutable_welcome();
    welcome.set_order(sync::v1::ORDER_NONE);
    welcome.set_acked_seq(m_changes.size());
    welcome.set_server_epoch(m_epoch.str());
    welcome.set_chain_head(std::string(sync::asBytes(**m_journal->chainAt(m_changes.size()))));
    welcome.set_sealing_key(m_world.organisation.publicKey);
    welcome.set_window_entries(sync::kWindowEntries);
    m_line->say(response);
    work();
    ASSERT_TRUE(m_uplink->state().isOnline);
  }
  void report(const Id16& change, uint64_t cursor) {
    sync::v1::SyncResponse response;
    sync::v1::OutcomeReport& report = *response.mutable_outcomes();
    sync::v1::ChangeOutcome& one = *report.add_changes();
    one.set_change_id(change.str());
    one.set_outcome(sync::v1::OUTCOME_QUARANTINED);
    report.set_cursor(cursor);
    m_line->say(response);
    work();
  }
  sync::v1::Outcome outcome(size_t which) { return **m_journal->outcomeOf(m_changes[which]); }

  sim::Disk m_disk{"outcomes", sim::Draw(7)};
  JournalWorld m_world;
  const Id16 m_epoch = newRandomId(systemRandom());
  std::vector<Id16> m_changes;
  Identity m_identity;
  const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
  std::unique_ptr<Journal> m_journal;
  std::shared_ptr<TestLine> m_line;
  std::optional<Uplink> m_uplink;
};

TEST_F(OutcomesTest, ThatTheDiskCouldNotTakeAreNotPassedOverByLaterOnes) {
  meet();
  m_disk.setSyncErrorChance(1);
  report(m_changes[0], 1);
  EXPECT_EQ(outcome(0), sync::v1::OUTCOME_APPLIED);
  EXPECT_EQ(m_journal->hello().outcome_cursor(), 0u);
  m_disk.heal();
  report(m_changes[1], 2);
  EXPECT_EQ(outcome(0), sync::v1::OUTCOME_QUARANTINED);
  EXPECT_EQ(outcome(1), sync::v1::OUTCOME_QUARANTINED);
  EXPECT_EQ(m_journal->hello().outcome_cursor(), 2u);
}

TEST_F(OutcomesTest, ThatTheDiskCouldNotTakeAreTriedAgainAfterAWhile) {
  meet();
  m_disk.setSyncErrorChance(1);
  report(m_changes[0], 1);
  m_disk.heal();
  letPass(10'000);
  EXPECT_EQ(outcome(0), sync::v1::OUTCOME_QUARANTINED);
}

TEST_F(OutcomesTest, OfALineThatEndedAreAskedForAgain) {
  meet();
  m_disk.setSyncErrorChance(1);
  report(m_changes[0], 1);
  m_line->close();
  work();
  m_disk.heal();
  meet();
  EXPECT_EQ(m_line->hello.outcome_cursor(), 0u);
  report(m_changes[1], 2);
  EXPECT_EQ(m_journal->hello().outcome_cursor(), 2u) << "what comes on this line has all since 0";
}

TEST_F(OutcomesTest, MoreThanMayWaitEndTheLine) {
  meet();
  m_disk.setSyncErrorChance(1);
  const auto first = m_line;
  for (uint64_t n = 1; n < 10'000 && m_uplink->state().isOnline; ++n) report(m_changes[n % 3], n);
  EXPECT_FALSE(m_uplink->state().isOnline);
  m_disk.heal();
  meet();
  EXPECT_EQ(m_line->hello.outcome_cursor(), 0u);
}

}  // namespace
}  // namespace foyer::uplink
