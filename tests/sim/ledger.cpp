#include "tests/sim/ledger.h"

#include <algorithm>

namespace foyer::sim {

void Ledger::promise(Promise promise) {
  if (Promise* before = find(promise.changeId)) {
    // Confirmed once more on a disk that knows nothing of the first time: either may be what arrives.
    before->lamportHeard = std::min(before->lamportHeard, promise.lamportHeard);
    return;
  }
  m_byId[promise.changeId] = m_promises.size();
  m_promises.push_back(std::move(promise));
}

Promise* Ledger::find(const Id16& changeId) {
  const auto found = m_byId.find(changeId);
  return found == m_byId.end() ? nullptr : &m_promises[found->second];
}

void Ledger::judge(const char* invariant, const Verdict& verdict) {
  for (const std::string& words : verdict) wrong(invariant, words);
}

void Ledger::noteWithdrawn() {
  for (const AskedWithdrawal& each : withdrawals) {
    if (!committed.count(each.changeId) || !committed.count(each.visitChangeId)) continue;
    const Promise *change = find(each.changeId), *visit = find(each.visitChangeId);
    const bool isWhole = change && visit && !change->isRotten && !visit->isRotten && !visit->isPoison;
    if (isWhole) asked.withdrawn.insert(each.what);
  }
}

void Ledger::wrong(std::string invariant, std::string words) {
  m_chronicle.tell(kServerLane, Mark::kWrong, invariant + ": " + words);
  m_violations.push_back({std::move(invariant), std::move(words)});
}

seal::Hash32 contentOf(record::ChangeBody body) {
  body.authorKind = {};
  body.author = {};
  body.seq = body.lamport = 0;
  body.wallMs = body.bootMs = 0;
  body.bootId.clear();
  body.schemaVersion = 0;
  return seal::hash(record::encodeChange(body));
}

}  // namespace foyer::sim
