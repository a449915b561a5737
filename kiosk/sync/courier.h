// The courier at the kiosk: writes what is pending onto a stick, and applies the server's answers from it. A
// centre without any network works by this alone; where there is a network, both may be used in any order.
//
// Place: beside the uplink, on the same journal; the files are described in shared/sync/courier.h. The engine
// calls it on its thread for staff, `foyer-kiosk --courier DIR` while no kiosk runs. Journeys: what does not
// fit onto one stick goes on with the next; where a journey stands is kept in `journeyPath`. When that is lost,
// or a journey is complete, the next one begins after what is acknowledged, so that no lost stick loses anything.
// Ownership: borrows its parts. Threads: the engine thread. Errors: one sentence each; kResourceExhausted for a
// full stick. Nothing of a visitor can be read from the stick. Does not: mount or watch sticks, or wait for the
// server.
#pragma once

#include <functional>
#include <string>

#include "kiosk/journal/journal.h"
#include "kiosk/sync/identity.h"
#include "shared/base/clock.h"
#include "shared/sync/limits.h"

namespace foyer::uplink {

struct CourierParts {
  const Identity& identity;
  journal::Journal& journal;
  const Clock& clock;
  Random random;
  std::string journeyPath;
  std::string programVersion;
  // Called before the journal draws a new incarnation: sessions of the present one must go first.
  std::function<void()> beforeNewIncarnation;
  // The server's catalogue counts under this epoch; noted before the journal knows it, as by the uplink. May be empty.
  std::function<Status(const Id16& serverEpoch)> followEpoch = {};
  uint64_t fileBytesMax = sync::kCourierFileBytesMax;
};

// What became of the answers in a folder.
struct CourierAnswered {
  int answers = 0;  // for this kiosk, and signed
  int refused = 0;  // damaged, or not signed by this kiosk's server: left out
  uint64_t newlyAcked = 0;
  // The server was restored, or knows another disk with this identity: everything is numbered anew.
  bool isNumberedAnew = false;
};

struct CourierWritten {
  std::string path;
  uint32_t stick = 0;
  uint64_t entries = 0;
  bool hasMore = false;  // bring another stick
};

// Answers that are damaged, not signed, or for others are left out: the next import makes new ones.
Result<CourierAnswered> takeCourierAnswers(const CourierParts& parts, const std::string& folder);
// One file with what is pending, complete under its name or not there at all.
Result<CourierWritten> writeCourierFile(const CourierParts& parts, const std::string& folder);

struct CourierVisit {
  CourierAnswered answered;
  CourierWritten written;
};
// Both, in this order: the whole visit of a stick.
Result<CourierVisit> receiveCourier(const CourierParts& parts, const std::string& folder);
// For whoever holds the stick.
std::string inWords(const CourierVisit& visit);

}  // namespace foyer::uplink
