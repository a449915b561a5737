// Lines between kiosks and the server, with latency, loss, tears, partitions and replays.
//
// A line keeps the order of its messages, as TCP does; a lost message comes late or tears the line. An end that
// is torn off learns it at once or only by its heartbeat; what was on its way may still arrive, also when the
// other end has long begun another line.
// Place: between SimKiosk (uplink::Line) and SimServer (ServerEnd). Messages are serialised on the way.
// Ownership: one a run; lines are shared with what is planned for them. Threads: one. Errors: none.
// Does not: know what messages mean, but for planted bugs, which change them on their way.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "foyer/sync/v1/sync.pb.h"
#include "kiosk/sync/line.h"
#include "tests/sim/agenda.h"
#include "tests/sim/draw.h"
#include "tests/sim/scenario.h"

namespace foyer::sim {

using sync::v1::SyncRequest;
using sync::v1::SyncResponse;

// The server's end of a line.
class ServerEnd {
 public:
  virtual ~ServerEnd() = default;
  virtual void onMessage(SyncRequest&& message) = 0;
  // The kiosk is gone, as far as the server can tell.
  virtual void onGone() = 0;
};

class Network;

// One line. The kiosk holds it as uplink::Line, the server as the way to answer.
class SimLine final : public uplink::Line, public std::enable_shared_from_this<SimLine> {
 public:
  SimLine(Network& network, size_t kiosk, uplink::LineEvents events, uint64_t number, Draw draw);

  // --- the kiosk's side ---
  void send(SyncRequest&& message) override;
  void readNext() override;
  void close() override;
  // The machine stopped: nothing is heard or said any more.
  void loseKiosk();

  // --- the server's side ---
  void answer(const SyncResponse& message);
  // The server's last word was said: the stream ends with this when all answers have arrived.
  void finish(const Error& error);
  void loseServer();

  // The line is cut somewhere between.
  void tear();
  bool isOpen() const { return m_isKioskThere; }
  size_t kiosk() const { return m_kiosk; }

 private:
  friend class Network;
  void closeAtKiosk(const Error& error);
  void goneAtServer();
  void deliver(const std::string& bytes);
  void pumpToKiosk();
  int64_t arrival(int64_t& lastMs);
  void noteTold(const SyncResponse& message);

  Network& m_network;
  const size_t m_kiosk;
  const uint64_t m_number;
  uplink::LineEvents m_events;
  Draw m_draw;
  std::shared_ptr<ServerEnd> m_server;
  Id16 m_incarnation, m_epoch;  // as its ends said
  bool m_isKioskThere = true;
  bool m_isServerThere = false;
  bool m_isTorn = false;
  bool m_isKioskReading = true;
  int64_t m_lastUpMs = 0, m_lastDownMs = 0;
  struct Arrived {
    SyncResponse message;
    uint64_t lamport = 0;  // of a welcome, as the server said it
  };
  std::vector<Arrived> m_arrived;
  std::vector<std::string> m_said;  // for a replay
  std::shared_ptr<SimLine> m_self;  // until the kiosk was told that it is closed
};

class Network {
 public:
  // Makes the server's end of a line; nothing while the server is down.
  using Accept = std::function<std::shared_ptr<ServerEnd>(size_t kiosk, const std::shared_ptr<SimLine>&)>;
  // Something arrived at this kiosk: it should look.
  using Wake = std::function<void(size_t kiosk)>;
  // For planted bugs: changes what is on its way. False: it is dropped.
  struct Tamper {
    std::function<bool(size_t kiosk, SyncRequest&)> up;
    std::function<bool(size_t kiosk, SyncResponse&)> down;
  };

  Network(Agenda& agenda, Weather weather, Draw draw, Accept accept, Wake wake)
      : m_agenda(agenda), m_weather(weather), m_draw(draw), m_accept(std::move(accept)), m_wake(std::move(wake)) {}

  std::shared_ptr<uplink::Line> connect(size_t kiosk, uplink::LineEvents events);
  void partition(size_t kiosk, int64_t untilMs);
  // When this kiosk can be reached again; in the past: it can.
  int64_t partitionedUntilMs(size_t kiosk) const;
  void tearLineOf(size_t kiosk);
  void loseKiosk(size_t kiosk);
  void loseServer();
  // Everything that this kiosk said on its last line arrives once more, on a line of its own.
  void replayLineOf(size_t kiosk);
  // No more misfortune.
  void clearUp();

  Tamper tamper;
  // A kiosk is told how far the server has its entries.
  std::function<void(const Id16& epoch, const Id16& incarnation, uint64_t seq)> onAckTold;
  // A kiosk has taken over a welcome with this Lamport number.
  std::function<void(size_t kiosk, uint64_t lamport)> onWelcomed;
  uint64_t lost() const { return m_lost; }
  uint64_t torn() const { return m_torn; }
  // What arrived more often than once, and what made it so.
  struct Duplicates {
    uint64_t streams = 0;  // an ended stream came once more, by the weather
    uint64_t batches = 0;  // a batch was said twice on its stream
    uint64_t entries = 0;  // that had arrived before, by these and by kiosks that had no ack
  };
  const Duplicates& duplicates() const { return m_duplicates; }
  uint64_t messages() const { return m_messages; }

 private:
  friend class SimLine;
  void forgetClosed();
  void noteEnded(SimLine& line);
  void replay(size_t kiosk, const std::vector<std::string>& said);

  Agenda& m_agenda;
  Weather m_weather;
  Draw m_draw;
  Accept m_accept;
  Wake m_wake;
  std::vector<std::shared_ptr<SimLine>> m_lines;
  std::vector<std::vector<std::string>> m_lastSaid;
  std::vector<int64_t> m_partitionedUntilMs;
  uint64_t m_count = 0;
  uint64_t m_lost = 0, m_torn = 0, m_messages = 0;
  Duplicates m_duplicates;
  std::unordered_set<std::string> m_entriesArrived;  // by change id
};

}  // namespace foyer::sim
