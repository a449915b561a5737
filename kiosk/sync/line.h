// One gRPC stream to the server over TLS with the kiosk's certificate, on a connection of its own.
//
// Place: the uplink opens one, sends and reads, and opens another when it has ended. What arrives is handed
// to `LineEvents` on gRPC's threads, one message at a time: the next one is read after readNext(), so that a
// busy kiosk slows its server down instead of filling its memory. Ownership: shared; it keeps itself alive
// until gRPC is done with it, and says `onClosed` exactly once, as its last word. Threads: open, send,
// readNext and close by any; events come on gRPC's. Errors: onClosed says why, in a sentence for people. Does
// not: retry, wait, or know what the messages mean.
#pragma once

#include <functional>
#include <memory>

#include "foyer/sync/v1/sync.pb.h"
#include "kiosk/sync/identity.h"
#include "shared/base/result.h"

namespace foyer::uplink {

class Line;

struct LineEvents {
  std::function<void(sync::v1::SyncResponse&&)> onMessage;
  // With the line itself: to be let go on another thread than gRPC's.
  std::function<void(const Error&, std::shared_ptr<Line>)> onClosed;
};

class Line {
 public:
  static std::shared_ptr<Line> open(const Identity& identity, LineEvents events);
  virtual ~Line() = default;
  virtual void send(sync::v1::SyncRequest&& message) = 0;
  virtual void readNext() = 0;
  // At once; onClosed follows.
  virtual void close() = 0;
};

// Opens a line to the server: gRPC's, or the simulation's.
using OpenLine = std::function<std::shared_ptr<Line>(LineEvents)>;

}  // namespace foyer::uplink
