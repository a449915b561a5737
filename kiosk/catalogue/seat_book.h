// The seats that this kiosk was lent: what it may confirm by itself, also without a line.
//
// Place: the engine asks it before a registration is stored, and tells it what the server lends; the pages see its
// counts. Rights hold on the boot clock of the boot in which they were lent, for as long as the server said, from the
// moment this kiosk asked; after a reboot they count as expired until the server was met again, so that a copied disk
// that is booted confirms nobody. At the first contact of a new start of the program all rights of before go back.
//
// Tables of seats.db; it holds nothing of any visitor. Each page has a sum (shared/sqlite); a damaged file is set aside and
// begun anew
//   lease  (id BLOB PRIMARY KEY, session TEXT, granted, spent, returned, is_ended)
//   term   (one INTEGER PRIMARY KEY CHECK (one = 1), boot_id TEXT, until_ms INTEGER)  of all leases
// Ownership: the engine core's. Threads: the engine thread. Errors: those of shared/sqlite; then nothing may be
// confirmed. Does not: speak to the server, know registrations.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "foyer/sync/v1/sync.pb.h"
#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/sqlite/sqlite.h"

namespace foyer::catalogue {

// Of one session with limited seats, as far as this kiosk knows.
struct SeatCount {
  uint32_t here = 0;  // may be confirmed at this kiosk, line or no line
  uint32_t free = 0;  // beside these, at the last word of the server, in this start of the program
  bool operator==(const SeatCount&) const = default;
};
using SeatCounts = std::map<std::string, SeatCount>;

class SeatBook {
 public:
  // `clock` outlives it. `vfs`: see shared/sqlite; empty: the system's.
  static Result<std::unique_ptr<SeatBook>> open(const std::string& path, const Clock& clock, const std::string& vfs = {});

  // What may be confirmed of this session now.
  uint32_t left(const std::string& session) const;
  // Takes so many seats, durably, before the registration is stored; the lease they are of, nil: there are not enough.
  Result<Id16> reserve(const std::string& session, uint32_t seats);
  // A registration that surely was not stored.
  Status giveBack(const Id16& lease, uint32_t seats);
  // Somebody registers so many people for this session; 0: nobody any more.
  void wish(const std::string& session, uint32_t seats);

  // What to tell the server now; what the start before had left is given back first.
  Result<sync::v1::SeatReport> report();
  // The server is to hear of it soon.
  bool hasNews() const { return m_hasNews; }
  // Takes the answer over, and gives back what the server wants back.
  Status apply(const sync::v1::SeatLeases& leases);
  // Nothing more is spent from what there is: the journal begins a new incarnation.
  Status endAll();
  SeatCounts counts() const;

 private:
  struct Lease {
    std::string session;
    uint32_t granted = 0;
    uint32_t spent = 0;
    uint32_t returned = 0;
    bool isEnded = false;
    uint32_t left() const { return isEnded || spent + returned >= granted ? 0 : granted - spent - returned; }
  };

  SeatBook(sqlite::Database database, const Clock& clock) : m_database(std::move(database)), m_clock(clock) {}
  static Result<std::unique_ptr<SeatBook>> openFile(const std::string& path, const Clock& clock, const std::string& vfs);
  Status load();
  bool isInTerm() const;
  Status put(const Id16& id, const Lease& lease);
  // Writes all of `leases` and the term in one transaction, then holds them.
  Status replace(std::map<Id16, Lease> leases, const std::string& bootId, int64_t untilMs);

  sqlite::Database m_database;
  const Clock& m_clock;
  std::map<Id16, Lease> m_leases;
  std::string m_bootId;
  int64_t m_untilMs = 0;
  // Of the start of the program before this one.
  bool m_isInherited = false;
  bool m_hasNews = false;
  std::map<std::string, uint32_t> m_wishes;
  std::map<std::string, uint32_t> m_free;
};

}  // namespace foyer::catalogue
