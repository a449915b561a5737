// What people do in a run: visitors, staff, and those who keep copies.
#include "tests/sim/world.h"

#include <iterator>

namespace foyer::sim {

namespace {

constexpr size_t kCasesLookedAt = 100;
constexpr uint64_t kOffers = 5;
constexpr uint64_t kOfferedMostly = 4;  // every fourth time one is taken out of the catalogue

std::vector<Id16> recordsOf(const record::ChangeBody& visit) {
  std::vector<Id16> ids;
  for (const record::RecordWrite& write : visit.records) ids.push_back(write.recordId);
  return ids;
}

}  // namespace

void World::live(const Event& event) {
  const size_t number = event.kiosk % m_kiosks.size();
  switch (event.act) {
    case Act::kVisit: return visit(event, false);
    case Act::kConfirmAgain: return confirmAgain(event);
    case Act::kUseSlip: return useSlip(event, false);
    case Act::kEdit: return edit(event, false);
    case Act::kEditUnseen: return edit(event, true);
    case Act::kDecide: return decide(event);
    case Act::kErase: return erase(event);
    case Act::kSettle: return settle(event);
    case Act::kCapacity: {
      const SimSession& session = kSessions[event.luck % std::size(kSessions)];
      return m_server->publishSession(session.id, static_cast<uint32_t>(event.amount));
    }
    case Act::kPublish:
      return m_server->publish("offer-" + std::to_string(event.luck % kOffers), event.luck / kOffers % kOfferedMostly == 0
                                                                                    ? SimServer::Offered::kNoMore
                                                                                    : SimServer::Offered::kYes);
    case Act::kBackup:
      m_backups.push_back(m_server->image());
      return m_chronicle.tell(kServerLane, Mark::kPeople, "is backed up");
    case Act::kTakeImage:
      m_images[number].push_back(m_kiosks[number]->image());
      return m_chronicle.tell(m_kiosks[number]->lane(), Mark::kPeople, "an image of its disk is made");
    default: return;
  }
}

void World::visit(const Event& event, bool isPoison) {
  const Draw luck(event.luck);
  Visit visit{m_visits.size(), event.kiosk % m_kiosks.size(), {}, isPoison};
  visit.body = isPoison ? Visitors::poisonVisit(luck, "library") : Visitors::visit(luck, "library");
  const std::string what = (isPoison ? "poison: " : "") + Visitors::nameOf(visit.body) + " of visitor " +
                           std::to_string(event.luck % 10'000);
  const auto told = kioskOf(event).confirm(visit.body, {what, isPoison, SimKiosk::Times::kFirst, recordsOf(visit.body)});
  if (told == SimKiosk::Told::kSaved) m_visits.push_back(std::move(visit));
}

void World::confirmAgain(const Event& event) {
  if (m_visits.empty()) return;
  const Visit& visit = m_visits[Draw(event.luck).below(m_visits.size())];
  SimKiosk& kiosk = *m_kiosks[visit.kiosk];
  record::ChangeBody body = visit.body;
  if (m_sabotage.is(Plant::kConfirmedTwice)) body.id.bytes[0] ^= 0x5a;
  kiosk.confirm(body, {Visitors::nameOf(visit.body) + " confirmed once more", visit.isPoison, SimKiosk::Times::kAgain,
                       recordsOf(visit.body)});
}

void World::useSlip(const Event& event, bool isPoison) {
  if (m_visits.empty()) return;
  Draw luck(event.luck);
  const Visit& visit = m_visits[luck.below(m_visits.size())];
  auto body = isPoison ? Visitors::poisonSlip(luck, visit.body) : Visitors::useSlip(luck, visit.body);
  if (!body) return;
  const Withdrawal withdrawal{visit.body.records.front().recordId, Visitors::kPurpose};
  if (Visitors::isWithdrawal(*body)) {
    m_ledger.asked.withdrawalTried.insert(withdrawal.first);
    m_ledger.withdrawals.push_back({body->id, visit.body.id, withdrawal});
  }
  const std::string what = std::string(isPoison ? "poison: " : "") + "a change by the slip of " + Visitors::nameOf(visit.body);
  const auto told = kioskOf(event).confirm(*body, {what, isPoison, SimKiosk::Times::kAgain, recordsOf(visit.body)});
  if (told != SimKiosk::Told::kOutOfOrder && Visitors::isCancellation(*body)) giveBackSeats(visit.body);
}

// Nobody comes any more who was told that there is a seat.
void World::giveBackSeats(const record::ChangeBody& visit) {
  if (!Visitors::isConfirmed(visit) || !m_cancelled.insert(visit.id).second) return;
  const auto seats = Visitors::seatsOf(visit);
  m_ledger.seats.cancel(seats->session, seats->seats);
}

std::optional<record::RecordState> World::stateOf(const Id16& id) {
  std::optional<record::RecordState> state;
  const Status read = m_server->look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto row, reader.record(id));
    if (!row) return okStatus();
    FOYER_ASSIGN(state, record::decodeState(row->state));
    return okStatus();
  });
  return read.ok() ? state : std::nullopt;
}

void World::edit(const Event& event, bool isLate) {
  if (m_visits.empty() || !m_server->isRunning()) return;
  Draw luck(event.luck);
  const Visit& visit = m_visits[luck.below(m_visits.size())];
  const auto seen = stateOf(luck.oneOf(visit.body.records).recordId);
  if (!seen) return;
  auto write = Staff::edit(luck.fork("edit"), *seen);
  if (!write) return;
  if (!isLate) return apply(std::move(*write), ingest::StaffAct::kEdit, "edit a record");
  m_agenda.after(luck.between(1'000, 20 * 60'000), [this, own = std::move(*write)] {
    // As the staff API does it: a record that a restored server has lost is not made anew by an edit.
    if (!m_server->isRunning() || !stateOf(own.recordId)) return;
    apply(own, ingest::StaffAct::kEdit, "edit a record as they saw it a while ago");
  });
}

void World::apply(record::RecordWrite write, ingest::StaffAct act, const std::string& what) {
  if (!m_server->isRunning()) return;
  const Id16 about = write.recordId;
  const auto withdrawal = Staff::withdrawalIn(write, stateOf(about));
  if (withdrawal) m_ledger.asked.withdrawalTried.insert(withdrawal->first);
  const auto outcome = m_server->applyStaff(m_account, {std::move(write)}, act);
  if (!outcome.ok()) return m_chronicle.tell(kStaffLane, Mark::kPeople, "could not " + what);
  if (withdrawal && std::holds_alternative<ingest::StaffReceipt>(*outcome)) m_ledger.asked.withdrawn.insert(*withdrawal);
  promiseByStaff(*outcome, {about}, what);
}

void World::promiseByStaff(const ingest::StaffOutcome& outcome, const std::vector<Id16>& about, const std::string& what) {
  const auto* receipt = std::get_if<ingest::StaffReceipt>(&outcome);
  if (receipt == nullptr) return;
  m_ledger.promise({.changeId = receipt->changeId, .lane = kStaffLane, .what = what, .atMs = m_agenda.nowMs(), .about = about});
  m_chronicle.tell(kStaffLane, Mark::kSaved, what);
}

void World::settle(const Event& event) {
  if (!m_server->isRunning()) return;
  Draw luck(event.luck);
  std::optional<store::LogRow> row;
  const Status read = m_server->look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const auto cases, reader.listCases(static_cast<int>(store::CaseKind::kQuarantine), false, kCasesLookedAt, 0));
    if (cases.empty()) return okStatus();
    FOYER_ASSIGN(row, reader.logRow(cases[luck.below(cases.size())].logN));
    return okStatus();
  });
  if (!read.ok() || !row) return;
  record::Settlement settlement{row->changeId, luck.oneOf<record::SettlementAct>({record::v1::SETTLEMENT_ACT_TRY_AGAIN,
                                                                                  record::v1::SETTLEMENT_ACT_REPLACE,
                                                                                  record::v1::SETTLEMENT_ACT_DISCARD}),
                                "They said it on the phone"};
  std::vector<record::RecordWrite> writes;
  if (settlement.act == record::v1::SETTLEMENT_ACT_REPLACE) writes.push_back(Staff::newContact(luck));
  const auto outcome = m_server->settle(m_account, std::move(settlement), std::move(writes));
  if (outcome.ok()) promiseByStaff(*outcome, {}, "settle a change in quarantine");
}

void World::erase(const Event& event) {
  if (m_visits.empty() || !m_server->isRunning()) return;
  Draw luck(event.luck);
  const record::ChangeBody& visit = m_visits[luck.below(m_visits.size())].body;
  const auto records = recordsOf(visit);
  if (stateOf(records.front()) && m_server->erase(m_account, records.front(), records)) giveBackSeats(visit);
}

void World::decide(const Event& event) {
  if (!m_server->isRunning()) return;
  Draw luck(event.luck);
  std::vector<store::CaseRow> cases;
  const Status read = m_server->look([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(cases, reader.listCases(static_cast<int>(store::CaseKind::kConflict), false, kCasesLookedAt, 0));
    return okStatus();
  });
  if (!read.ok() || cases.empty()) return;
  const store::CaseRow& chosen = cases[luck.below(cases.size())];
  const auto state = stateOf(chosen.recordId);
  if (!state) return;
  auto write = Staff::decide(luck, *state, chosen.field);
  if (write) apply(std::move(*write), ingest::StaffAct::kDecision, "decide a conflict");
}

}  // namespace foyer::sim
