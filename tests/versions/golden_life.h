// What has happened at the server of a golden installation: one of each, so that every table has a row.
//
// Place: golden_life.cpp makes it for make_golden, golden_life_test.cpp reads it in every release that has it.
// Ownership: AtWork refers to folder and clock, which outlive it. Threads: the caller's. Errors: end the program.
// Does not: open ports.
#pragma once

#include "sync-server/accounts/accounts.h"
#include "sync-server/app/folder.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/rpc/desk.h"
#include "tests/sync-server/world/kiosk.h"
#include "tests/versions/golden.h"

namespace foyer::versions {

// Its archive is made by make_golden of this tree.
inline constexpr char kThisRelease[] = "0.1";

inline const Id16 kAmal = *Id16::fromText("01900000-0000-7000-8000-000000000001");         // her contact
inline const Id16 kAmalAsks = *Id16::fromText("01900000-0000-7000-8000-000000000002");
inline const Id16 kBoris = *Id16::fromText("01900000-0000-7000-8000-000000000003");        // two phone numbers
inline const Id16 kBorisAsks = *Id16::fromText("01900000-0000-7000-8000-000000000004");
inline const Id16 kChiara = *Id16::fromText("01900000-0000-7000-8000-000000000005");       // comes to sail
inline const Id16 kChiaraComes = *Id16::fromText("01900000-0000-7000-8000-000000000006");
inline const Id16 kDawit = *Id16::fromText("01900000-0000-7000-8000-000000000007");        // his change came before him
inline const Id16 kDawitAsks = *Id16::fromText("01900000-0000-7000-8000-000000000008");
inline const Id16 kErased = *Id16::fromText("01900000-0000-7000-8000-000000000009");       // was erased
inline const Id16 kErasedAsked = *Id16::fromText("01900000-0000-7000-8000-00000000000a");

inline constexpr char kAmalSlip[] = "7K4M9QXR2TDA";
inline constexpr char kBorisSlip[] = "7K4M9QXR2TDB";
inline constexpr char kChiaraSlip[] = "7K4M9QXR2TDC";
inline constexpr char kDawitSlip[] = "7K4M9QXR2TDD";
inline constexpr char kErasedSlip[] = "7K4M9QXR2TDE";
inline constexpr char kLateSlip[] = "7K4M9QXR2TDF";  // changed something; its visit has not arrived

inline constexpr char kAmalName[] = "Amal Example";
inline constexpr char kErasedName[] = "Zaunkoenig Example";
inline constexpr char kBorisByVisitor[] = "+49 30 23125 002";
inline constexpr char kBorisByStaff[] = "+49 30 23125 003";
inline constexpr char kDawitPhone[] = "+49 30 23125 004";
inline constexpr char kLatePhone[] = "+49 30 23125 005";

inline constexpr char kStaffName[] = "Mo Harbour";
inline constexpr char kStaffPassword[] = "four green boats here";
inline constexpr char kSession[] = "sailing-1";

// The parts of a server over its folder, without ports.
struct AtWork {
  AtWork(const app::Folder& folder, const ManualClock& clock);

  // A kiosk of this name that has just been enrolled.
  testworld::Kiosk enrol(const std::string& name);
  sync::v1::SeatLeases meet(const Id16& device, const Id16& incarnation, const sync::v1::SeatReport& report);
  // A contact and an enquiry with a slip, not sent yet.
  void visit(testworld::Kiosk& kiosk, const Id16& contact, const Id16& enquiry, const std::string& name,
             const std::string& slipCode) const;
  void sweepSeats();

  const app::Folder& folder;
  const ManualClock& clock;
  const schema::Schema schema;
  const std::vector<seal::SealingKeyPair> keys;
  ingest::WriterThread writer;
  ingest::Ingest ingest;
  rpc::Desk desk;
  accounts::Accounts accounts;
};

// All of it. The backup is taken before somebody is erased.
void live(AtWork& server, const std::string& backupFile);

}  // namespace foyer::versions
