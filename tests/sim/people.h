// What visitors and staff say: changes as product code gets them, drawn from luck.
//
// Place: the World asks for one, the kiosk or the server takes it. Ownership: values; refers to the rules.
// Threads: one. Errors: none: what is made here is valid, but for poison. Does not: send or store anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/record/record.h"
#include "tests/sim/draw.h"
#include "tests/sim/surroundings.h"

namespace foyer::sim {

// What somebody confirmed, and what is needed to come back to it.
struct Visit {
  size_t number = 0;
  size_t kiosk = 0;
  record::ChangeBody body;
  bool isPoison = false;
};

class Visitors {
 public:
  // A contact with an enquiry or a registration, or feedback; with a slip unless it is feedback.
  static record::ChangeBody visit(Draw draw, const std::string& site);
  // The phone of this one is none: an old program took it.
  static record::ChangeBody poisonVisit(Draw draw, const std::string& site);
  // By slip: another phone, a cancellation, a withdrawal, a word more. Nothing for a visit without slip.
  static std::optional<record::ChangeBody> useSlip(Draw draw, const record::ChangeBody& visit);
  // By slip, to a record that this visit never made: only staff can tell what was meant.
  static std::optional<record::ChangeBody> poisonSlip(Draw draw, const record::ChangeBody& visit);
  // The session and the number of people of a registration; nothing: it is none.
  struct Wanted {
    std::string session;
    uint32_t seats = 1;
  };
  static std::optional<Wanted> seatsOf(const record::ChangeBody& visit);
  // The kiosk has these seats, by this right: the visitor is told "confirmed".
  static void confirmSeats(record::ChangeBody& visit, const Id16& lease);
  static bool isConfirmed(const record::ChangeBody& visit);
  // What visitors of this world are asked to agree to, and whether they take it back.
  static constexpr char kPurpose[] = "answer";
  static bool isWithdrawal(const record::ChangeBody& change);
  static bool isCancellation(const record::ChangeBody& change);
  // "an enquiry", "a registration", "feedback"
  static std::string nameOf(const record::ChangeBody& visit);
};

class Staff {
 public:
  // A new value for a field of this record, by somebody who sees it as it is here.
  static std::optional<record::RecordWrite> edit(Draw draw, const record::RecordState& seen);
  // Whether such an edit takes a consent back, and whose; `consent` as it is stored.
  static std::optional<Withdrawal> withdrawalIn(const record::RecordWrite& edit,
                                                const std::optional<record::RecordState>& consent);
  // Somebody whose change could not be applied, written down anew.
  static record::RecordWrite newContact(Draw draw);
  // One of the values that stand, by somebody who sees them all.
  static std::optional<record::RecordWrite> decide(Draw draw, const record::RecordState& state, uint32_t field);
};

}  // namespace foyer::sim
