// Which kind a plain reason of quarantine is, so that the console says it in the reader's language.
//
// A case keeps the sentence with which the change was refused (it may be older than this program); the kind is found
// again by words in it. A sentence that is not known has no kind, and is shown as it is.
// Place: behind ListCases and GetCase. Ownership: a pure function. Threads: any. Errors: none.
// Does not: judge changes.
#pragma once

#include <string_view>

#include "foyer/staff/v1/staff.pb.h"

namespace foyer::review {

foyer::staff::v1::QuarantineReason quarantineReasonOf(std::string_view reason);

}  // namespace foyer::review
