// The journal's tables as migrations; what they mean stands at the top of journal.h.
//
// Place: the journal and its salvage make files by them. Ownership: constants. Threads: any. Errors: none.
#pragma once

#include <span>
#include <string_view>

namespace foyer::journal {

inline constexpr std::string_view kWhatItIs = "the journal of this kiosk";
std::span<const std::string_view> migrations();

}  // namespace foyer::journal
