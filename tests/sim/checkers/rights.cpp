// Erasures and withdrawals are for ever: in the records, and in the log they are folded from.
#include <algorithm>

#include "shared/merge/merge.h"
#include "tests/sim/checkers/checkers.h"
#include "tests/sim/checkers/folding.h"
#include "tests/sim/surroundings.h"

namespace foyer::sim {

namespace {

// What one person took back, and what they still agree to.
struct Consents {
  std::set<std::string> withdrawn;
  std::set<std::string> live;
};
using ByPerson = std::map<Id16, Consents>;

const schema::RecordType& consentType() { return *Rules::get().schema.typeNamed("Consent"); }

std::string textOf(const record::RecordState& state, const schema::FieldRule& rule) {
  const record::FieldState* field = state.field(rule.number);
  const auto values = field ? record::textValues(rule, merge::resolve(*field, rule).wire) : std::vector<std::string>();
  return values.empty() ? std::string() : values.front();
}

// The contact that a record belongs to; a contact belongs to itself.
Id16 personOf(const record::RecordState& state) {
  const schema::RecordType* type = Rules::get().schema.type(state.type);
  const schema::FieldRule* rule = type ? type->fieldNamed("contact") : nullptr;
  return rule ? Id16::fromText(textOf(state, *rule)).value_or(Id16{}) : state.id;
}

bool withdraws(const record::FieldWrite& field) {
  const schema::FieldRule& rule = *consentType().fieldNamed("state");
  const auto values = record::wireValues(field.wire);
  return field.field == rule.number && values.ok() && !values->empty() &&
         static_cast<int32_t>(values->back().number) == rule.withdrawing;
}

const record::RecordState* standing(const FinalView& view, const Id16& id) {
  const auto state = view.records.find(id);
  return state == view.records.end() || state->second.isErased ? nullptr : &state->second;
}

// What the log says, and what had been asked and has come to the server, whatever it has lost since.
ByPerson consentsOf(const FinalView& view) {
  ByPerson people;
  for (const auto& [person, purpose] : view.asked.withdrawn) people[person].withdrawn.insert(purpose);
  const schema::FieldRule& purpose = *consentType().fieldNamed("purpose");
  for (const LoggedChange& logged : view.log) {
    if (!isApplied(logged)) continue;
    for (const record::RecordWrite& write : logged.change->body().records) {
      if (write.type != consentType().number || std::none_of(write.fields.begin(), write.fields.end(), withdraws)) continue;
      const auto target = targetOf(view, write);
      const record::RecordState* consent = target ? standing(view, *target) : nullptr;
      if (consent) people[personOf(*consent)].withdrawn.insert(textOf(*consent, purpose));
    }
  }
  for (const auto& [id, state] : view.records) {
    if (state.isErased || state.type != consentType().number) continue;
    Consents& consents = people[personOf(state)];
    const std::string about = textOf(state, purpose);
    const bool isGiven = textOf(state, *consentType().fieldNamed("state")) == "CONSENT_STATE_GIVEN";
    if (isGiven && !consents.withdrawn.count(about)) consents.live.insert(about);
  }
  return people;
}

// Kept for a purpose that was withdrawn, and for none that is still agreed to.
bool mustBeEmpty(const schema::FieldRule& rule, const Consents& consents) {
  const auto isIn = [&](const std::set<std::string>& purposes) {
    return std::any_of(rule.needsConsent.begin(), rule.needsConsent.end(),
                       [&](const std::string& purpose) { return purposes.count(purpose) > 0; });
  };
  return isIn(consents.withdrawn) && !isIn(consents.live);
}

// A write of the log that still has what must be gone; `isGone` judges record and field.
template <typename IsGone>
bool holdsWhatIsGone(const FinalView& view, const LoggedChange& logged, IsGone isGone) {
  if (!logged.change) return false;
  const auto& writes = logged.change->body().records;
  return std::any_of(writes.begin(), writes.end(), [&](const record::RecordWrite& write) {
    const auto target = targetOf(view, write);
    return target && std::any_of(write.fields.begin(), write.fields.end(), [&](const record::FieldWrite& field) {
             return !field.wire.empty() && isGone(*target, field.field);
           });
  });
}

}  // namespace

bool isTombstone(const record::RecordState& state) { return state.isErased && state.fields.empty(); }

Verdict checkErased(const FinalView& view, const Promises&) {
  Verdict wrong;
  for (const Id16& id : view.asked.erased) {
    const auto state = view.records.find(id);
    if (state != view.records.end() && !isTombstone(state->second)) wrong.push_back("a record was erased, and it is there");
  }
  for (const auto& [id, state] : view.records)
    if (state.isErased && !view.asked.erasureTried.count(id)) wrong.push_back("a record is erased, and nobody has erased it");
  const auto isErased = [&](const Id16& record, uint32_t) { return view.asked.erased.count(record) > 0; };
  for (const LoggedChange& logged : view.log)
    if (holdsWhatIsGone(view, logged, isErased)) wrong.push_back("the log still holds what was written to an erased record");
  return wrong;
}

Verdict checkWithdrawn(const FinalView& view, const Promises&) {
  Verdict wrong;
  const ByPerson people = consentsOf(view);
  std::set<std::pair<Id16, uint32_t>> gone;
  for (const auto& [id, state] : view.records) {
    const auto consents = state.isErased ? people.end() : people.find(personOf(state));
    const schema::RecordType* type = Rules::get().schema.type(state.type);
    if (!type) continue;
    for (const schema::FieldRule& rule : type->fields)
      if (consents != people.end() && mustBeEmpty(rule, consents->second)) gone.insert({id, rule.number});
    for (const record::FieldState& field : state.fields) {
      const bool wasTakenOut = std::binary_search(state.purged.begin(), state.purged.end(), field.field);
      if (wasTakenOut && !field.versions.empty())
        wrong.push_back("a value came back that was taken out with a withdrawn consent");
      if (!wasTakenOut && gone.count({id, field.field}) && !field.versions.empty())
        wrong.push_back("a value of " + type->field(field.field)->questionId + " is kept, and the consent for it was withdrawn");
    }
    const bool wasAsked = view.asked.withdrawalTried.count(personOf(state)) > 0 ||
                          (consents != people.end() && !consents->second.withdrawn.empty());
    if (!state.isErased && !state.purged.empty() && !wasAsked)
      wrong.push_back("values were taken out, and no consent was withdrawn");
  }
  const auto isGone = [&](const Id16& record, uint32_t field) { return gone.count({record, field}) > 0; };
  for (const LoggedChange& logged : view.log)
    if (holdsWhatIsGone(view, logged, isGone)) wrong.push_back("the log still holds what was kept for a withdrawn consent");
  return wrong;
}

Verdict checkDiverged(const FinalView& view, const Promises&) {
  Verdict wrong;
  for (const auto& name : view.diverged) {
    if (!view.incidents.count(name))
      wrong.push_back("a journal was not what had been acknowledged of it, and nothing tells staff so");
    else if (!view.flagged.count(name.first))
      wrong.push_back("a kiosk was copied or rolled back, and it is not flagged");
  }
  return wrong;
}

}  // namespace foyer::sim
