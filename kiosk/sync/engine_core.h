// What the engine does, without its thread: stores what visitors confirmed and keeps the line going.
//
// Place: the engine gives it a thread, the simulation calls it step by step. Ownership: unique; owns journal and
// uplink, lives longer than its mailbox's tasks. Threads: one, that of the owner. Errors: open() for an unusable
// journal; store() as Journal::append, and kInvalidArgument for a change that is not valid. Does not: wait.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/journal/journal.h"
#include "kiosk/sync/asset_intake.h"
#include "kiosk/sync/courier.h"
#include "kiosk/sync/identity.h"
#include "kiosk/sync/mailbox.h"
#include "kiosk/sync/uplink.h"
#include "shared/base/clock.h"
#include "shared/validate/validate.h"

namespace foyer::uplink {

// What the station shows of line and disk.
struct EngineState {
  LinkState link;
  journal::Counts counts;
  // Room for a new visit; asked before one begins.
  bool canCapture = false;
};

struct EngineParts {
  Identity identity;
  std::string journalPath;
  std::string programVersion;
  // These outlive the engine.
  const validate::Validator& validator;
  const Clock& clock;
  Random random;
  CatalogueIntake catalogue;
  // After every change of it.
  std::function<void(const EngineState&)> onState;
  journal::JournalOptions journalOptions = {};
  // Where the seats stand that this kiosk was lent; empty: it is lent none.
  std::string seatsPath = {};
  // After every change of them.
  std::function<void(const catalogue::SeatCounts&)> onSeats = {};
  // Pictures and recordings; without `fetch` the engine makes a line of its own.
  AssetParts assets = {};
};

class EngineCore {
 public:
  // `parts` outlive it. What lines say arrives in the mailbox; its tasks run on the owner's thread.
  static Result<std::unique_ptr<EngineCore>> open(EngineParts& parts, OpenLine openLine,
                                                  std::shared_ptr<Mailbox> mailbox);

  // Stores what a visitor confirmed: author, number, times and schema version are filled in here.
  Result<journal::Receipt> store(record::ChangeBody&& body);
  // Takes seats before a registration is stored; the lease they are of, nil: this kiosk may confirm none.
  Id16 reserveSeats(const std::string& session, uint32_t seats);
  // The registration was surely not stored.
  void giveBackSeats(const Id16& lease, uint32_t seats);
  // Somebody registers so many people for this session; 0: nobody any more.
  void wishSeats(const std::string& session, uint32_t seats);
  // Does what is due now; nextDueMs (boot clock) says when something is due again.
  void onTime();
  int64_t nextDueMs() const { return std::min(m_uplink->nextDueMs(), m_assets->nextDueMs()); }
  EngineState state() const;
  Uplink& uplink() { return *m_uplink; }
  journal::Journal& journal() { return *m_journal; }
  // For a visit of the courier on this journal.
  CourierParts courierParts();

 private:
  void tellSeats();
  explicit EngineCore(EngineParts& parts) : m_parts(parts) {}

  EngineParts& m_parts;
  std::unique_ptr<journal::Journal> m_journal;
  std::unique_ptr<catalogue::SeatBook> m_seats;
  std::unique_ptr<Uplink> m_uplink;
  catalogue::SeatCounts m_seatCounts;
  std::unique_ptr<AssetIntake> m_assets;
  bool m_isUntidy = false;
};

}  // namespace foyer::uplink
