// Who is calling: a member of staff whose session was found.
//
// Place: accounts find it by a session token; http carries it in a Call; review writes it into the audit.
// Ownership: a value. Threads: any. Errors: none. Does not: hold the token, the password or their hashes.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "foyer/options.pb.h"
#include "shared/base/ids.h"

namespace foyer::accounts {

struct Identity {
  Id16 accountId;
  std::string name;  // for people; personal data of staff: never logged
  std::vector<StaffRole> roles;

  bool hasRole(StaffRole role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }
};

}  // namespace foyer::accounts
