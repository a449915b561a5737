// From a draft to the one change of a visit.
//
// Place: FormModel and SlipForm call it when the visitor has said yes; the engine adds the dot and validates
// again. By the schema alone:
//  - one record of each type of the form, with its asked answers, normalised;
//  - fields that a context names, by the field's own name; enums also by the end of a value's name, so that
//    "given" is CONSENT_STATE_GIVEN; bytes in hex;
//  - the site and the time of creation by their roles; a status starts as the first value of its enum;
//  - references go to the new record of the type they name;
//  - then records that complete these: of each other type that kiosks may write, that no form asks for and
//    that refers to at least one new record, one is written if references and the visit's context fill all
//    its required fields, else one for each of `answers` with which they do (a consent for each purpose).
// Ownership: pure functions. Errors: kInvalidArgument when a value does not fit its field.
// Does not: judge lengths and formats; give out the dot.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/form/draft.h"
#include "shared/base/clock.h"
#include "shared/base/id_series.h"
#include "shared/record/record.h"

namespace foyer::form {

// The name of the context value that goes to every field with ROLE_SITE.
inline constexpr std::string_view kSiteContext = "site";

struct Circumstances {
  const Clock& clock;
  const IdSeries& changeIds;
  Id16 slipId;  // nil: no slip is given
};

Result<record::ChangeBody> writeChange(const schema::Schema& schema, const Draft& draft,
                                       const std::vector<Context>& answers, const Circumstances& circumstances);

// A change of one field by somebody who has a slip: it ends what that visit wrote there and nothing else.
Result<record::ChangeBody> writeSlipChange(const schema::RecordType& type, const schema::FieldRule& rule,
                                           std::string_view typed, const Circumstances& circumstances);

// What somebody who has a slip takes back. The kiosk does not know what the visit made, so it says what it means of
// every type that has such a thing; the server passes over what is not there.
struct SlipWish {
  // Every request: the fields with `slip_cancel`.
  bool cancels = false;
  // The consent for this purpose; empty: none.
  std::string withdraws;
};
Result<record::ChangeBody> writeSlipWish(const schema::Schema& schema, const SlipWish& wish,
                                         const Circumstances& circumstances);

}  // namespace foyer::form
