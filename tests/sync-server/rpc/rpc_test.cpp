// Real gRPC over real TLS with certificates of a real authority; a kiosk's side written by hand.
#include <gmock/gmock.h>

#include "sync-server/review/kiosk_view.h"
#include "tests/sync-server/rpc/rpc_world.h"

namespace foyer::rpc {
namespace {

using testing::HasSubstr;

// A stream of this kiosk; everything within a deadline, so that a silent server fails the test.
class Line {
 public:
  Line(std::unique_ptr<v1::SyncService::Stub> stub) : m_stub(std::move(stub)) {
    m_context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    m_stream = m_stub->Sync(&m_context);
  }
  void say(const v1::SyncRequest& request) { m_stream->Write(request); }
  std::optional<v1::SyncResponse> hear() {
    v1::SyncResponse response;
    return m_stream->Read(&response) ? std::optional(response) : std::nullopt;
  }
  // Reads on until a message for which `isIt`.
  template <typename IsIt>
  std::optional<v1::SyncResponse> hearUntil(IsIt isIt) {
    while (auto response = hear()) {
      if (isIt(*response)) return response;
    }
    return std::nullopt;
  }
  grpc::Status end() {
    m_stream->WritesDone();
    while (hear()) continue;
    return m_stream->Finish();
  }

 private:
  std::unique_ptr<v1::SyncService::Stub> m_stub;
  grpc::ClientContext m_context;
  std::unique_ptr<grpc::ClientReaderWriter<v1::SyncRequest, v1::SyncResponse>> m_stream;
};

#define CONNECT(name, kiosk) Line name(connect((kiosk).certificate.certificatePem, (kiosk).certificate.keyPem))

TEST_F(Rpc, WelcomesAnEnrolledKioskAndNotesWhatItSaid) {
  const TestKiosk kiosk = makeKiosk();
  CONNECT(line, kiosk);
  line.say(kiosk.hello());
  const auto answer = line.hear();
  ASSERT_TRUE(answer && answer->has_welcome());
  EXPECT_EQ(answer->welcome().order(), v1::ORDER_NONE);
  EXPECT_EQ(answer->welcome().server_epoch(), m_epoch.str());
  EXPECT_EQ(answer->welcome().sealing_key(), m_sealingKeys.back().publicKey);
  EXPECT_TRUE(line.end().ok());
  ASSERT_TRUE(m_writer->run([](store::Writer&) { return okStatus(); }).ok());  // after the note
  const auto row = read([&](const store::Reader& r) { return r.kiosk(kiosk.device); });
  EXPECT_EQ(row->programVersion, "test 1");
  EXPECT_GT(row->lastContactMs, 0);
}

TEST_F(Rpc, AsksAKioskToComeBackWhenTheDiskTookNothingOfWhatItSaid) {
  TestKiosk kiosk = makeKiosk();
  const Id16 lost = newRandomId(systemRandom());
  v1::SyncRequest hello = kiosk.hello();
  hello.mutable_hello()->set_incarnation_before(lost.str());
  hello.mutable_hello()->set_incarnation_cause(v1::INCARNATION_CAUSE_ROLLED_BACK);
  const auto incidents = [&] {
    return *read([&](const store::Reader& r) -> Result<std::optional<std::vector<store::IncidentRow>>> {
      FOYER_ASSIGN(auto rows, r.incidentsOf(kiosk.device, 10));
      return std::optional(std::move(rows));
    });
  };
  m_store->failsCommit = true;
  {
    CONNECT(line, kiosk);
    line.say(hello);
    const auto word = line.hearUntil([](const v1::SyncResponse& r) { return r.has_refusal(); });
    ASSERT_TRUE(word);
    EXPECT_EQ(word->refusal().code(), static_cast<uint32_t>(Code::kResourceExhausted));
    EXPECT_GT(word->refusal().retry_after_ms(), 0u);
  }
  EXPECT_TRUE(incidents().empty());
  m_store->failsCommit = false;
  CONNECT(line, kiosk);
  line.say(hello);
  ASSERT_TRUE(line.hear());
  EXPECT_TRUE(line.end().ok());
  ASSERT_TRUE(m_writer->run([](store::Writer&) { return okStatus(); }).ok());  // after the note
  ASSERT_EQ(incidents().size(), 1u) << "staff are told that its disk was put back";
  EXPECT_EQ(incidents().front().incarnation, lost);
}

TEST_F(Rpc, AcknowledgesWhatIsDurableAndTakesItOnce) {
  TestKiosk kiosk = makeKiosk();
  const v1::SyncRequest batch = kiosk.batch(20);
  for (int round = 0; round < 2; ++round) {
    CONNECT(line, kiosk);
    line.say(kiosk.hello());
    line.say(batch);
    const auto ack = line.hearUntil([](const v1::SyncResponse& r) { return r.has_ack(); });
    ASSERT_TRUE(ack);
    EXPECT_EQ(ack->ack().seq(), 20u);
    EXPECT_EQ(read([&](const store::Reader& r) { return r.countLog(kiosk.device); }), 20u);
    EXPECT_TRUE(line.end().ok());
  }
  // What could not be opened became cases, and blocked nothing.
  EXPECT_EQ(read([&](const store::Reader& r) { return r.countOpenCases(); }), 20u);
}

TEST_F(Rpc, CountsWhatAKioskConfirmedOnceAfterANewIncarnation) {
  TestKiosk kiosk = makeKiosk();
  const auto shown = [&] {
    const auto all = read([&](const store::Reader& r) { return review::listKiosks(r, m_clock); });
    const auto& row = all.kiosks(0);
    return std::vector<uint64_t>{row.confirmed_at_kiosk(), row.stored_at_server(), row.unsent()};
  };
  const auto say = [&](const std::optional<v1::SyncRequest>& batch) {
    CONNECT(line, kiosk);
    line.say(kiosk.hello());
    ASSERT_TRUE(line.hear());
    if (batch) {
      line.say(*batch);
      ASSERT_TRUE(line.hearUntil([](const v1::SyncResponse& r) { return r.has_ack(); }));
    }
    line.end();
    ASSERT_TRUE(m_writer->run([](store::Writer&) { return okStatus(); }).ok());  // after the note
  };
  const v1::SyncRequest first = kiosk.batch(5);
  say(first);
  EXPECT_THAT(shown(), testing::ElementsAre(5, 5, 0));
  const v1::SyncRequest kept = kiosk.batch(3);  // written, and the line broke
  say({});
  EXPECT_THAT(shown(), testing::ElementsAre(8, 5, 3));

  // The journal is numbered anew: the last entry that was acknowledged, and the three that wait.
  kiosk.incarnation = newRandomId(systemRandom());
  kiosk.head = seal::chainStart(kiosk.incarnation);
  kiosk.seq = 0;
  v1::SyncRequest again = kiosk.batch(4);
  for (int i = 0; i < 4; ++i) {
    const v1::Entry& from = i == 0 ? first.batch().entries(4) : kept.batch().entries(i - 1);
    again.mutable_batch()->mutable_entries(i)->set_change_id(from.change_id());
  }
  kiosk.rechain(again);
  say({});
  EXPECT_THAT(shown(), testing::ElementsAre(9, 5, 4)) << "what it says it still has";
  say(again);
  EXPECT_THAT(shown(), testing::ElementsAre(8, 8, 0));
}

TEST_F(Rpc, FeedsTheCatalogueInPartsAndWhatIsNewLater) {
  const TestKiosk kiosk = makeKiosk();
  const auto put = [&](int64_t sequence) {
    foyer::catalogue::v1::Item item;
    item.set_id("item" + std::to_string(sequence));
    item.mutable_page()->mutable_text()->mutable_by_language()->insert({"de", std::string(100'000, 'x')});
    ASSERT_TRUE(m_writer
                    ->run([&](store::Writer& w) {
                      return w.putCatalogue({item.id(), "page", sequence, item.SerializeAsString(), false});
                    })
                    .ok());
  };
  for (int64_t sequence = 1; sequence <= 5; ++sequence) put(sequence);
  CONNECT(line, kiosk);
  line.say(kiosk.hello());
  int parts = 0;
  int items = 0;
  const auto isLast = [&](const v1::SyncResponse& r) {
    if (!r.has_catalogue()) return false;
    ++parts;
    items += r.catalogue().items_size();
    EXPECT_LE(r.ByteSizeLong(), sync::kCatalogueBatchBytes);
    return r.catalogue().complete();
  };
  const auto last = line.hearUntil(isLast);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->catalogue().cursor(), 5u);
  EXPECT_EQ(items, 5);
  EXPECT_EQ(parts, 3);
  v1::SyncRequest applied;
  applied.mutable_catalogue_applied()->set_cursor(5);
  line.say(applied);
  put(6);
  m_server->announceCatalogue();
  const auto news = line.hearUntil(isLast);
  ASSERT_TRUE(news);
  EXPECT_EQ(news->catalogue().items(0).id(), "item6");
}

TEST_F(Rpc, TurnsAwayKiosksThatAreNotEnrolledOrRevoked) {
  const TestKiosk stranger = makeKiosk(Enrolled::kNo);
  CONNECT(first, stranger);
  EXPECT_EQ(first.end().error_code(), grpc::StatusCode::UNAUTHENTICATED);
  const TestKiosk revoked = makeKiosk(Enrolled::kRevoked);
  CONNECT(second, revoked);
  const grpc::Status status = second.end();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_THAT(status.error_message(), HasSubstr("revoked"));
}

TEST_F(Rpc, LetsNobodyInWithoutACertificateOfItsAuthority) {
  Line without(connect("", ""));
  EXPECT_EQ(without.end().error_code(), grpc::StatusCode::UNAVAILABLE);
  const std::string other = m_folder + "/other";
  ASSERT_TRUE(fleet::Authority::prepare(other, {}, m_clock).ok());
  const TestKiosk kiosk = makeKiosk();
  auto issued = fleet::Authority::open(other)->issueKiosk(kiosk.device);
  Line foreign(connect(issued->certificatePem, issued->keyPem));
  EXPECT_EQ(foreign.end().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(Rpc, RefusesMessagesOutOfOrderWithAReasonAndServesOn) {
  TestKiosk kiosk = makeKiosk();
  const v1::SyncRequest early = kiosk.batch(1);
  {
    CONNECT(line, kiosk);
    line.say(early);
    const auto answer = line.hear();
    ASSERT_TRUE(answer && answer->has_refusal());
    EXPECT_EQ(answer->refusal().code(), static_cast<uint32_t>(Code::kInvalidArgument));
    EXPECT_EQ(line.end().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  }
  {
    CONNECT(line, kiosk);
    line.say(v1::SyncRequest());
    EXPECT_EQ(line.end().error_code(), grpc::StatusCode::UNIMPLEMENTED);
  }
  CONNECT(line, kiosk);
  line.say(kiosk.hello());
  const auto answer = line.hear();
  EXPECT_TRUE(answer && answer->has_welcome());
}

TEST_F(Rpc, RefusesOversizeMessagesAndServesOn) {
  TestKiosk kiosk = makeKiosk();
  {
    CONNECT(line, kiosk);
    line.say(kiosk.hello());
    ASSERT_TRUE(line.hear());
    v1::SyncRequest huge = TestKiosk(makeKiosk()).batch(1);
    huge.mutable_batch()->mutable_entries(0)->set_sealed(std::string(sync::kMessageBytesMax + 1, 'x'));
    line.say(huge);
    EXPECT_EQ(line.end().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  }
  CONNECT(line, kiosk);
  line.say(kiosk.hello());
  const auto answer = line.hear();
  EXPECT_TRUE(answer && answer->has_welcome());
  EXPECT_EQ(read([&](const store::Reader& r) { return r.logHead(); }), 0);
}

TEST_F(Rpc, EndsTheOlderStreamOfAKiosk) {
  const TestKiosk kiosk = makeKiosk();
  CONNECT(older, kiosk);
  older.say(kiosk.hello());
  ASSERT_TRUE(older.hear());
  CONNECT(newer, kiosk);
  newer.say(kiosk.hello());
  const auto answer = newer.hear();
  ASSERT_TRUE(answer && answer->has_welcome());
  EXPECT_EQ(older.end().error_code(), grpc::StatusCode::ABORTED);
}

TEST_F(Rpc, RefusesTheJournalOfAnotherKiosk) {
  TestKiosk kiosk = makeKiosk();
  {
    CONNECT(line, kiosk);
    const auto hello = kiosk.hello();
    line.say(hello);
    line.say(kiosk.batch(1));
    ASSERT_TRUE(line.hearUntil([](const v1::SyncResponse& r) { return r.has_ack(); }));
  }
  TestKiosk thief = makeKiosk();
  thief.incarnation = kiosk.incarnation;
  thief.head = seal::chainStart(kiosk.incarnation);
  CONNECT(line, thief);
  line.say(thief.hello());
  EXPECT_EQ(line.end().error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

TEST_F(Rpc, TellsOpenStreamsToComeBackWhenItStops) {
  const TestKiosk kiosk = makeKiosk();
  CONNECT(line, kiosk);
  line.say(kiosk.hello());
  ASSERT_TRUE(line.hear());
  const auto begun = std::chrono::steady_clock::now();
  m_server->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
  const auto word = line.hearUntil([](const v1::SyncResponse& r) { return r.has_refusal(); });
  ASSERT_TRUE(word);
  EXPECT_EQ(word->refusal().code(), static_cast<uint32_t>(Code::kUnavailable));
  EXPECT_GT(word->refusal().retry_after_ms(), 0u);
}

TEST_F(Rpc, SaysThatAPortIsInUse) {
  const auto second = SyncServer::start(options(m_server->port()), parts());
  ASSERT_FALSE(second.ok());
  EXPECT_THAT(second.error().message(), HasSubstr(std::to_string(m_server->port())));
  EXPECT_THAT(second.error().message(), HasSubstr("--sync-port"));
}

}  // namespace
}  // namespace foyer::rpc
