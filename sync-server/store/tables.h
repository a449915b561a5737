// The tables of foyer.db and their migrations.
//
// Place: SqliteStore migrates with them when it opens. Ownership: constants. Errors: none.
// Does not: hold the queries; those stand in the sqlite_*.cpp beside it, one a duty.
#pragma once

#include <span>
#include <string_view>

namespace foyer::store {

// Step i brings the database from version i to i + 1; steps are only ever added.
std::span<const std::string_view> migrations();

}  // namespace foyer::store
