// What a checker found.
//
// Place: every checker answers with it. Ownership: values. Threads: any. Errors: are what it holds.
// Does not: say which invariant it is about.
#pragma once

#include <string>
#include <vector>

namespace foyer::sim {

using Verdict = std::vector<std::string>;  // what is wrong, each in words; empty: nothing

}  // namespace foyer::sim
