#include "sync-server/review/inbox_view.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "shared/seal/seal.h"
#include "sync-server/review/search_words.h"

namespace foyer::review {

namespace api = foyer::staff::v1;

namespace {

std::string firstOf(const std::vector<std::string>& values) { return values.empty() ? std::string() : values.front(); }

template <typename List>
std::vector<std::string> listOf(const List& values) {
  return {values.begin(), values.end()};
}

int64_t numberIn(const std::string& text) {
  int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The ids of the slips that this record was made with or changed by, also when staff replaced the values: what
// is set once keeps its version, and what a slip changed remembers the slip as ended.
std::set<std::string> slipsOf(const record::RecordState& state) {
  std::set<std::string> slips;
  for (const record::FieldState& field : state.fields) {
    for (const record::Version& version : field.versions)
      if (!version.slipId.isNil()) slips.insert(version.slipId.hex());
    for (const record::Dot& dot : field.ended)
      if (dot.seq == 0) slips.insert(dot.author.hex());
  }
  return slips;
}

// Adds what search may find of one record: its title, what has the role of search, its slips.
void addSearchText(const schema::Schema& schema, const record::RecordState& state, std::string& search) {
  const schema::RecordType* type = schema.type(state.type);
  if (!type) return;
  std::string text;
  for (const std::string& slip : slipsOf(state)) text += ' ' + slip;
  for (const record::FieldState& field : state.fields) {
    const schema::FieldRule* rule = type->field(field.field);
    if (!rule || (rule->role != ROLE_TITLE && rule->role != ROLE_SEARCH)) continue;
    // Every version that stands is found, also that of an open conflict.
    for (const record::Version& version : field.versions) {
      for (const std::string& value : record::textValues(*rule, version.wire)) {
        text += ' ' + searchWords(value);
        const std::string digits = rule->format == FORMAT_PHONE ? searchDigits(value) : std::string();
        if (!digits.empty()) text += ' ' + digits;
      }
    }
  }
  // Between two words, so that no letter is cut in the middle.
  if (text.size() > kSearchTextBytesMax) text.resize(text.rfind(' ', kSearchTextBytesMax));
  search += text;
}

// What somebody typed into the search field, as words of the rows. A slip's code stands there as its id; a
// name of twelve letters is told from a code by the code's digits or hyphens, and a phone number by having
// digits alone, which one code in a million has. Zeros in front are left out: +49 30 is written 030 too.
std::string searchOf(const std::string& typed) {
  const std::string digits = searchDigits(typed);
  if (!digits.empty()) return digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  const auto code = record::normaliseSlipCode(typed);
  if (code && typed.find_first_of("0123456789-") != std::string::npos) return seal::slipId(*code).hex();
  return searchWords(typed);
}

}  // namespace

Result<bool> InboxView::isBehind(const store::Reader& reader) const {
  FOYER_ASSIGN(const std::string shown, reader.meta(store::kInboxShownKey));
  FOYER_ASSIGN(const auto rows, reader.recordsChangedAfter(numberIn(shown), 1));
  return !rows.empty();
}

Result<bool> InboxView::catchUp(store::Writer& writer) const {
  FOYER_ASSIGN(const std::string shown, writer.meta(store::kInboxShownKey));
  FOYER_ASSIGN(const auto changed, writer.recordsChangedAfter(numberIn(shown), kCatchUpStep));
  if (changed.empty()) return false;
  // A record is shown with words of those it refers to: they are made again together.
  std::set<Id16> stale;
  for (const store::RecordRow& row : changed) {
    stale.insert(row.id);
    FOYER_ASSIGN(const auto referring, writer.referringTo(row.id));
    stale.insert(referring.begin(), referring.end());
  }
  for (const Id16& id : stale) FOYER_TRY(makeRows(writer, id));
  FOYER_TRY(writer.setMeta(store::kInboxShownKey, std::to_string(changed.back().changedN)));
  return changed.size() >= kCatchUpStep;
}

Status InboxView::makeRows(store::Writer& writer, const Id16& id) const {
  const auto state = loadState(writer, id);
  if (!state.ok()) return state.error().code() == Code::kNotFound ? okStatus() : Status(state.error());
  const schema::RecordType* type = m_schema.type(state->type);
  if (!type || !type->isInbox) return okStatus();
  FOYER_ASSIGN(const store::InboxRow row, makeRow(writer, *state));
  return writer.putInbox(row);
}

Result<store::InboxRow> InboxView::makeRow(const store::Reader& reader, const record::RecordState& state) const {
  store::InboxRow row;
  row.recordId = state.id;
  row.type = state.type;
  FOYER_ASSIGN(row.title, m_records.title(reader, state.id));
  row.topics = valuesWithRole(m_schema, state, ROLE_TOPIC);
  row.language = firstOf(valuesWithRole(m_schema, state, ROLE_LANGUAGE));
  row.site = firstOf(valuesWithRole(m_schema, state, ROLE_SITE));
  row.createdMs = numberIn(firstOf(valuesWithRole(m_schema, state, ROLE_CREATED)));
  row.status = firstOf(valuesWithRole(m_schema, state, ROLE_STATUS));
  row.assignee = firstOf(valuesWithRole(m_schema, state, ROLE_ASSIGNEE));
  addSearchText(m_schema, state, row.search);
  for (const Id16& reference : referencesOf(m_schema, state)) {
    const auto other = loadState(reader, reference);
    if (!other.ok()) continue;
    addSearchText(m_schema, *other, row.search);
    if (row.language.empty()) row.language = firstOf(valuesWithRole(m_schema, *other, ROLE_LANGUAGE));
  }
  return row;
}

Result<store::InboxFilter> InboxView::filterOf(const api::ListInboxRequest& request) const {
  store::InboxFilter filter;
  for (const std::string& name : request.types()) {
    const schema::RecordType* type = m_schema.typeNamed(name);
    if (!type) return Error(Code::kInvalidArgument, "A record type of the filter does not exist; ask GetSchema for them.");
    filter.types.push_back(type->number);
  }
  filter.sites = listOf(request.sites());
  filter.languages = listOf(request.languages());
  filter.statuses = listOf(request.statuses());
  filter.topics = listOf(request.topics());
  filter.search = searchOf(request.search());
  filter.fromMs = request.from_ms();
  filter.untilMs = request.until_ms();
  filter.onlyWithCase = request.only_with_case();
  filter.limit = std::min(request.page_size() ? request.page_size() : kPageRowsDefault, kPageRowsMax);
  const std::string& token = request.page_token();
  if (token.empty()) return filter;
  const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), filter.offset);
  if (error != std::errc() || stop != token.data() + token.size())
    return Error(Code::kInvalidArgument, "The page token is not one of ours; start at the first page.");
  return filter;
}

api::InboxRow InboxView::show(const store::InboxRow& row) const {
  api::InboxRow shown;
  const schema::RecordType* type = m_schema.type(row.type);
  shown.set_record_id(row.recordId.uuid());
  shown.set_type(type ? type->name : "");
  shown.set_title(row.title);
  for (const std::string& topic : row.topics) shown.add_topics(topic);
  shown.set_language(row.language);
  shown.set_site(row.site);
  shown.set_created_ms(row.createdMs);
  shown.set_status(row.status);
  shown.set_assignee(row.assignee);
  shown.set_has_case(row.hasCase);
  return shown;
}

Result<api::ListInboxResponse> InboxView::list(const store::Reader& reader, const api::ListInboxRequest& request) const {
  api::ListInboxResponse response;
  FOYER_ASSIGN(const store::InboxFilter filter, filterOf(request));
  FOYER_ASSIGN(const auto rows, reader.inbox(filter));
  for (const store::InboxRow& row : rows) *response.add_rows() = show(row);
  FOYER_ASSIGN(const uint64_t total, reader.countInbox(filter));
  response.set_total(static_cast<uint32_t>(total));
  if (filter.offset + rows.size() < total) response.set_next_page_token(std::to_string(filter.offset + rows.size()));
  FOYER_ASSIGN(const uint64_t open, reader.countOpenCases());
  response.set_open_cases(static_cast<uint32_t>(open));
  return response;
}

}  // namespace foyer::review
