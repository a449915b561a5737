#include "tests/sim/checkers/checkers.h"

#include <algorithm>
#include <set>

#include "shared/merge/merge.h"
#include "tests/sim/checkers/folding.h"
#include "tests/sim/draw.h"
#include "tests/sim/surroundings.h"

namespace foyer::sim {

namespace {

std::map<Id16, const LoggedChange*> byChange(const FinalView& view) {
  std::map<Id16, const LoggedChange*> found;
  for (const LoggedChange& logged : view.log) found[logged.row.changeId] = &logged;
  return found;
}

bool hasQuarantineCase(const FinalView& view, int64_t logN) {
  return std::any_of(view.cases.begin(), view.cases.end(), [&](const store::CaseRow& row) {
    return row.kind == store::CaseKind::kQuarantine && row.logN == logN && row.closedMs == 0;
  });
}

// Erased, or taken out with a consent that was withdrawn: checkWithdrawn() says whether that was right.
bool isTakenOut(const record::RecordState& state, uint32_t field) {
  return state.isErased || std::binary_search(state.purged.begin(), state.purged.end(), field);
}

bool isErased(const FinalView& view, const Promise& promise) {
  return std::any_of(promise.about.begin(), promise.about.end(), [&](const Id16& id) {
    const auto state = view.records.find(id);
    return view.asked.erased.count(id) > 0 || (state != view.records.end() && state->second.isErased);
  });
}

// Something of what was said was taken out, and the log holds it no more.
bool isTakenOut(const FinalView& view, const Promise& promise) {
  return std::any_of(promise.about.begin(), promise.about.end(), [&](const Id16& id) {
    const auto state = view.records.find(id);
    return state != view.records.end() && !state->second.purged.empty();
  });
}

std::string nameOf(const schema::FieldRule* rule) { return rule ? rule->questionId : std::string("a field"); }

}  // namespace

Verdict checkNoLostRecord(const FinalView& view, const Promises& promises) {
  Verdict wrong;
  const auto logged = byChange(view);
  for (const Promise& promise : promises) {
    if (promise.isDestroyed || isErased(view, promise)) continue;
    const auto found = logged.find(promise.changeId);
    if (found == logged.end()) {
      wrong.push_back(laneName(promise.lane) + " had confirmed " + promise.what + ", and the server does not have it");
    } else if (promise.lane >= 0 && !promise.isRotten && !promise.isPoison) {
      const auto& change = found->second->change;
      if (!change) wrong.push_back(promise.what + " arrived, but cannot be opened");
      if (change && contentOf(change->body()) != promise.content && !isTakenOut(view, promise))
        wrong.push_back(promise.what + " arrived with another content than was confirmed");
    }
  }
  return wrong;
}

Verdict checkNoLostUpdate(const FinalView& view, const Promises&) {
  Verdict wrong;
  for (const auto& [place, field] : expectedOf(view)) {
    const auto state = view.records.find(place.first);
    if (state != view.records.end() && isTakenOut(state->second, place.second)) continue;
    const schema::FieldRule* rule = ruleOf(view, place.first, place.second);
    const record::FieldState* stored = state == view.records.end() ? nullptr : state->second.field(place.second);
    std::set<record::Dot> standing;
    if (stored)
      for (const record::Version& version : stored->versions) standing.insert(version.dot);
    for (const Written& write : field.writes) {
      const bool mustStand = rule == nullptr || !field.isEnded(write, *rule);
      const bool stands = standing.erase(write.logged->change->dot()) > 0;
      if (mustStand && !stands) wrong.push_back("a value of " + nameOf(rule) + " is gone that nobody had seen and replaced");
      if (!mustStand && stands) wrong.push_back("a value of " + nameOf(rule) + " stands that was replaced by somebody who had seen it");
    }
    if (!standing.empty()) wrong.push_back("a value of " + nameOf(rule) + " stands that no change in the log has written");
  }
  return wrong;
}

Verdict checkConvergence(const FinalView& view, const Promises&) {
  struct Step {
    const LoggedChange* logged;
    const record::RecordWrite* write;
    Id16 target;
  };
  std::vector<Step> steps;
  for (const LoggedChange& logged : view.log) {
    if (!isApplied(logged)) continue;
    for (const record::RecordWrite& write : logged.change->body().records)
      if (const auto target = targetOf(view, write)) steps.push_back({&logged, &write, *target});
  }
  Draw draw(view.log.size());
  for (size_t i = steps.size(); i > 1; --i) std::swap(steps[i - 1], steps[draw.below(i)]);
  const size_t once = steps.size();
  for (size_t i = 0; i < once / 4; ++i) steps.push_back(steps[draw.below(once)]);
  std::map<Id16, record::RecordState> folded;
  for (const Step& step : steps) {
    record::RecordState& state = folded[step.target];
    state.id = step.target;
    state.type = step.write->type;
    merge::apply(state, Rules::get().schema.type(state.type), *step.logged->change, *step.write);
  }
  Verdict wrong;
  for (auto& [id, state] : folded) {
    const auto stored = view.records.find(id);
    if (stored != view.records.end() && stored->second.isErased) continue;
    if (stored != view.records.end()) {
      // What a withdrawal takes out follows from other records: see checkWithdrawn().
      for (const std::string& purpose : stored->second.withdrawn) merge::addWithdrawn(state, purpose);
      merge::purge(state, stored->second.purged);
    }
    if (stored == view.records.end() || record::encodeState(stored->second) != record::encodeState(state))
      wrong.push_back("a record is not what its changes come to in another order");
  }
  if (view.digestShuffled != view.digest)
    wrong.push_back("a server to which the same changes came in another order has another digest");
  for (const auto& [id, state] : view.records)
    if (!state.isErased && !folded.count(id)) wrong.push_back("a record stands that no change in the log has written");
  return wrong;
}

Verdict checkIdempotence(const FinalView& view, const Promises&) {
  if (view.digest == view.digestRebuilt) return {};
  return {"folding the log again gives another digest than the server had"};
}

Verdict checkExactlyOnce(const FinalView& view, const Promises&) {
  Verdict wrong;
  std::set<Id16> ids;
  std::set<record::Dot> dots;
  std::set<seal::Hash32> contents;
  std::set<Id16> made;
  std::map<Id16, uint64_t> writers;
  for (const LoggedChange& logged : view.log) {
    if (!ids.insert(logged.row.changeId).second) wrong.push_back("a change is in the log twice");
    if (!dots.insert({logged.row.author, logged.row.seq}).second) wrong.push_back("two changes have the same dot");
    if (!logged.change) continue;
    if (!logged.row.device.isNil() && !contents.insert(contentOf(logged.change->body())).second)
      wrong.push_back("one change is in the log under two names");
    // A visit makes its records; whoever comes back to them at a kiosk does it by slip.
    for (const record::RecordWrite& write : logged.change->body().records)
      if (!logged.row.device.isNil() && !write.recordId.isNil() && !made.insert(write.recordId).second)
        wrong.push_back("a visit is in the log twice, as two changes");
    if (!isApplied(logged)) continue;
    std::set<Id16> targets;
    for (const record::RecordWrite& write : logged.change->body().records)
      if (const auto target = targetOf(view, write)) targets.insert(*target);
    for (const Id16& target : targets) ++writers[target];
  }
  for (const auto& [record, count] : writers) {
    const auto lines = view.historyRows.find(record);
    // What came by a slip before the visit itself, which was known as erased, came to nothing and has no line.
    const auto state = view.records.find(record);
    const bool isErased = state != view.records.end() && state->second.isErased;
    if (lines != view.historyRows.end() && (isErased ? lines->second > count : lines->second != count))
      wrong.push_back("the history of a record has " + std::to_string(lines->second) + " lines for " +
                      std::to_string(count) + " changes");
  }
  return wrong;
}

Verdict checkCausality(const FinalView& view, const Promises& promises) {
  Verdict wrong;
  const auto logged = byChange(view);
  for (const Promise& promise : promises) {
    const auto found = logged.find(promise.changeId);
    if (found == logged.end() || !found->second->change) continue;
    if (promise.lamportHeard > 0 && found->second->change->body().lamport <= promise.lamportHeard)
      wrong.push_back(promise.what + " does not come after what the server had told its kiosk");
  }
  std::map<Id16, uint64_t> lastSeq;
  std::map<record::Dot, uint64_t> lamports;
  for (const LoggedChange& each : view.log) {
    uint64_t& last = lastSeq[each.row.author];
    if (each.row.seq <= last) wrong.push_back("an author's later change was stored before an earlier one");
    last = each.row.seq;
    if (each.change) lamports[each.change->dot()] = each.change->body().lamport;
  }
  for (const LoggedChange& each : view.log) {
    if (!each.change) continue;
    for (const record::RecordWrite& write : each.change->body().records)
      for (const record::FieldWrite& field : write.fields)
        for (const record::Dot& dot : field.seen) {
          const auto seen = lamports.find(dot);
          if (seen != lamports.end() && seen->second >= each.change->body().lamport)
            wrong.push_back("a change does not come after what its author had seen");
        }
  }
  return wrong;
}

Verdict checkQuarantine(const FinalView& view, const Promises& promises) {
  Verdict wrong;
  const auto logged = byChange(view);
  std::set<Id16> settled;
  for (const LoggedChange& each : view.log)
    if (each.change && each.change->body().settlement) settled.insert(each.change->body().settlement->changeId);
  for (const LoggedChange& each : view.log) {
    const bool isQuarantined = each.row.outcome == store::LogOutcome::kQuarantined;
    const bool isSetAside =
        each.row.outcome == store::LogOutcome::kDiscarded || each.row.outcome == store::LogOutcome::kReplaced;
    if (isSetAside && !settled.count(each.row.changeId))
      wrong.push_back("a change was set aside, and no decision of a person says so");
    if (isQuarantined && !hasQuarantineCase(view, each.row.n))
      wrong.push_back("a change is in quarantine, and there is no case for it");
    if (!each.change && !isQuarantined && !isSetAside) wrong.push_back("a change that cannot be opened is not in quarantine");
  }
  for (const Promise& promise : promises) {
    const auto found = logged.find(promise.changeId);
    if (found == logged.end()) continue;
    const bool isQuarantined = found->second->row.outcome == store::LogOutcome::kQuarantined;
    if (isQuarantined && !promise.isPoison && !promise.isRotten)
      wrong.push_back(promise.what + " is in quarantine, and nothing is wrong with it");
  }
  return wrong;
}

Verdict checkSeats(const FinalView& view, const Promises&) {
  Verdict wrong;
  if (!view.seatsWrong.empty()) wrong.push_back(view.seatsWrong);
  const schema::RecordType& type = *Rules::get().schema.typeNamed("Registration");
  const auto valueOf = [&](const record::RecordState& state, const char* name) -> std::string {
    const schema::FieldRule& rule = *type.fieldNamed(name);
    const record::FieldState* field = state.field(rule.number);
    const auto values = field ? record::textValues(rule, merge::resolve(*field, rule).wire) : std::vector<std::string>();
    return values.empty() ? std::string() : values.front();
  };
  std::map<std::string, uint64_t> confirmed;
  for (const auto& [id, state] : view.records)
    if (state.type == type.number && valueOf(state, "state") == "REGISTRATION_STATE_CONFIRMED")
      confirmed[valueOf(state, "session")] += std::stoul("0" + valueOf(state, "seats"));
  // Where the capacity was lowered below what is promised, a case says so until a person has seen to it.
  for (const auto& [session, capacity] : view.capacities)
    if (confirmed[session] > capacity && !view.shortSessions.count(session))
      wrong.push_back(session + " has " + std::to_string(confirmed[session]) + " people confirmed for " +
                      std::to_string(capacity) + " seats, and there is no open case");
  return wrong;
}

Verdict checkHeld(const FinalView& view, const Promises&) {
  Verdict wrong;
  for (const LoggedChange& logged : view.log) {
    if (logged.row.outcome != store::LogOutcome::kHeld || !logged.change) continue;
    const auto& writes = logged.change->body().records;
    const bool isKnown = std::all_of(writes.begin(), writes.end(), [&](const record::RecordWrite& write) {
      return targetOf(view, write).has_value();
    });
    if (isKnown) wrong.push_back("a change still waits for a visit that has come");
  }
  return wrong;
}

bool isInConflict(const FinalView& view, const store::CaseRow& row) {
  const schema::FieldRule* rule = ruleOf(view, row.recordId, row.field);
  const auto state = view.records.find(row.recordId);
  const record::FieldState* field = rule ? state->second.field(row.field) : nullptr;
  return field && merge::resolve(*field, *rule).isConflict;
}

Verdict checkCases(const FinalView& view, const Promises&) {
  Verdict wrong;
  std::map<std::pair<Id16, uint32_t>, int> open;
  std::map<int64_t, const LoggedChange*> byNumber;
  for (const LoggedChange& logged : view.log) byNumber[logged.row.n] = &logged;
  for (const store::CaseRow& row : view.cases) {
    if (row.kind != store::CaseKind::kConflict) continue;
    if (row.closedMs == 0) {
      ++open[{row.recordId, row.field}];
      continue;
    }
    const auto closer = byNumber.find(row.closedByN);
    const bool byPerson = closer != byNumber.end() && closer->second->row.device.isNil();
    // Writers who come to say the same, or a withdrawal, leave nothing that a person could decide.
    if (!byPerson && isInConflict(view, row)) wrong.push_back("a conflict was closed, and no decision of a person says so");
  }
  for (const auto& [id, state] : view.records) {
    for (const record::FieldState& field : state.fields) {
      const schema::FieldRule* rule = ruleOf(view, id, field.field);
      if (!rule || (rule->merge != MERGE_REVIEW && rule->merge != MERGE_IMMUTABLE)) continue;
      std::set<std::string> values;
      for (const record::Version& version : field.versions) values.insert(version.wire);
      const int cases = open[{id, field.field}];
      if (values.size() > 1 && cases == 0) wrong.push_back("values of " + nameOf(rule) + " contradict each other, and there is no open case");
      if (values.size() <= 1 && cases > 0) wrong.push_back("a case is open on " + nameOf(rule) + " where nothing contradicts");
      if (cases > 1) wrong.push_back("two cases are open on one field");
    }
  }
  return wrong;
}

const std::vector<Checker>& checkers() {
  static const std::vector<Checker> all = {
      {"no lost record", checkNoLostRecord},
      {"erasure is for ever", checkErased},
      {"withdrawal is for ever", checkWithdrawn},
      {"no lost update", checkNoLostUpdate},
      {"convergence", checkConvergence},       {"idempotence", checkIdempotence},
      {"exactly once", checkExactlyOnce},      {"causality", checkCausality},
      {"what cannot be applied is a case", checkQuarantine}, {"held is released", checkHeld},
      {"seats are bounded", checkSeats},
      {"a diverged journal is told to staff", checkDiverged},
      {"a conflict closes only by a recorded decision", checkCases},
  };
  return all;
}

void checkAll(const FinalView& view, Ledger& ledger) {
  for (const Checker& checker : checkers())
    for (const std::string& words : checker.check(view, ledger.promises())) ledger.wrong(checker.invariant, words);
}

}  // namespace foyer::sim
