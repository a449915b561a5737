// zstd with bounds, for the content of entries.
//
// Place: inside shared/seal, between a Change and its padding. Ownership: none. Threads: any.
// Errors: kDataLoss for what does not expand to what it says, or to more than allowed.
// Does not: leave what it compressed in memory that it gave back (the workspace is wiped).
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace foyer::seal {

// Nothing if it would not become smaller. The caller wipes the result.
Result<std::string> compress(std::string_view plain);
Result<std::string> expand(std::string_view compressed, size_t plainBytesMax);

}  // namespace foyer::seal
