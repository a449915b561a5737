// One step of a machine's life, tried with every single call that it makes of its disks and its memory failing.
//
// Place: kiosk_calls_test and server_calls_test. Ownership: values. Threads: one. Errors: those of the tests; where the
// program itself ends, which call was to fail is said last. Does not: know the step.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "tests/sim/disk/disk.h"
#include "tests/sim/disk/failing_call.h"

namespace foyer::sim {

// Which call is tried now, for whoever reads the end of a program that was not to end.
inline char g_tried[200];

inline void sayWhichOnAbort() {
  std::signal(SIGABRT, [](int) {
    (void)!::write(STDERR_FILENO, g_tried, std::strlen(g_tried));
    std::signal(SIGABRT, SIG_DFL);
    std::raise(SIGABRT);
  });
}

// The same bytes and the same promises are judged once.
class Judged {
 public:
  bool isNew(const Disk::Image& image, std::string_view promises) {
    size_t sum = std::hash<std::string_view>{}(promises);
    for (const auto& [path, bytes] : image)
      for (const std::string& each : {path, bytes}) sum = sum * 0x100000001b3 ^ std::hash<std::string>{}(each);
    return m_seen.insert(sum).second;
  }
  size_t size() const { return m_seen.size(); }

 private:
  std::set<size_t> m_seen;
};

class EveryCall {
 public:
  // False: the step no longer makes so many calls of this kind.
  using Try = std::function<bool(const Failing&)>;

  // Once and for ever, until the step no longer comes so far. Ends with the first that does not hold.
  void each(const std::string& step, const Try& tryOne) {
    sayWhichOnAbort();
    for (const Call call : everyKindOfCall()) {
      for (const Lasting lasting : {Lasting::kOnce, Lasting::kForEver}) {
        for (uint64_t n = 1; tryCall(step, {call, n, lasting}, tryOne); ++n) ++m_tried[call];
        if (testing::Test::HasFailure()) return;
      }
    }
  }
  uint64_t tried(Call call) const {
    const auto found = m_tried.find(call);
    return found == m_tried.end() ? 0 : found->second;
  }
  void print(const char* whose) const {
    uint64_t all = 0;
    for (const auto& [call, count] : m_tried) {
      std::printf("%s, failing calls of kind %s: %llu\n", whose, nameOf(call), static_cast<unsigned long long>(count));
      all += count;
    }
    std::printf("%s, failing calls tried: %llu\n", whose, static_cast<unsigned long long>(all));
  }

 private:
  bool tryCall(const std::string& step, const Failing& failing, const Try& tryOne) {
    const std::string where = step + ", " + failing.words();
    std::snprintf(g_tried, sizeof g_tried, "it was: %s\n", where.c_str());
    SCOPED_TRACE(where);
    return tryOne(failing) && !testing::Test::HasFailure();
  }

  std::map<Call, uint64_t> m_tried;
};

}  // namespace foyer::sim
