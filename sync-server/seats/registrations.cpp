#include "sync-server/seats/registrations.h"

#include <algorithm>

#include "shared/merge/merge.h"
#include "shared/sync/limits.h"

namespace foyer::seats {
namespace {

int32_t numberOf(const schema::FieldRule& rule, std::string_view name) {
  for (const schema::EnumValue& value : rule.enumValues)
    if (value.name == name) return value.number;
  return 0;
}

std::optional<uint64_t> lastNumber(std::string_view wire) {
  const auto values = record::wireValues(wire);
  if (!values.ok() || values->empty() || !values->back().isVarint) return std::nullopt;
  return values->back().number;
}

std::string_view lastBytes(std::string_view wire) {
  const auto values = record::wireValues(wire);
  if (!values.ok() || values->empty() || values->back().isVarint) return {};
  return values->back().bytes;
}

}  // namespace

std::optional<Registrations> Registrations::of(const schema::Schema& schema) {
  Registrations found;
  found.m_type = schema.typeNamed("Registration");
  if (!found.m_type) return std::nullopt;
  found.m_session = found.m_type->fieldNamed("session");
  found.m_seats = found.m_type->fieldNamed("seats");
  found.m_state = found.m_type->fieldNamed("state");
  found.m_lease = found.m_type->fieldNamed("lease");
  if (!found.m_session || !found.m_seats || !found.m_state || !found.m_lease) return std::nullopt;
  found.m_confirmed = numberOf(*found.m_state, "REGISTRATION_STATE_CONFIRMED");
  found.m_waiting = numberOf(*found.m_state, "REGISTRATION_STATE_WAITING");
  if (found.m_confirmed == 0 || found.m_waiting == 0) return std::nullopt;
  return found;
}

bool Registrations::isWrittenBy(const record::ChangeBody& change) const {
  return std::any_of(change.records.begin(), change.records.end(),
                     [&](const record::RecordWrite& write) { return write.type == m_type->number; });
}

store::SeatClaimRow Registrations::claimOf(const record::RecordState& state) const {
  store::SeatClaimRow claim;
  claim.registration = state.id;
  claim.seats = 1;
  if (state.isErased) return claim;
  const record::FieldState* session = state.field(m_session->number);
  if (session && !session->versions.empty()) {
    const merge::Resolved resolved = merge::resolve(*session, *m_session);
    claim.session = std::string(lastBytes(resolved.wire));
    const record::Version& first = *resolved.standing.front();
    claim.lamport = first.lamport;
    claim.author = first.dot.author;
    claim.seq = first.dot.seq;
  }
  if (const record::FieldState* seats = state.field(m_seats->number)) {
    for (const record::Version& version : seats->versions)
      claim.seats = std::max(claim.seats, static_cast<uint32_t>(std::min<uint64_t>(
                                              lastNumber(version.wire).value_or(1), sync::kSeatsPerRegistrationMax)));
  }
  const record::FieldState* stands = state.field(m_state->number);
  if (!stands || stands->versions.empty() || claim.session.empty()) return claim;
  const auto now = lastNumber(merge::resolve(*stands, *m_state).wire);
  if (now == static_cast<uint64_t>(m_confirmed)) claim.state = store::SeatState::kConfirmed;
  if (now != static_cast<uint64_t>(m_waiting)) return claim;
  claim.state = store::SeatState::kWaiting;
  claim.isPromised = std::any_of(stands->versions.begin(), stands->versions.end(), [&](const record::Version& version) {
    return lastNumber(version.wire) == static_cast<uint64_t>(m_confirmed);
  });
  return claim;
}

Id16 Registrations::leaseOf(const record::RecordState& state) const {
  const record::FieldState* field = state.field(m_lease->number);
  if (!field || field->versions.empty()) return {};
  return Id16::fromBytes(lastBytes(merge::resolve(*field, *m_lease).wire)).value_or(Id16{});
}

Id16 Registrations::leaseAuthorOf(const record::RecordState& state) const {
  const record::FieldState* field = state.field(m_lease->number);
  if (!field || field->versions.empty()) return {};
  return merge::resolve(*field, *m_lease).standing.front()->dot.author;
}

record::RecordWrite Registrations::says(const record::RecordState& state, int32_t value) const {
  record::RecordWrite write;
  write.recordId = state.id;
  write.type = m_type->number;
  for (const schema::EnumValue& candidate : m_state->enumValues) {
    if (candidate.number != value) continue;
    const std::string name = candidate.name;
    auto wire = record::wireFromText(*m_state, {&name, 1});
    FOYER_ASSERT(wire.ok());
    write.fields.push_back({m_state->number, std::move(*wire), {}});
  }
  return write;
}

record::RecordWrite Registrations::waits(const record::RecordState& state) const { return says(state, m_waiting); }

record::RecordWrite Registrations::isConfirmed(const record::RecordState& state) const {
  record::RecordWrite write = says(state, m_confirmed);
  if (const record::FieldState* stands = state.field(m_state->number))
    for (const record::Version& version : stands->versions) write.fields.front().seen.push_back(version.dot);
  return write;
}

}  // namespace foyer::seats
