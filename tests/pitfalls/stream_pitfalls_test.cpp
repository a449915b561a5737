// Lines that tear, servers that say no, things that come twice: real engines against the real server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "shared/sync/limits.h"
#include "sync-server/fleet/private_file.h"
#include "tests/kiosk/sync/raw_server.h"
#include "tests/pitfalls/centre.h"

namespace {
std::atomic<time_t> g_clockIsWrongBy{0};
}

// In front of the C library's: what OpenSSL asks when it judges a certificate, at both ends of a line.
extern "C" time_t time(time_t* into) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  const time_t said = now.tv_sec + g_clockIsWrongBy;
  if (into) *into = said;
  return said;
}

namespace foyer::pitfalls {
namespace {

struct StreamPitfall : testing::Test {
  Centre centre;
  Machine kiosk{centre, "lobby"};

  void send(int count) {
    kiosk.confirmMany(count);
    ASSERT_TRUE(kiosk.sendsAll());
  }
  uplink::ServerTls tls() const {
    const auto file = [this](const std::string& name) { return must(fleet::readPrivateFile(centre.data() + "/keys/" + name)); };
    return {file("ca.pem"), file("sync.pem"), file("sync.key")};
  }
  // While the server is off.
  void onTheServersDisk(const std::string& sql) {
    centre.stop();
    must(must(sqlite::Database::open(centre.data() + "/foyer.db")).execute(sql));
    centre.start();
  }
  // The disk has lost the data key of an entry. While the kiosk is off.
  Id16 confirmWhatNobodyCanOpen() {
    const record::ChangeBody body = kiosk.feedback("good");
    must(kiosk.openJournal()->append(body.id, [&](const record::Dot& dot, uint64_t lamport) -> Result<record::Change> {
      record::ChangeBody made = body;
      made.authorKind = record::AuthorKind::AUTHOR_KIND_KIOSK;
      made.author = dot.author;
      made.seq = dot.seq;
      made.lamport = lamport;
      made.schemaVersion = schema::kSchemaVersion;
      auto checked = validate::Validator(centre.schema()).check(std::move(made));
      return std::move(std::get<record::Change>(checked));
    }));
    auto database = must(sqlite::Database::open(kiosk.disk() + "/journal.db"));
    must(database.execute("UPDATE data_key SET box = x'0000' WHERE n = (SELECT max(n) FROM data_key)"));
    return body.id;
  }
};

TEST_F(StreamPitfall, BacklogStuckAfterConnectionLoss) {
  kiosk.start();
  send(3);
  for (int round = 0; round < 3; ++round) {
    centre.stop();
    kiosk.confirmMany(20);
    ASSERT_TRUE(eventually([&] { return !kiosk.isOnline(); }));
    centre.start();
    // Nobody confirms anything new and nobody presses a button.
    ASSERT_TRUE(kiosk.sendsAll());
  }
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
  EXPECT_EQ(centre.log().size(), kiosk.confirmed.size());
}

TEST_F(StreamPitfall, SendingWhileEditingMakesTwo) {
  kiosk.start();
  for (int i = 0; i < 20; ++i) {
    const auto body = kiosk.feedback("good");
    const auto first = kiosk.tryConfirm(body);
    // The visitor presses again while it is on its way.
    const auto second = kiosk.tryConfirm(body);
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(first->dot, second->dot);
  }
  ASSERT_TRUE(kiosk.sendsAll());
  EXPECT_EQ(centre.log().size(), 20u);
}

TEST_F(StreamPitfall, SameSubmissionSentTwice) {
  kiosk.start();
  send(5);
  kiosk.stop();
  // The acknowledgement was lost with the disk that had noted it: everything is offered and sent once more.
  ASSERT_TRUE(kiosk.openJournal()->startIncarnation(kiosk.confirmed, Id16{}).ok());
  kiosk.start();
  ASSERT_TRUE(kiosk.sendsAll());
  EXPECT_EQ(centre.log().size(), 5u);
}

TEST_F(StreamPitfall, DuplicateIdBlocksLaterPushes) {
  kiosk.start();
  send(2);
  kiosk.stop();
  ASSERT_TRUE(kiosk.openJournal()->startIncarnation(kiosk.confirmed, Id16{}).ok());
  kiosk.start();
  kiosk.confirmMany(3);  // behind two that the server has already
  ASSERT_TRUE(kiosk.sendsAll());
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
  EXPECT_EQ(centre.log().size(), 5u);
}

TEST_F(StreamPitfall, LocalCopyDeletedAlthoughTheServerReportedAnError) {
  // A server that refuses this kiosk.
  must(centre.writer().run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(auto row, writer.kiosk(kiosk.device()));
    row->isRevoked = true;
    return writer.putKiosk(*row);
  }));
  kiosk.start();
  kiosk.confirmMany(4);
  std::this_thread::sleep_for(std::chrono::milliseconds(1'500));
  EXPECT_EQ(kiosk.unsent(), 4u);
  must(centre.writer().run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(auto row, writer.kiosk(kiosk.device()));
    row->isRevoked = false;
    return writer.putKiosk(*row);
  }));
  ASSERT_TRUE(kiosk.sendsAll());
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
  kiosk.stop();
  EXPECT_EQ(kiosk.openJournal()->changeIdsAfter(0, 100)->ids.size(), 4u) << "and the copies stay after the ack";
}

// The server's disk does not answer: it holds its streams, takes what it is sent, and says nothing.
class SilentServer {
 public:
  explicit SilentServer(Centre& centre) {
    must(centre.writer().post(
        [over = m_over](store::Writer&) -> Status {
          over->get_future().wait();
          return okStatus();
        },
        {}));
  }
  ~SilentServer() { end(); }
  void end() {
    if (!std::exchange(m_hasEnded, true)) m_over->set_value();
  }

 private:
  const std::shared_ptr<std::promise<void>> m_over = std::make_shared<std::promise<void>>();
  bool m_hasEnded = false;
};

// The true time, and what a test adds to it.
class HurriedClock final : public Clock {
 public:
  int64_t wallMs() const override { return m_clock.wallMs() + m_aheadMs; }
  int64_t bootMs() const override { return m_clock.bootMs() + m_aheadMs; }
  std::string bootId() const override { return m_clock.bootId(); }
  void hurryMs(int64_t ms) { m_aheadMs += ms; }

 private:
  const SystemClock m_clock;
  std::atomic<int64_t> m_aheadMs{0};
};

TEST_F(StreamPitfall, QueueWedgedWhileStatusSaysConnected) {
  HurriedClock clock;
  Machine patient(centre, "patient", &clock);
  patient.start();
  patient.confirm();
  ASSERT_TRUE(patient.sendsAll());
  SilentServer silence(centre);
  patient.confirmMany(3);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_EQ(patient.unsent(), 3u);
  EXPECT_TRUE(patient.isOnline()) << "the stream is open, and nobody can know yet";
  clock.hurryMs(sync::kAckDeadlineMs);
  patient.confirm();
  std::string said;
  ASSERT_TRUE(eventually([&] { return !(said = patient.trouble()).empty(); })) << "a minute of silence is told";
  EXPECT_THAT(said, testing::HasSubstr("stopped answering"));
  silence.end();
  // Nobody presses a button, and no network says that it is back.
  ASSERT_TRUE(patient.sendsAll());
  EXPECT_TRUE(centre.hasAll(patient.confirmed));
  EXPECT_EQ(centre.log().size(), 5u);
}

TEST_F(StreamPitfall, EntriesThatComeWhileTheStreamIsQuietAreSentOnIt) {
  kiosk.start();
  send(1);
  for (int i = 0; i < 10; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    kiosk.confirm();
    ASSERT_TRUE(eventually([&] { return kiosk.unsent() == 0; })) << "and the line says it is open";
    ASSERT_TRUE(kiosk.isOnline());
  }
}

TEST_F(StreamPitfall, ReadsGoBackInTimeAfterReconnect) {
  centre.publish("site-a", "A");
  kiosk.start();
  ASSERT_TRUE(eventually([&] { return kiosk.catalogueIds().size() == 1; }));
  for (int i = 0; i < 5; ++i) {
    centre.publish("site-" + std::to_string(i), "N");
    ASSERT_TRUE(eventually([&] { return kiosk.catalogueIds().size() == 2u + static_cast<size_t>(i); }));
    centre.stop();
    EXPECT_EQ(kiosk.catalogueIds().size(), 2u + static_cast<size_t>(i));
    centre.start();
    send(1);
    EXPECT_EQ(kiosk.catalogueIds().size(), 2u + static_cast<size_t>(i));
  }
}

TEST_F(StreamPitfall, FeedSequenceLowerThanDocumentsSkipsChanges) {
  // Items change while a kiosk is in the middle of catching up.
  for (int i = 0; i < 600; ++i) centre.publish("site-" + std::to_string(i), "old");
  kiosk.start();
  for (int i = 0; i < 600; i += 50) centre.publish("new-" + std::to_string(i), "new");
  EXPECT_TRUE(eventually([&] { return kiosk.catalogueIds().size() == 612; })) << kiosk.catalogueIds().size();
}

TEST_F(StreamPitfall, PullErrorIgnoredThenPushWipesTheServer) {
  constexpr size_t kItems = 600;  // the last ones are beyond the first message
  for (size_t i = 0; i < kItems; ++i) centre.publish("site-" + std::to_string(i), "N");
  kiosk.start();
  send(4);
  ASSERT_TRUE(eventually([&] { return kiosk.catalogueIds().size() == kItems; }));
  const std::string before = centre.digest();
  kiosk.stop();
  // The kiosk loses everything that it had, and the server can read only the beginning of what it is to have again.
  fs::remove_all(kiosk.disk());
  fs::create_directories(kiosk.disk());
  onTheServersDisk("ALTER TABLE catalogue RENAME TO whole; CREATE VIEW catalogue AS SELECT id, kind, sequence, "
                   "CASE WHEN sequence < 550 THEN item ELSE abs(-9223372036854775807 - 1 + 0 * sequence) END AS item, "
                   "is_deleted FROM whole");
  kiosk.start();
  ASSERT_TRUE(eventually([&] { return kiosk.catalogueCursor() == 500; })) << "the first message is stored";
  std::string said;
  ASSERT_TRUE(eventually([&] { return !kiosk.isOnline() && (said = kiosk.trouble()).find("integer overflow") != std::string::npos; }))
      << "what the server could not do is told: " << kiosk.trouble();
  EXPECT_THAT(kiosk.catalogueIds(), testing::IsEmpty()) << "half a catalogue is shown to nobody";
  EXPECT_EQ(centre.digest(), before) << "that the kiosk has nothing takes nothing away";
  kiosk.confirm();
  onTheServersDisk("DROP VIEW catalogue; ALTER TABLE whole RENAME TO catalogue");
  // Nobody presses a button.
  ASSERT_TRUE(kiosk.sendsAll());
  EXPECT_TRUE(eventually([&] { return kiosk.catalogueIds().size() == kItems; })) << kiosk.catalogueIds().size();
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
  EXPECT_EQ(centre.log().size(), 5u);
}

TEST_F(StreamPitfall, PullErrorIgnoredAndTheRestOfWhatBecameOfChangesNeverAskedFor) {
  kiosk.start();
  send(2);
  centre.stop();
  std::mutex mutex;
  std::vector<uint64_t> cursors;
  // Tells of one change a stream; the first stream ends by an error in between.
  uplink::RawServer failing(tls(), centre.port(), [&](const sync::v1::Hello& hello) {
    const std::lock_guard lock(mutex);
    cursors.push_back(hello.outcome_cursor());
    const uint64_t next = std::min<uint64_t>(hello.outcome_cursor(), 1);
    sync::v1::SyncResponse report;
    report.mutable_outcomes()->set_cursor(next + 1);
    sync::v1::ChangeOutcome& change = *report.mutable_outcomes()->add_changes();
    change.set_change_id(kiosk.confirmed[next].str());
    change.set_outcome(sync::v1::OUTCOME_QUARANTINED);
    const auto welcome = uplink::fittingWelcome(hello, *Id16::fromBytes(hello.server_epoch()), std::string(32, 'k'));
    uplink::RawWords words{{welcome.SerializeAsString(), report.SerializeAsString()}, std::nullopt};
    if (cursors.size() == 1) words.end = grpc::Status(grpc::StatusCode::INTERNAL, "The outcomes cannot be read.");
    return words;
  });
  ASSERT_TRUE(failing.isRunning());
  std::string said;
  ASSERT_TRUE(eventually([&] { return (said = kiosk.trouble()).find("outcomes cannot be read") != std::string::npos; })) << said;
  EXPECT_FALSE(kiosk.isOnline());
  ASSERT_TRUE(eventually([&] { return kiosk.isOnline() && failing.greeted() == 2; })) << "it asks again by itself";
  // A line that is open need not have brought everything yet.
  const auto knowsBoth = [&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    kiosk.stop();
    bool isKnown = true;
    for (const Id16& change : kiosk.confirmed)
      isKnown = isKnown && *kiosk.openJournal()->outcomeOf(change) == sync::v1::OUTCOME_QUARANTINED;
    if (!isKnown) kiosk.start();
    return isKnown;
  };
  EXPECT_TRUE(eventually(knowsBoth));
  kiosk.stop();
  const std::lock_guard lock(mutex);
  ASSERT_GE(cursors.size(), 2u);
  EXPECT_EQ(cursors[0], 0u);
  EXPECT_EQ(cursors[1], 1u) << "the rest is asked for";
}

TEST_F(StreamPitfall, ServerSideFailureNotToldToTheDevice) {
  kiosk.start();
  send(1);
  kiosk.stop();
  // An entry that this server cannot open: the disk has lost its key.
  const Id16 bad = confirmWhatNobodyCanOpen();
  kiosk.start();
  kiosk.confirmMany(2);
  ASSERT_TRUE(kiosk.sendsAll()) << "it blocks nothing";
  kiosk.stop();
  EXPECT_EQ(*kiosk.openJournal()->outcomeOf(bad), sync::v1::OUTCOME_QUARANTINED) << "the kiosk knows";
  // Staff discard it; the kiosk hears of that, too, with its next contact.
  const Id16 account = newRandomId(systemRandom());
  must(centre.ingest().settleChange(account, {bad, record::v1::SETTLEMENT_ACT_DISCARD, "It cannot be read"}, {}));
  kiosk.start();
  ASSERT_TRUE(kiosk.sendsAll());
  const auto hears = [&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    kiosk.stop();
    const auto outcome = *kiosk.openJournal()->outcomeOf(bad);
    kiosk.start();
    return outcome == sync::v1::OUTCOME_DISCARDED;
  };
  EXPECT_TRUE(eventually(hears));
}

TEST_F(StreamPitfall, OneFarFutureClockPoisonsAll) {
  ManualClock future(4'102'444'800'000);  // 2100
  Machine wrong(centre, "wrong", &future);
  wrong.start();
  wrong.confirmMany(3);
  ASSERT_TRUE(eventually([&] { return wrong.unsent() == 0; }));
  kiosk.start();
  send(3);
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
  EXPECT_TRUE(centre.hasAll(wrong.confirmed));
  EXPECT_LT(centre.ingest().lamport(), 100u) << "nothing counts on from that clock";
}

TEST_F(StreamPitfall, ExpiredCertificateStopsAKioskThatWasOfflineForAYear) {
  constexpr time_t kYear = 31'556'952;
  Machine forgotten(centre, "forgotten");
  // A year in a cupboard, a century, and a clock without a battery.
  for (const time_t wrong : {kYear + kYear / 10, 100 * kYear, -time(nullptr) + 60}) {
    g_clockIsWrongBy = wrong;
    forgotten.start();
    forgotten.confirmMany(2);
    EXPECT_TRUE(forgotten.sendsAll()) << "the clock says " << time(nullptr);
    forgotten.stop();
    g_clockIsWrongBy = 0;
  }
  EXPECT_TRUE(centre.hasAll(forgotten.confirmed));
}

TEST_F(StreamPitfall, FailureCounterNotKept) {
  // What failed once is a case, also after a restart: it is not tried for ever, and not forgotten.
  kiosk.start();
  send(1);
  kiosk.stop();
  confirmWhatNobodyCanOpen();
  kiosk.start();
  send(2);
  const auto openCases = [&] { return centre.look([](const store::Reader& reader) { return reader.countOpenCases(); }); };
  const uint64_t before = openCases();
  centre.stop();
  centre.start();
  send(2);
  EXPECT_EQ(before, 1u);
  EXPECT_EQ(openCases(), before);
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
}

}  // namespace
}  // namespace foyer::pitfalls
