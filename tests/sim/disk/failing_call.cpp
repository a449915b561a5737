#include "tests/sim/disk/failing_call.h"

#include <sqlite3.h>

#include "shared/base/result.h"

namespace foyer::sim {

namespace {

struct Armed {
  bool isArmed = false;
  Failing failing;
  uint64_t seen = 0;
};

Armed& armed() {
  static Armed armed;
  return armed;
}

sqlite3_mem_methods& realMemory() {
  static sqlite3_mem_methods methods{};
  return methods;
}

void* allocate(int bytes) { return failsNow(Call::kAllocate) ? nullptr : realMemory().xMalloc(bytes); }
void* allocateAgain(void* block, int bytes) {
  return failsNow(Call::kAllocate) ? nullptr : realMemory().xRealloc(block, bytes);
}

}  // namespace

const std::vector<Call>& everyKindOfCall() {
  static const std::vector<Call> calls = {Call::kOpen, Call::kRead,     Call::kWrite,  Call::kRoom,
                                          Call::kSync, Call::kTruncate, Call::kRemove, Call::kAllocate};
  return calls;
}

const char* nameOf(Call call) {
  switch (call) {
    case Call::kOpen: return "open";
    case Call::kRead: return "read";
    case Call::kWrite: return "write";
    case Call::kRoom: return "write without room";
    case Call::kSync: return "sync";
    case Call::kTruncate: return "truncate";
    case Call::kRemove: return "remove";
    case Call::kAllocate: return "allocation";
  }
  return "";
}

std::string Failing::words() const {
  return std::string(nameOf(call)) + " " + std::to_string(n) + (lasting == Lasting::kForEver ? " and all after it" : "");
}

FailingCall::FailingCall(const Failing& failing) {
  FOYER_ASSERT(!armed().isArmed && failing.n > 0);
  armed() = {true, failing, 0};
}

FailingCall::~FailingCall() { armed().isArmed = false; }

bool FailingCall::hasCome() const { return armed().seen >= armed().failing.n; }

bool failsNow(Call call) {
  Armed& point = armed();
  if (!point.isArmed || call != point.failing.call) return false;
  ++point.seen;
  return point.seen == point.failing.n || (point.failing.lasting == Lasting::kForEver && point.seen > point.failing.n);
}

void watchAllocations() {
  if (realMemory().xMalloc != nullptr) return;
  FOYER_ASSERT(sqlite3_shutdown() == SQLITE_OK);
  FOYER_ASSERT(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &realMemory()) == SQLITE_OK);
  static sqlite3_mem_methods watched = realMemory();
  watched.xMalloc = allocate;
  watched.xRealloc = allocateAgain;
  FOYER_ASSERT(sqlite3_config(SQLITE_CONFIG_MALLOC, &watched) == SQLITE_OK);
}

}  // namespace foyer::sim
