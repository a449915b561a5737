#include "sync-server/rpc/slip_answer.h"

#include <algorithm>
#include <limits>

#include "shared/merge/merge.h"

namespace foyer::rpc {

namespace {

namespace api = foyer::sync::v1;

std::optional<int32_t> enumOf(const record::RecordState& state, const schema::FieldRule& rule) {
  const record::FieldState* field = state.field(rule.number);
  if (!field || rule.kind != schema::ValueKind::kEnum) return std::nullopt;
  const merge::Resolved now = merge::resolve(*field, rule);
  const auto values = record::wireValues(now.wire);
  if (!values.ok() || values->empty()) return std::nullopt;
  return static_cast<int32_t>(values->back().number);
}

SlipWord wordOf(const record::RecordState& state, const schema::FieldRule& rule) {
  const auto number = enumOf(state, rule);
  const auto value = std::find_if(rule.enumValues.begin(), rule.enumValues.end(),
                                  [&](const schema::EnumValue& each) { return number == each.number; });
  return value == rule.enumValues.end() ? SLIP_WORD_UNSPECIFIED : value->slipWord;
}

Result<uint32_t> placeOf(const store::Reader& reader, const Id16& recordId) {
  FOYER_ASSIGN(const auto claim, reader.seatClaim(recordId));
  if (!claim) return 0u;
  FOYER_ASSIGN(const auto waiting, reader.seatsWaiting(claim->session, kPlacesLookedAt));
  const auto found = std::find_if(waiting.begin(), waiting.end(),
                                  [&](const store::SeatClaimRow& row) { return row.registration == recordId; });
  return found == waiting.end() ? 0u : static_cast<uint32_t>(found - waiting.begin()) + 1;
}

// A record that a visitor waits for: it has a status.
Status addItem(const store::Reader& reader, const schema::RecordType& type, const record::RecordState& state,
               api::CheckSlipResponse& answer) {
  const schema::FieldRule* status = type.fieldWithRole(ROLE_STATUS);
  if (!status || answer.items_size() >= kSlipItemsMax) return okStatus();
  SlipWord word = wordOf(state, *status);
  if (word == SLIP_WORD_UNSPECIFIED) word = SLIP_WORD_RECEIVED;
  bool canCancel = false;
  for (const schema::FieldRule& rule : type.fields) {
    canCancel = canCancel || rule.slipCancel.has_value();
    if (wordOf(state, rule) == SLIP_WORD_CANCELLED) word = SLIP_WORD_CANCELLED;
  }
  const bool isOver = word == SLIP_WORD_CANCELLED || word == SLIP_WORD_ANSWERED || word == SLIP_WORD_ASK_STAFF;
  api::SlipItem* item = answer.add_items();
  item->set_word(word);
  item->set_can_cancel(canCancel && !isOver);
  if (word != SLIP_WORD_WAITING) return okStatus();
  FOYER_ASSIGN(const uint32_t place, placeOf(reader, state.id));
  item->set_place(place);
  return okStatus();
}

void addPurpose(const schema::RecordType& type, const record::RecordState& state, api::CheckSlipResponse& answer) {
  const schema::FieldRule* rule = type.fieldWithRight(RIGHT_ANSWER);
  const schema::FieldRule* purpose = type.fieldWithRight(RIGHT_PURPOSE);
  const record::FieldState* field = purpose ? state.field(purpose->number) : nullptr;
  if (!rule || !field || enumOf(state, *rule) != rule->agreeing || answer.purposes_size() >= kSlipPurposesMax) return;
  for (std::string& text : record::textValues(*purpose, merge::resolve(*field, *purpose).wire))
    answer.add_purposes(std::move(text));
}

}  // namespace

Result<api::CheckSlipResponse> answerSlip(const store::Reader& reader, const schema::Schema& schema, const Id16& slipId) {
  api::CheckSlipResponse answer;
  answer.set_answer(api::SLIP_ANSWER_NOT_KNOWN);
  FOYER_ASSIGN(const auto targets, reader.slip(slipId));
  for (const store::SlipTarget& target : targets) {
    FOYER_ASSIGN(const auto row, reader.record(target.recordId));
    const schema::RecordType* type = row ? schema.type(row->type) : nullptr;
    if (!type) continue;
    FOYER_ASSIGN(const auto state, record::decodeState(row->state));
    if (state.isErased) continue;
    answer.set_answer(api::SLIP_ANSWER_KNOWN);
    FOYER_TRY(addItem(reader, *type, state, answer));
    addPurpose(*type, state, answer);
  }
  return answer;
}

api::CheckSlipResponse slipLater(int64_t waitMs) {
  api::CheckSlipResponse answer;
  answer.set_answer(api::SLIP_ANSWER_LATER);
  answer.set_retry_after_ms(static_cast<uint32_t>(std::clamp<int64_t>(waitMs, 0, std::numeric_limits<int32_t>::max())));
  return answer;
}

void pad(api::CheckSlipResponse& answer) {
  answer.clear_padding();
  // A field's tag and a length of two bytes.
  constexpr size_t kFrame = 3;
  const size_t size = answer.ByteSizeLong() + kFrame;
  if (size < kSlipAnswerBytes) answer.set_padding(std::string(kSlipAnswerBytes - size, '\0'));
}

}  // namespace foyer::rpc
