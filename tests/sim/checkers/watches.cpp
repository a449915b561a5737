#include "tests/sim/checkers/watches.h"

namespace foyer::sim {

Verdict checkSaved(Medium medium, const std::string& who, const std::string& what) {
  if (medium == Medium::kHasIt) return {};
  return {who + " said \"saved\" for " + what + " before it was on the medium"};
}

Verdict checkKept(const Kept& kept) {
  if (kept.isThere || kept.mayBeGone) return {};
  return {kept.who + " had told a visitor \"saved\" for " + kept.what + ", and after its restart it is not there"};
}

Verdict checkAckDurable(Medium medium) {
  if (medium == Medium::kHasIt) return {};
  return {"the server acknowledged before its log was on the medium"};
}

Verdict AcksTold::told(const Id16& epoch, const Id16& incarnation, uint64_t seq) {
  uint64_t& highest = m_highest[{epoch, incarnation}];
  if (seq >= highest) {
    highest = seq;
    return {};
  }
  return {"a kiosk was told that the server has its entries up to " + std::to_string(seq) + ", and up to " +
          std::to_string(highest) + " before"};
}

uint64_t AcksTold::highest(const Id16& epoch, const Id16& incarnation) const {
  const auto found = m_highest.find({epoch, incarnation});
  return found == m_highest.end() ? 0 : found->second;
}

Verdict NamesGiven::acknowledged(const Id16& incarnation, uint64_t firstSeq, const std::vector<Id16>& changeIds) {
  Verdict wrong;
  for (size_t i = 0; i < changeIds.size(); ++i) {
    if (m_names.try_emplace({incarnation, firstSeq + i}, changeIds[i]).first->second == changeIds[i]) continue;
    wrong.push_back("entry " + std::to_string(firstSeq + i) +
                    " of an incarnation was acknowledged for two different changes");
  }
  return wrong;
}

std::optional<Id16> NamesGiven::of(const Id16& incarnation, uint64_t seq) const {
  const auto found = m_names.find({incarnation, seq});
  return found == m_names.end() ? std::nullopt : std::optional(found->second);
}

Verdict checkOutcome(const ToldOutcome& told) {
  const bool isApplied = told.atServer == store::LogOutcome::kApplied || told.atServer == store::LogOutcome::kConflict;
  const bool isBelievedApplied = told.atKiosk == sync::v1::OUTCOME_APPLIED;
  if (isApplied || !isBelievedApplied) return {};
  return {told.who + " believes that " + told.what + " was applied, and it was not"};
}

Verdict checkNotBlocked(const std::string& who, const std::vector<Sent>& sync) {
  Verdict wrong;
  bool isBehind = false;
  for (const Sent& sent : sync) {
    const bool isGood = sent.isPromised && !sent.isPoison;
    const bool isQuarantined = sent.inLog == store::LogOutcome::kQuarantined;
    if (isBehind && isGood && !sent.inLog)
      wrong.push_back(sent.what + " of " + who + " stands behind a change that cannot be applied, and its sync has ended without it");
    if (isBehind && isGood && isQuarantined)
      wrong.push_back(sent.what + " of " + who + " stands behind a change that cannot be applied, and went into quarantine with it");
    isBehind = isBehind || sent.isPoison || isQuarantined;
  }
  return wrong;
}

Verdict checkTold(const std::string& who, const std::vector<Sent>& sync) {
  Verdict wrong;
  for (const Sent& sent : sync) {
    if (sent.isPoison && !sent.inLog)
      wrong.push_back(sent.what + " of " + who + " cannot be applied, and the server has not taken it in for staff to see");
    if (sent.inLog == store::LogOutcome::kQuarantined && !sent.isInList)
      wrong.push_back(sent.what + " of " + who + " is in quarantine, its sync has ended, and staff do not see it");
  }
  return wrong;
}

Verdict checkCatalogue(const std::string& who, const Items& shown, const Items& published) {
  Verdict wrong;
  for (const auto& [id, item] : published) {
    const auto found = shown.find(id);
    if (found == shown.end()) wrong.push_back(who + " does not show " + id + ", which is published");
    if (found != shown.end() && found->second != item) wrong.push_back(who + " shows " + id + " in another version than is published");
  }
  for (const auto& [id, item] : shown)
    if (!published.count(id)) wrong.push_back(who + " shows " + id + ", which is not published");
  return wrong;
}

Verdict checkLiveness(const AtEnd& end) {
  if (end.isAtRest) return {};
  std::string who;
  for (const KioskAtEnd& kiosk : end.kiosks) {
    if (!kiosk.isRunning) who += " " + kiosk.name + " does not run;";
    if (kiosk.unsent > 0) who += " " + kiosk.name + " still has " + std::to_string(kiosk.unsent) + " unsent;";
  }
  return {"not at rest " + end.within + " after the last fault:" + who};
}

void DivergedJournals::said(const Hello& hello, const NamesGiven& names) {
  bool isDiverged = hello.lastSeq < hello.ackedSeq;
  for (const auto& [seq, changeId] : hello.entries) {
    if (seq > hello.ackedSeq) continue;
    const auto acknowledged = names.of(hello.incarnation, seq);
    isDiverged = isDiverged || (acknowledged && *acknowledged != changeId);
  }
  if (isDiverged) m_seen[hello.kiosk].insert({hello.device, hello.incarnation});
}

std::set<DivergedJournals::Name> DivergedJournals::all() const {
  std::set<Name> names;
  for (const auto& [kiosk, seen] : m_seen) names.insert(seen.begin(), seen.end());
  return names;
}

}  // namespace foyer::sim
