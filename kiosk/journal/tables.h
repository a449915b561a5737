// The journal's tables as migrations; what they mean stands at the top of journal.h.
//
// Place: the journal and its salvage make files by them. Ownership: constants. Threads: any. Errors: of sqlite.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/sqlite/sqlite.h"

namespace foyer::journal {

inline constexpr std::string_view kWhatItIs = "the journal of this kiosk";
std::span<const std::string_view> migrations();
// What a database says of its tables, as one text.
Result<std::string> tableTexts(sqlite::Database& database);
// The same of a journal as the migrations make it.
Result<std::string> freshTableTexts();

}  // namespace foyer::journal
