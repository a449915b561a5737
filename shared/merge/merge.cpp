#include "shared/merge/merge.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace foyer::merge {

namespace {

using record::AuthorKind;
using record::Dot;
using record::FieldState;
using record::Version;

bool isEndedBy(const Version& version, const std::vector<Dot>& ended) {
  if (std::binary_search(ended.begin(), ended.end(), version.dot)) return true;
  // The visit of a slip is a second name for its versions.
  return !version.slipId.isNil() && std::binary_search(ended.begin(), ended.end(), Dot{version.slipId, 0});
}

std::optional<int32_t> enumNumber(const Version& version) {
  const auto values = record::wireValues(version.wire);
  if (!values.ok() || values->empty() || !values->back().isVarint) return std::nullopt;
  return static_cast<int32_t>(values->back().number);
}

bool isFinal(const Version& version, const schema::FieldRule* rule) {
  if (!rule || rule->finalValues.empty()) return false;
  const auto number = enumNumber(version);
  return number && rule->finalValues.count(*number) > 0;
}

// Whether a write ends what it has seen: everything that was said is kept where it adds up (APPEND), and the
// first value stands until a person decides (IMMUTABLE).
bool endsWhatItSaw(Merge policy, const record::ChangeBody& change) {
  if (policy == MERGE_APPEND) return false;
  if (policy == MERGE_IMMUTABLE) return change.isDecision;
  return true;
}

void dropEnded(FieldState& field, const schema::FieldRule* rule) {
  if (field.ended.empty()) return;
  std::erase_if(field.versions,
                [&](const Version& version) { return isEndedBy(version, field.ended) && !isFinal(version, rule); });
}

void addEnded(FieldState& field, const std::vector<Dot>& dots) {
  for (const Dot& dot : dots) {
    const auto at = std::lower_bound(field.ended.begin(), field.ended.end(), dot);
    if (at == field.ended.end() || *at != dot) field.ended.insert(at, dot);
  }
}

// One dot names one content for ever; should two differ all the same, the greater bytes stand on every replica.
void addVersion(FieldState& field, Version version) {
  const auto at = std::lower_bound(field.versions.begin(), field.versions.end(), version.dot,
                                   [](const Version& a, const Dot& dot) { return a.dot < dot; });
  if (at == field.versions.end() || at->dot != version.dot) {
    field.versions.insert(at, std::move(version));
  } else if (version.wire > at->wire) {
    *at = std::move(version);
  }
}

FieldState& fieldOf(record::RecordState& state, uint32_t number) {
  const auto at = std::lower_bound(state.fields.begin(), state.fields.end(), number,
                                   [](const FieldState& field, uint32_t n) { return field.field < n; });
  if (at != state.fields.end() && at->field == number) return *at;
  return *state.fields.insert(at, FieldState{number, {}, {}});
}

template <typename T>
bool insertSorted(std::vector<T>& list, const T& value) {
  const auto at = std::lower_bound(list.begin(), list.end(), value);
  if (at != list.end() && *at == value) return false;
  list.insert(at, value);
  return true;
}

bool isPurged(const record::RecordState& state, uint32_t field) {
  return std::binary_search(state.purged.begin(), state.purged.end(), field);
}

bool isEarlier(const Version* a, const Version* b) {
  return std::tie(a->lamport, a->dot) < std::tie(b->lamport, b->dot);
}

bool differ(const std::vector<const Version*>& versions) {
  return std::any_of(versions.begin(), versions.end(),
                     [&](const Version* version) { return version->wire != versions.front()->wire; });
}

const Version* latest(const std::vector<const Version*>& versions) { return versions.back(); }

const Version* staffFirst(const std::vector<const Version*>& versions) {
  const Version* best = versions.back();
  for (const Version* version : versions) {
    const bool isStaff = version->authorKind == AuthorKind::AUTHOR_KIND_STAFF;
    const bool bestIsStaff = best->authorKind == AuthorKind::AUTHOR_KIND_STAFF;
    if ((isStaff && !bestIsStaff) || (isStaff == bestIsStaff && !isEarlier(version, best))) best = version;
  }
  return best;
}

const Version* strictest(const std::vector<const Version*>& versions, const schema::FieldRule& rule) {
  // A value without a rank comes from a newer schema: it gives way to all that are known.
  const auto rankOf = [&](const Version* version) {
    const auto number = enumNumber(*version);
    const auto rank = number ? rule.rank.find(*number) : rule.rank.end();
    return rank == rule.rank.end() ? static_cast<int>(rule.rank.size()) : rank->second;
  };
  const Version* best = versions.back();
  for (const Version* version : versions)
    if (rankOf(version) < rankOf(best)) best = version;
  return best;
}

// The union of all elements, each once, in the order of their bytes: the same on every replica.
std::string unionOf(const std::vector<const Version*>& versions, uint32_t field) {
  std::set<std::string, std::less<>> elements;
  for (const Version* version : versions) {
    const auto values = record::wireValues(version->wire);
    if (!values.ok()) continue;
    for (const record::WireValue& value : *values) elements.emplace(value.bytes);
  }
  schema::FieldRule shape;
  shape.number = field;
  shape.isRepeated = true;
  const std::vector<std::string> sorted(elements.begin(), elements.end());
  const auto wire = record::wireFromText(shape, sorted);
  return wire.ok() ? *wire : std::string();
}

std::string joined(const std::vector<const Version*>& versions) {
  std::string wire;
  for (const Version* version : versions) wire += version->wire;
  return wire;
}

}  // namespace

void apply(record::RecordState& state, const schema::RecordType* type, const record::Change& change,
           const record::RecordWrite& write) {
  if (state.isErased) return;
  if (write.isErasure) return erase(state);
  const record::ChangeBody& body = change.body();
  state.fields.reserve(std::max(state.fields.size(), write.fields.size()));
  for (const record::FieldWrite& fieldWrite : write.fields) {
    const schema::FieldRule* rule = type ? type->field(fieldWrite.field) : nullptr;
    const Merge policy = rule ? rule->merge : MERGE_LATEST;
    if (policy == MERGE_SERVER && body.authorKind != AuthorKind::AUTHOR_KIND_SERVER) continue;
    FieldState& field = fieldOf(state, fieldWrite.field);
    if (endsWhatItSaw(policy, body)) addEnded(field, fieldWrite.seen);
    // A withdrawal wins over every write, earlier and later.
    if (isPurged(state, fieldWrite.field)) continue;
    addVersion(field, Version{change.dot(), body.lamport, body.authorKind, fieldWrite.wire, body.slipId,
                              body.isDecision, body.wallMs});
    dropEnded(field, rule);
  }
}

void erase(record::RecordState& state) {
  const Id16 id = state.id;
  state = {};
  state.id = id;
  state.isErased = true;
}

std::vector<uint32_t> purge(record::RecordState& state, const std::vector<uint32_t>& fields) {
  std::vector<uint32_t> emptied;
  if (state.isErased) return emptied;
  for (const uint32_t number : fields) {
    insertSorted(state.purged, number);
    for (FieldState& field : state.fields) {
      if (field.field != number || field.versions.empty()) continue;
      field.versions.clear();
      emptied.push_back(number);
    }
  }
  return emptied;
}

bool addWithdrawn(record::RecordState& state, const std::string& purpose) {
  return !state.isErased && insertSorted(state.withdrawn, purpose);
}

record::RecordState join(const record::RecordState& a, const record::RecordState& b, const schema::RecordType* type) {
  record::RecordState result = a;
  if (a.isErased || b.isErased) {
    erase(result);
    return result;
  }
  for (const std::string& purpose : b.withdrawn) addWithdrawn(result, purpose);
  purge(result, b.purged);
  for (const FieldState& from : b.fields) {
    FieldState& field = fieldOf(result, from.field);
    addEnded(field, from.ended);
    if (isPurged(result, from.field)) continue;
    for (const Version& version : from.versions) addVersion(field, version);
    dropEnded(field, type ? type->field(from.field) : nullptr);
  }
  return result;
}

Resolved resolve(const FieldState& field, const schema::FieldRule& rule) {
  Resolved result;
  for (const Version& version : field.versions) result.standing.push_back(&version);
  std::sort(result.standing.begin(), result.standing.end(), isEarlier);
  if (result.standing.empty()) return result;
  switch (rule.merge) {
    case MERGE_IMMUTABLE:
    case MERGE_REVIEW:
      result.wire = result.standing.front()->wire;
      result.isConflict = differ(result.standing);
      break;
    case MERGE_UNION: result.wire = unionOf(result.standing, field.field); break;
    case MERGE_APPEND: result.wire = joined(result.standing); break;
    case MERGE_STAFF_WINS: result.wire = staffFirst(result.standing)->wire; break;
    case MERGE_STRICTEST: result.wire = strictest(result.standing, rule)->wire; break;
    default: result.wire = latest(result.standing)->wire;
  }
  return result;
}

Resolved resolveUnknown(const FieldState& field) {
  schema::FieldRule rule;
  rule.merge = MERGE_LATEST;
  return resolve(field, rule);
}

}  // namespace foyer::merge
