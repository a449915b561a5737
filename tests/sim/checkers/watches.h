// Invariants that hold at every moment, each a small judge of what the machines tell it.
//
// Place: the Ledger owns those that remember something; machines and the World tell them what they see, as it
// happens, and hand the verdict to Ledger::judge(). Ownership: values. Threads: one. Errors: violations, in words.
// Does not: ask product code.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "foyer/sync/v1/sync.pb.h"
#include "shared/base/ids.h"
#include "sync-server/store/store.h"
#include "tests/sim/checkers/verdict.h"

namespace foyer::sim {

// Whether what was written last survives a power cut.
enum class Medium { kHasIt, kAwaitsSync };

// Saved means durable: nobody is told "saved" for what a power cut would take.
Verdict checkSaved(Medium medium, const std::string& who, const std::string& what);

// Read your writes: what was promised is there after any restart.
struct Kept {
  std::string who;
  std::string what;
  bool isThere = true;
  bool mayBeGone = false;  // purged after its ack, rotten, or on a disk that was taken away
};
Verdict checkKept(const Kept& kept);

// Ack implies durable.
Verdict checkAckDurable(Medium medium);

// Monotone ack: within an epoch a kiosk is never told less of an incarnation than before, on whatever stream.
class AcksTold {
 public:
  Verdict told(const Id16& epoch, const Id16& incarnation, uint64_t seq);
  uint64_t highest(const Id16& epoch, const Id16& incarnation) const;

 private:
  std::map<std::pair<Id16, Id16>, uint64_t> m_highest;
};

// (device, incarnation, seq) names one content for ever.
class NamesGiven {
 public:
  // These changes, from this number on, were acknowledged.
  Verdict acknowledged(const Id16& incarnation, uint64_t firstSeq, const std::vector<Id16>& changeIds);
  std::optional<Id16> of(const Id16& incarnation, uint64_t seq) const;

 private:
  std::map<std::pair<Id16, uint64_t>, Id16> m_names;
};

// The kiosk learns the outcome: it does not take for applied what is not.
struct ToldOutcome {
  std::string who;
  std::string what;
  store::LogOutcome atServer = store::LogOutcome::kApplied;
  std::optional<sync::v1::Outcome> atKiosk;  // nothing: it does not know
};
Verdict checkOutcome(const ToldOutcome& told);

// What a kiosk has sent on one stream, entry by entry, as the server has it when their sync has ended: when they are
// acknowledged, or when the server ends the stream though nothing ails it.
struct Sent {
  std::string what;
  bool isPoison = false;    // it cannot be opened, taken or applied
  bool isPromised = true;   // false: nobody knows what it should be
  std::optional<store::LogOutcome> inLog;  // nothing: the server does not have it
  bool isInList = false;    // an open case shows it to staff
};
// No head-of-line blocking: what stands behind a change that cannot be applied is applied with the same sync.
Verdict checkNotBlocked(const std::string& who, const std::vector<Sent>& sync);
// A change that cannot be applied is in the list of staff within the sync that brings it.
Verdict checkTold(const std::string& who, const std::vector<Sent>& sync);

// The catalogue by id, each item as it is sent. A kiosk shows what is published.
using Items = std::map<std::string, std::string>;
Verdict checkCatalogue(const std::string& who, const Items& shown, const Items& published);

// Liveness: when the faults have ended, everything comes to rest in bounded time with no help.
struct KioskAtEnd {
  std::string name;
  bool isRunning = true;
  uint64_t unsent = 0;
};
struct AtEnd {
  bool isAtRest = true;
  std::string within;  // "30 min"
  std::vector<KioskAtEnd> kiosks;
};
Verdict checkLiveness(const AtEnd& end);

// A journal that is not what was acknowledged of it is noticed at its first contact, and staff are told.
class DivergedJournals {
 public:
  // A kiosk and one of its incarnations.
  using Name = std::pair<Id16, Id16>;
  struct Hello {
    size_t kiosk = 0;  // the machine
    Id16 device;
    Id16 incarnation;
    uint64_t lastSeq = 0;
    uint64_t ackedSeq = 0;  // what this server has told of this incarnation
    // Where its disk was copied or replaced: what stands in its journal, by number.
    std::vector<std::pair<uint64_t, Id16>> entries;
  };
  void said(const Hello& hello, const NamesGiven& names);
  // What was on that machine is gone, and what it had still to tell.
  void diskReplaced(size_t kiosk) { m_seen.erase(kiosk); }
  // An old backup knows nothing of it.
  void serverRestored() { m_seen.clear(); }
  std::set<Name> all() const;

 private:
  std::map<size_t, std::set<Name>> m_seen;
};

}  // namespace foyer::sim
