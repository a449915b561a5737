// The value, or the end of the program with the reason: a measurement that went wrong has no figures.
//
// Place: all of tests/bench. Threads: any. Errors: end the program. Does not: retry.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "shared/base/result.h"

namespace foyer::bench {

[[noreturn]] inline void fail(const char* what) {
  std::fprintf(stderr, "foyer-bench: %s\n", what);
  std::exit(2);
}

template <typename T>
T must(Result<T> result) {
  if (!result.ok()) fail(result.error().message().c_str());
  return std::move(*result);
}
inline void must(const Status& status) {
  if (!status.ok()) fail(status.error().message().c_str());
}

}  // namespace foyer::bench
