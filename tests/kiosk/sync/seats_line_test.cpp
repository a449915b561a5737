// Seats over the whole line: the real engine with its files, real gRPC and TLS, the real server on its database.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

#include "kiosk/sync/engine.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/identity.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/rpc/sync_server.h"
#include "sync-server/store/sqlite_store.h"

namespace foyer::uplink {
namespace {

namespace fs = std::filesystem;

constexpr char kCourse[] = "founding-1";

std::string readText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The machine's clock, in a boot of its own.
class BootClock final : public Clock {
 public:
  int64_t wallMs() const override { return m_system.wallMs(); }
  int64_t bootMs() const override { return m_system.bootMs(); }
  std::string bootId() const override { return m_boot; }
  void reboot(std::string boot) { m_boot = std::move(boot); }

 private:
  SystemClock m_system;
  std::string m_boot = "boot-1";
};

class SeatsLine : public testing::Test {
 protected:
  SeatsLine() {
    EXPECT_TRUE(seal::start().ok());
    fs::create_directories(m_folder);
    EXPECT_TRUE(fleet::Authority::prepare(keys(), {}, m_clock).ok());
    EXPECT_TRUE(fleet::prepareKeys(keys()).ok());
    m_sealingKeys = std::move(*fleet::loadKeys(keys()));
    m_store = std::move(*store::SqliteStore::open(m_folder.string(), store::Opening::kCreate));
    m_writer = std::make_unique<ingest::WriterThread>(*m_store);
    m_ingest = std::make_unique<ingest::Ingest>(*m_store, *m_writer, m_schema, m_sealingKeys, m_clock, systemRandom());
    startServer();
  }
  ~SeatsLine() override {
    m_engine.reset();
    stopServer();
    m_writer->stop();
    m_ingest.reset();
    fs::remove_all(m_folder);
  }
  std::string keys() const { return (m_folder / "keys").string(); }

  void startServer() {
    rpc::SyncServerOptions options;
    options.port = m_port;
    options.authorityPem = readText(keys() + "/ca.pem");
    options.certificatePem = readText(keys() + "/sync.pem");
    options.keyPem = readText(keys() + "/sync.key");
    const rpc::Parts parts{*m_store, *m_writer, *m_ingest, m_clock, m_sealingKeys.back().publicKey, m_epoch};
    for (int i = 0; i < 200 && !m_server; ++i) {
      auto started = rpc::SyncServer::start(options, parts);
      if (started.ok()) m_server = std::move(*started);
      if (!m_server) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    ASSERT_TRUE(m_server);
    m_port = m_server->port();
  }
  void stopServer() {
    if (m_server) m_server->stop();
    m_server.reset();
  }
  void publish(uint32_t seats) {
    foyer::catalogue::v1::Item item;
    item.set_id(kCourse);
    item.mutable_session()->set_offer("founding");
    item.mutable_session()->set_capacity(seats);
    ASSERT_TRUE(m_writer->run([&](store::Writer& writer) {
      return writer.putCatalogue({kCourse, "session", ++m_sequence, item.SerializeAsString(), false});
    }).ok());
    m_server->announceCatalogue();
  }
  std::string enrol() {
    const auto authority = fleet::Authority::open(keys());
    const fleet::Enrolment enrolment{"lobby", "library", "127.0.0.1:" + std::to_string(m_port),
                                     m_sealingKeys.back().publicKey, (m_folder / "lobby").string()};
    const auto row = fleet::enrolKiosk(
        enrolment, *authority,
        [this](const std::function<Status(store::Writer&)>& work) { return m_writer->run(work); }, m_clock,
        systemRandom());
    EXPECT_TRUE(row.ok());
    return enrolment.folder;
  }
  void startEngine(const std::string& identityFolder) {
    m_engine.reset();
    m_seats.clear();
    EngineParts parts{.identity = std::move(*readIdentity(identityFolder)),
                      .journalPath = (m_folder / "journal.db").string(),
                      .programVersion = "test",
                      .validator = m_validator,
                      .clock = m_clock,
                      .random = systemRandom()};
    parts.seatsPath = (m_folder / "seats.db").string();
    parts.onSeats = [this](const catalogue::SeatCounts& seats) {
      const std::lock_guard lock(m_mutex);
      m_seats = seats;
    };
    auto started = Engine::start(std::move(parts));
    ASSERT_TRUE(started.ok()) << started.error().message();
    m_engine = std::move(*started);
  }
  catalogue::SeatCount seats() {
    const std::lock_guard lock(m_mutex);
    const auto found = m_seats.find(kCourse);
    return found == m_seats.end() ? catalogue::SeatCount{} : found->second;
  }
  Id16 reserve(uint32_t count) {
    std::promise<Id16> told;
    m_engine->reserveSeats(kCourse, count, [&](const Id16& lease) { told.set_value(lease); });
    return told.get_future().get();
  }
  // What a visitor is told: confirmed where a seat was taken, else the waiting list.
  enum class Told { kConfirmed, kWaiting };
  Told registers(uint32_t count) {
    const Id16 lease = reserve(count);
    record::ChangeBody body;
    body.id = newUuidV7(m_clock.wallMs(), systemRandom());
    const Id16 contact = newUuidV7(m_clock.wallMs(), systemRandom());
    body.records.push_back(record(contact, "Contact", {{"names", "Amal Example"}}));
    std::map<std::string, std::string> values{{"offer", "founding"},
                                              {"session", kCourse},
                                              {"seats", std::to_string(count)},
                                              {"contact", contact.uuid()},
                                              {"state", lease.isNil() ? "REGISTRATION_STATE_WAITING" : "REGISTRATION_STATE_CONFIRMED"}};
    if (!lease.isNil()) values["lease"] = lease.hex();
    body.records.push_back(record(newUuidV7(m_clock.wallMs(), systemRandom()), "Registration", values));
    std::promise<bool> stored;
    m_engine->confirm(std::move(body), [&](const Result<journal::Receipt>& receipt) { stored.set_value(receipt.ok()); });
    EXPECT_TRUE(stored.get_future().get());
    if (!lease.isNil()) m_toldConfirmed += count;
    return lease.isNil() ? Told::kWaiting : Told::kConfirmed;
  }
  record::RecordWrite record(const Id16& id, const std::string& typeName, const std::map<std::string, std::string>& values) {
    const schema::RecordType& type = *m_schema.typeNamed(typeName);
    record::RecordWrite write;
    write.recordId = id;
    write.type = type.number;
    for (const schema::FieldRule& rule : type.fields) {
      const auto value = values.find(rule.name);
      if (value == values.end()) continue;
      const std::string texts[] = {value->second};
      write.fields.push_back({rule.number, *record::wireFromText(rule, texts), {}});
    }
    return write;
  }
  uint64_t confirmedAtTheServer() {
    uint64_t confirmed = 0;
    EXPECT_TRUE(m_store->read([&](const store::Reader& reader) -> Status {
      FOYER_TRY(seats::checkAll(reader));
      FOYER_ASSIGN(confirmed, reader.seatsConfirmed(kCourse));
      return okStatus();
    }).ok());
    return confirmed;
  }
  size_t openCases() {
    size_t count = 0;
    EXPECT_TRUE(m_store->read([&](const store::Reader& reader) -> Status {
      FOYER_ASSIGN(const uint64_t open, reader.countOpenCases());
      count = open;
      return okStatus();
    }).ok());
    return count;
  }
  template <typename Condition>
  bool eventually(Condition condition, int seconds = 30) {
    for (int i = 0; i < seconds * 50; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }
  bool everythingArrives() {
    return eventually([&] { return m_engine->state().counts.unsent == 0 && m_engine->state().link.isOnline; });
  }

  BootClock m_clock;
  const fs::path m_folder = fs::temp_directory_path() / ("foyer-seats-line-" + newRandomId(systemRandom()).hex());
  const schema::Schema m_schema = std::move(*schema::Schema::loadBuiltIn());
  const validate::Validator m_validator{m_schema};
  const Id16 m_epoch = newRandomId(systemRandom());
  std::vector<seal::SealingKeyPair> m_sealingKeys;
  std::unique_ptr<store::SqliteStore> m_store;
  std::unique_ptr<ingest::WriterThread> m_writer;
  std::unique_ptr<ingest::Ingest> m_ingest;
  std::unique_ptr<rpc::SyncServer> m_server;
  uint16_t m_port = 0;
  int64_t m_sequence = 0;
  std::mutex m_mutex;
  catalogue::SeatCounts m_seats;
  std::unique_ptr<Engine> m_engine;
  uint64_t m_toldConfirmed = 0;
};

TEST_F(SeatsLine, AKioskIsLentSeatsConfirmsThemOfflineAndThenOffersTheWaitingList) {
  publish(8);
  startEngine(enrol());
  ASSERT_TRUE(eventually([&] { return seats().here > 0; }));
  const uint32_t lent = seats().here;
  EXPECT_EQ(seats().here + seats().free, 8u);
  stopServer();
  for (uint32_t i = 0; i < lent; ++i) EXPECT_EQ(registers(1), Told::kConfirmed);
  EXPECT_EQ(registers(1), Told::kWaiting);
  startServer();
  m_engine->linkHint();
  ASSERT_TRUE(everythingArrives());
  // Four were free at the server: who waited has one of them now.
  ASSERT_TRUE(eventually([&] { return confirmedAtTheServer() == lent + 1; }));
  EXPECT_EQ(openCases(), 0u);
}

TEST_F(SeatsLine, OnlineEverySeatIsGivenAndNotOneMore) {
  publish(5);
  startEngine(enrol());
  ASSERT_TRUE(eventually([&] { return seats().here > 0; }));
  m_engine->wishSeats(kCourse, 1);
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(eventually([&] { return seats().here > 0; })) << i;
    EXPECT_EQ(registers(1), Told::kConfirmed);
  }
  EXPECT_EQ(registers(1), Told::kWaiting);
  ASSERT_TRUE(everythingArrives());
  ASSERT_TRUE(eventually([&] { return confirmedAtTheServer() == 5; }));
  EXPECT_EQ(openCases(), 0u);
}

TEST_F(SeatsLine, AGroupThatStandsThereIsLentAllItsSeats) {
  publish(10);
  startEngine(enrol());
  ASSERT_TRUE(eventually([&] { return seats().here > 0; }));
  EXPECT_LT(seats().here, 8u);
  m_engine->wishSeats(kCourse, 8);
  ASSERT_TRUE(eventually([&] { return seats().here >= 8; }));
  EXPECT_EQ(registers(8), Told::kConfirmed);
  m_engine->wishSeats(kCourse, 0);
  ASSERT_TRUE(everythingArrives());
  ASSERT_TRUE(eventually([&] { return confirmedAtTheServer() == 8; }));
}

TEST_F(SeatsLine, AfterARebootWithoutALineNobodyIsConfirmedAndAfterContactAgain) {
  publish(8);
  const std::string identity = enrol();
  startEngine(identity);
  ASSERT_TRUE(eventually([&] { return seats().here > 0; }));
  stopServer();
  m_engine.reset();
  m_clock.reboot("boot-2");
  startEngine(identity);
  EXPECT_EQ(registers(1), Told::kWaiting);
  startServer();
  m_engine->linkHint();
  ASSERT_TRUE(everythingArrives());
  ASSERT_TRUE(eventually([&] { return seats().here > 0; }));
  EXPECT_EQ(registers(1), Told::kConfirmed);
  ASSERT_TRUE(eventually([&] { return confirmedAtTheServer() == 2; }));
  EXPECT_EQ(openCases(), 0u);
}

}  // namespace
}  // namespace foyer::uplink
