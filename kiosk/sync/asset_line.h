// Fetches pieces of pictures and recordings from the server's HTTPS port, by Qt Network.
//
// Place: the asset intake on the engine thread asks for one piece at a time. Trust: only the server's own authority
// (ca.pem) counts, and the host must be the one of the identity; what arrived is checked by its hash anyway.
// Ownership: owns a thread with an event loop, which needs the process's QCoreApplication. Threads: fetch() by any;
// `done` runs on that thread, exactly once: post it on. Errors: kUnavailable for a line that tears or a server that
// does not answer, kNotFound for what it does not have, kDataLoss for an answer that is not what was asked for.
// Does not: retry, write to the disk, follow redirects, use proxies or caches.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "shared/base/result.h"

namespace foyer::uplink {

// A piece takes half a minute on a line of 64 kbit/s, and a torn line costs no more than one.
inline constexpr uint64_t kAssetPieceBytes = 256 * 1024;
// Without any byte for this long a piece is given up.
inline constexpr int kAssetPatienceMs = 30'000;

struct AssetPiece {
  std::string host;
  uint16_t port = 0;
  std::string hashHex;
  uint64_t offset = 0;
  uint64_t count = 0;
};
using FetchedPiece = std::function<void(Result<std::string> bytes)>;
// How an intake fetches; the simulation has one of its own.
using FetchPiece = std::function<void(AssetPiece piece, FetchedPiece done)>;

class AssetLine {
 public:
  explicit AssetLine(const std::string& authorityPem);
  // Pieces under way are answered with an error.
  ~AssetLine();
  void fetch(AssetPiece piece, FetchedPiece done);

 private:
  struct Thread;
  std::unique_ptr<Thread> m_thread;
};

}  // namespace foyer::uplink
