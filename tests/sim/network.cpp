#include "tests/sim/network.h"

#include <algorithm>

#include "shared/sync/entry.h"
#include "shared/sync/limits.h"

namespace foyer::sim {

namespace {

// Until an end that hears nothing gives its line up: a heartbeat and its time-out.
constexpr int64_t kSilenceMs = sync::kHeartbeatMs + sync::kHeartbeatTimeoutMs;
// What TCP waits before it says a lost packet again, roughly.
constexpr int64_t kAgainMinMs = 200;
constexpr int64_t kAgainMaxMs = 4'000;
// How late an ended stream may come once more: also when the next one has long begun.
constexpr int64_t kReplayedWithinMs = 10'000;

Error cut() { return Error(Code::kUnavailable, "The line to the server was cut."); }

}  // namespace

SimLine::SimLine(Network& network, size_t kiosk, uplink::LineEvents events, uint64_t number, Draw draw)
    : m_network(network), m_kiosk(kiosk), m_number(number), m_events(std::move(events)), m_draw(draw) {}

// When a message said now arrives, and in order; a tear on the way is drawn here too.
int64_t SimLine::arrival(int64_t& lastMs) {
  const Weather& weather = m_network.m_weather;
  ++m_network.m_messages;
  int64_t delay = m_draw.between(weather.latencyMinMs, weather.latencyMaxMs);
  if (m_draw.chance(weather.loss)) {
    ++m_network.m_lost;
    if (m_draw.chance(weather.tear)) tear();
    delay += m_draw.between(kAgainMinMs, kAgainMaxMs);
  }
  lastMs = std::max(lastMs, m_network.m_agenda.nowMs() + delay);
  return lastMs;
}

void SimLine::send(SyncRequest&& message) {
  if (!m_isKioskThere) return;
  if (m_network.tamper.up && !m_network.tamper.up(m_kiosk, message)) return;
  const std::string bytes = message.SerializeAsString();
  m_said.push_back(bytes);
  const bool wasTorn = m_isTorn;
  const int64_t atMs = arrival(m_lastUpMs);
  // What is said into a torn line goes nowhere; what tears it may be the last that arrives, or not.
  if (wasTorn || (m_isTorn && m_draw.chance(0.5))) return;
  m_network.m_agenda.at(atMs, [self = shared_from_this(), bytes] { self->deliver(bytes); });
  if (message.has_batch() && m_draw.chance(m_network.m_weather.replay)) {
    ++m_network.m_duplicates.batches;
    m_network.m_agenda.at(arrival(m_lastUpMs), [self = shared_from_this(), bytes] { self->deliver(bytes); });
  }
}

void SimLine::deliver(const std::string& bytes) {
  if (!m_isServerThere) return;
  SyncRequest message;
  FOYER_ASSERT(message.ParseFromString(bytes));
  if (message.has_batch()) {
    const auto batch = sync::fromMessage(sync::v1::Batch(message.batch()), Id16{});
    for (const sync::Entry& entry : batch.ok() ? batch->entries : std::vector<sync::Entry>())
      if (!m_network.m_entriesArrived.insert(entry.changeId.str()).second) ++m_network.m_duplicates.entries;
  }
  if (message.has_hello()) m_incarnation = Id16::fromBytes(message.hello().incarnation()).value_or(Id16{});
  m_server->onMessage(std::move(message));
}

void SimLine::answer(const SyncResponse& message) {
  if (!m_isServerThere) return;
  const bool isWelcome = message.has_welcome() && message.welcome().order() == sync::v1::ORDER_NONE;
  const uint64_t lamport = isWelcome ? message.welcome().lamport() : 0;
  SyncResponse copy;
  FOYER_ASSERT(copy.ParseFromString(message.SerializeAsString()));
  if (m_network.tamper.down && !m_network.tamper.down(m_kiosk, copy)) return;
  noteTold(copy);
  const bool wasTorn = m_isTorn;
  const int64_t atMs = arrival(m_lastDownMs);
  if (wasTorn || (m_isTorn && m_draw.chance(0.5))) return;
  m_network.m_agenda.at(atMs, [self = shared_from_this(), copy, lamport] {
    if (!self->m_isKioskThere) return;
    self->m_arrived.push_back({copy, lamport});
    self->pumpToKiosk();
  });
}

void SimLine::noteTold(const SyncResponse& message) {
  if (!message.has_welcome() && !message.has_ack()) return;
  if (message.has_welcome()) m_epoch = Id16::fromBytes(message.welcome().server_epoch()).value_or(Id16{});
  const uint64_t seq = message.has_welcome() ? message.welcome().acked_seq() : message.ack().seq();
  if (m_network.onAckTold) m_network.onAckTold(m_epoch, m_incarnation, seq);
}

void SimLine::pumpToKiosk() {
  if (!m_isKioskReading || m_arrived.empty() || !m_isKioskThere) return;
  m_isKioskReading = false;
  Arrived arrived = std::move(m_arrived.front());
  m_arrived.erase(m_arrived.begin());
  if (m_events.onMessage) m_events.onMessage(std::move(arrived.message));
  m_network.m_wake(m_kiosk);
  // Still there: what was said was taken over.
  if (arrived.lamport > 0 && m_isKioskThere && m_network.onWelcomed) m_network.onWelcomed(m_kiosk, arrived.lamport);
}

void SimLine::readNext() {
  m_isKioskReading = true;
  if (m_arrived.empty()) return;
  m_network.m_agenda.after(0, [self = shared_from_this()] { self->pumpToKiosk(); });
}

void SimLine::close() {
  if (!m_isKioskThere) return;
  closeAtKiosk(Error(Code::kCancelled, "Closed here."));
  if (!m_isTorn) m_network.m_agenda.at(arrival(m_lastUpMs), [self = shared_from_this()] { self->goneAtServer(); });
}

// The kiosk hears it on its engine thread, once.
void SimLine::closeAtKiosk(const Error& error) {
  if (!std::exchange(m_isKioskThere, false)) return;
  m_network.noteEnded(*this);
  m_network.m_agenda.after(0, [self = shared_from_this(), error] {
    if (!self->m_events.onClosed) return;
    const auto onClosed = std::exchange(self->m_events.onClosed, nullptr);
    self->m_events.onMessage = nullptr;
    onClosed(error, std::exchange(self->m_self, nullptr));
    self->m_network.m_wake(self->m_kiosk);
  });
}

void SimLine::loseKiosk() {
  if (std::exchange(m_isKioskThere, false)) m_network.noteEnded(*this);
  m_events = {};
  m_self.reset();
  m_network.m_agenda.after(m_draw.chance(0.5) ? m_network.m_weather.latencyMaxMs : kSilenceMs,
                           [self = shared_from_this()] { self->goneAtServer(); });
}

void SimLine::finish(const Error& error) {
  if (!std::exchange(m_isServerThere, false)) return;
  m_server.reset();
  if (m_isTorn) return;
  m_network.m_agenda.at(m_lastDownMs + m_network.m_weather.latencyMinMs,
                        [self = shared_from_this(), error] { self->closeAtKiosk(error); });
}

void SimLine::loseServer() {
  m_isServerThere = false;
  m_server.reset();
  const int64_t delay = m_draw.chance(0.5) ? m_network.m_weather.latencyMaxMs : kSilenceMs;
  m_network.m_agenda.after(delay, [self = shared_from_this()] { self->closeAtKiosk(cut()); });
}

void SimLine::goneAtServer() {
  if (!std::exchange(m_isServerThere, false)) return;
  const auto server = std::exchange(m_server, nullptr);
  server->onGone();
}

void SimLine::tear() {
  if (std::exchange(m_isTorn, true)) return;
  ++m_network.m_torn;
  const auto later = [this] { return m_draw.chance(0.5) ? m_draw.between(1, 2'000) : kSilenceMs; };
  m_network.m_agenda.after(later(), [self = shared_from_this()] { self->closeAtKiosk(cut()); });
  // A server may take a dead line for a living one for long.
  m_network.m_agenda.after(later(), [self = shared_from_this()] { self->goneAtServer(); });
}

std::shared_ptr<uplink::Line> Network::connect(size_t kiosk, uplink::LineEvents events) {
  forgetClosed();
  ++m_count;
  m_lastSaid.resize(std::max(m_lastSaid.size(), kiosk + 1));
  auto line = std::make_shared<SimLine>(*this, kiosk, std::move(events), m_count, m_draw.fork("line", m_count));
  line->m_self = line;
  m_lines.push_back(line);
  const bool isCutOff = partitionedUntilMs(kiosk) > m_agenda.nowMs();
  if (isCutOff && line->m_draw.chance(0.5)) {
    line->m_isTorn = true;  // swallowed: the kiosk waits until it has waited enough
    return line;
  }
  m_agenda.at(line->arrival(line->m_lastUpMs), [this, line, kiosk, isCutOff] {
    if (!line->m_isKioskThere) return;
    line->m_server = isCutOff ? nullptr : m_accept(kiosk, line);
    line->m_isServerThere = line->m_server != nullptr;
    if (!line->m_server)
      line->closeAtKiosk(Error(Code::kUnavailable, "The server cannot be reached; everything is kept here."));
  });
  return line;
}

void Network::partition(size_t kiosk, int64_t untilMs) {
  m_partitionedUntilMs.resize(std::max(m_partitionedUntilMs.size(), kiosk + 1));
  m_partitionedUntilMs[kiosk] = std::max(m_partitionedUntilMs[kiosk], untilMs);
  tearLineOf(kiosk);
}

int64_t Network::partitionedUntilMs(size_t kiosk) const {
  return kiosk < m_partitionedUntilMs.size() ? m_partitionedUntilMs[kiosk] : 0;
}

void Network::tearLineOf(size_t kiosk) {
  for (const auto& line : m_lines)
    if (line->m_kiosk == kiosk && line->isOpen()) line->tear();
}

void Network::loseKiosk(size_t kiosk) {
  for (const auto& line : m_lines)
    if (line->m_kiosk == kiosk) line->loseKiosk();
}

void Network::loseServer() {
  for (const auto& line : m_lines) line->loseServer();
}

// Streams come again by themselves, as often as the weather of the seed has it.
void Network::noteEnded(SimLine& line) {
  m_lastSaid[line.m_kiosk] = line.m_said;
  // A stream that carried nothing but its Hello is no use to say again; kStreamReplayed does it all the same.
  if (line.m_said.size() < 2 || !line.m_draw.chance(m_weather.replay)) return;
  ++m_duplicates.streams;
  m_agenda.after(line.m_draw.between(1, kReplayedWithinMs), [this, kiosk = line.m_kiosk, said = line.m_said] {
    if (m_weather.replay > 0) replay(kiosk, said);
  });
}

void Network::replayLineOf(size_t kiosk) {
  if (kiosk >= m_lastSaid.size() || m_lastSaid[kiosk].empty()) return;
  replay(kiosk, m_lastSaid[kiosk]);
}

void Network::replay(size_t kiosk, const std::vector<std::string>& said) {
  ++m_count;
  auto ghost = std::make_shared<SimLine>(*this, kiosk, uplink::LineEvents{}, m_count, m_draw.fork("ghost", m_count));
  // Nobody listens at its end.
  ghost->m_isKioskThere = false;
  m_agenda.after(1, [this, ghost, said, kiosk] {
    ghost->m_server = m_accept(kiosk, ghost);
    ghost->m_isServerThere = ghost->m_server != nullptr;
    for (const std::string& bytes : said)
      m_agenda.at(ghost->arrival(ghost->m_lastUpMs), [ghost, bytes] { ghost->deliver(bytes); });
    m_agenda.at(ghost->arrival(ghost->m_lastUpMs), [ghost] { ghost->goneAtServer(); });
  });
}

void Network::clearUp() {
  m_weather.loss = m_weather.replay = 0;
  std::fill(m_partitionedUntilMs.begin(), m_partitionedUntilMs.end(), 0);
}

void Network::forgetClosed() {
  std::erase_if(m_lines, [](const auto& line) { return !line->m_isKioskThere && !line->m_isServerThere; });
}

}  // namespace foyer::sim
