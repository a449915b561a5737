// One call of SQLite that fails: the n-th of its kind, or that one and all later ones.
//
// Place: a test arms one, the disk of disk.h and SQLite's memory ask for it. Ownership: RAII, one at a time a process.
// Threads: one. Errors: none. Does not: know what the call was for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace foyer::sim {

// kRoom is a write that finds the disk full.
enum class Call { kOpen, kRead, kWrite, kRoom, kSync, kTruncate, kRemove, kAllocate };
enum class Lasting { kOnce, kForEver };

const std::vector<Call>& everyKindOfCall();
const char* nameOf(Call call);

// Which call is to fail. Counted from 1.
struct Failing {
  Call call = Call::kOpen;
  uint64_t n = 1;
  Lasting lasting = Lasting::kOnce;
  // "read 12 and all after it"
  std::string words() const;
};

// Armed as long as it lives.
class FailingCall {
 public:
  explicit FailingCall(const Failing& failing);
  ~FailingCall();
  FailingCall(const FailingCall&) = delete;
  // The n-th call was made, and failed.
  bool hasCome() const;
};

// Before SQLite is used for the first time: from then on its allocations can fail.
void watchAllocations();

// For disk.cpp and failing_call.cpp: such a call is made now. True: it fails.
bool failsNow(Call call);

}  // namespace foyer::sim
