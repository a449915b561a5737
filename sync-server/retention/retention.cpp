#include "sync-server/retention/retention.h"

#include <algorithm>

#include "shared/base/log.h"
#include "shared/merge/merge.h"
#include "sync-server/store/erased_mark.h"

namespace foyer::retention {

namespace {

constexpr size_t kMarksAtOnce = 1'000;

// The name under which the row's content was made: where it was renamed, the log keeps both.
void restoreName(record::ChangeBody& body, const store::LogRow& row) {
  if (row.originAuthor.isNil()) return;
  body.author = row.originAuthor;
  body.seq = row.originSeq;
}

}  // namespace

Status Retention::sweepAll(store::Writer& writer) const {
  for (;;) {
    FOYER_ASSIGN(const auto due, writer.redactionsDue(kRedactionsAtOnce));
    if (due.empty()) return putOnList(writer);
    for (const int64_t n : due) {
      FOYER_ASSIGN(const auto row, writer.logRow(n));
      FOYER_ASSERT(row);
      FOYER_TRY(redactRow(writer, *row));
    }
  }
}

Status Retention::redactRow(store::Writer& writer, const store::LogRow& row) const {
  const auto change = m_open(writer, row);
  if (!change.ok()) return redactUnread(writer, row);
  FOYER_ASSIGN(Redacted redacted,
               redact(change->body(), [&](const record::RecordWrite& write) { return fatesOf(writer, write); }));
  if (redacted.isWhollyErased) {
    FOYER_TRY(writer.addErased(store::erasedMark(row.changeId)));
    const Id16& slip = redacted.body.slipId;
    if (!slip.isNil()) FOYER_TRY(writer.addErased(store::erasedMark(slip)));
  }
  restoreName(redacted.body, row);
  return writer.redactLog(row.n, redacted.isChanged ? record::encodeChange(redacted.body) : std::string());
}

// Nobody knows what is in it. If it is known as erased, nothing of it may stay; else it is a case already.
Status Retention::redactUnread(store::Writer& writer, const store::LogRow& row) const {
  FOYER_ASSIGN(const bool isErased, writer.isErased(store::erasedMark(row.changeId)));
  if (!isErased) {
    logWarning(Event("a row of the log that may hold something erased cannot be opened").with("row", row.n));
    return writer.redactLog(row.n, {});
  }
  record::ChangeBody nothing;
  nothing.id = row.changeId;
  nothing.author = row.author;
  nothing.seq = row.seq;
  nothing.authorKind =
      row.device.isNil() ? record::AuthorKind::AUTHOR_KIND_STAFF : record::AuthorKind::AUTHOR_KIND_KIOSK;
  nothing.schemaVersion = row.schemaVersion;
  nothing.isRedacted = true;
  restoreName(nothing, row);
  return writer.redactLog(row.n, record::encodeChange(nothing));
}

// First the list, then the commit: what is on the list and not in the database is erased at the next start.
Status Retention::putOnList(store::Writer& writer) const {
  if (!m_list) return okStatus();
  for (;;) {
    FOYER_ASSIGN(const auto marks, writer.erasedUnlisted(kMarksAtOnce));
    if (marks.empty()) return okStatus();
    FOYER_TRY(m_list->append(marks));
    for (const Id16& mark : marks) FOYER_TRY(writer.setErasedListed(mark));
  }
}

Result<std::vector<Fate>> Retention::fatesOf(const store::Reader& reader, const record::RecordWrite& write) const {
  std::vector<Id16> ids;
  if (write.recordId.isNil()) {
    FOYER_ASSIGN(const auto targets, reader.slip(write.slipId));
    for (const store::SlipTarget& target : targets)
      if (target.type == write.type) ids.push_back(target.recordId);
    FOYER_ASSIGN(const bool isErased, reader.isErased(store::erasedMark(write.slipId)));
    if (ids.empty() && isErased) return std::vector<Fate>{{true, {}}};
  } else {
    ids.push_back(write.recordId);
  }
  std::vector<Fate> fates;
  for (const Id16& id : ids) {
    FOYER_ASSIGN(const auto row, reader.record(id));
    if (!row) continue;
    FOYER_ASSIGN(auto state, record::decodeState(row->state));
    fates.push_back({state.isErased, std::move(state.purged)});
  }
  return fates;
}

Result<Id16> Retention::ownerOf(const store::Reader& reader, const Id16& recordId) const {
  FOYER_ASSIGN(const auto row, reader.record(recordId));
  const schema::RecordType* type = row ? m_schema.type(row->type) : nullptr;
  const schema::FieldRule* rule = type ? type->fieldWithRight(RIGHT_BELONGS_TO) : nullptr;
  if (!rule) return Id16{};
  FOYER_ASSIGN(const auto state, record::decodeState(row->state));
  const record::FieldState* field = state.field(rule->number);
  if (!field) return Id16{};
  const merge::Resolved now = merge::resolve(*field, *rule);
  const auto values = record::wireValues(now.wire);
  if (!values.ok() || values->empty()) return Id16{};
  return Id16::fromBytes(values->front().bytes).value_or(Id16{});
}

Result<std::vector<store::RecordRow>> Retention::personOf(const store::Reader& reader, const Id16& recordId) const {
  Id16 top = recordId;
  for (size_t steps = 0; steps < kPersonRecordsMax; ++steps) {
    FOYER_ASSIGN(const Id16 owner, ownerOf(reader, top));
    if (owner.isNil()) break;
    top = owner;
  }
  std::vector<Id16> ids{top};
  for (size_t at = 0; at < ids.size() && ids.size() < kPersonRecordsMax; ++at) {
    FOYER_ASSIGN(const auto referring, reader.referringTo(ids[at]));
    for (const Id16& id : referring) {
      FOYER_ASSIGN(const Id16 owner, ownerOf(reader, id));
      if (owner == ids[at] && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
  }
  std::vector<store::RecordRow> rows;
  for (const Id16& id : ids) {
    FOYER_ASSIGN(auto row, reader.record(id));
    if (row) rows.push_back(std::move(*row));
  }
  return rows;
}

}  // namespace foyer::retention
