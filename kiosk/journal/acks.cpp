// What a server said: welcomes, acknowledgements, outcomes.
#include <algorithm>

#include "kiosk/journal/journal.h"

namespace foyer::journal {

Status Journal::onWelcomed(const sync::Welcomed& welcomed) {
  m_sealer.setSealingKey(welcomed.sealingKey);
  FOYER_TRY(withReserve([&] { return writeWelcome(welcomed); }));
  return markAcked(welcomed.ackedSeq, {});
}

Status Journal::hearLamport(uint64_t lamport) {
  if (lamport <= m_lamport) return okStatus();
  FOYER_TRY(withReserve([&]() -> Status {
    FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
    FOYER_TRY(setMeta("lamport", std::to_string(lamport)));
    return transaction.commit();
  }));
  m_lamport = lamport;
  return okStatus();
}

Status Journal::writeWelcome(const sync::Welcomed& welcomed) {
  const bool isNewEpoch = !welcomed.serverEpoch.isNil() && m_serverEpoch != welcomed.serverEpoch;
  if (!isNewEpoch && welcomed.lamport <= m_lamport) return okStatus();
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
  if (isNewEpoch) FOYER_TRY(setMeta("server_epoch", welcomed.serverEpoch.view()));
  FOYER_TRY(setMeta("lamport", std::to_string(std::max(m_lamport, welcomed.lamport))));
  // Another epoch counts its reports anew.
  if (isNewEpoch) FOYER_TRY(setMeta("outcome_cursor", "0"));
  FOYER_TRY(transaction.commit());
  if (isNewEpoch) m_serverEpoch = welcomed.serverEpoch;
  m_lamport = std::max(m_lamport, welcomed.lamport);
  if (isNewEpoch) m_outcomeCursor = 0;
  return okStatus();
}

Status Journal::markAcked(uint64_t seq, const std::vector<sync::EntryOutcome>& outcomes) {
  FOYER_ASSERT(seq <= m_lastSeq);
  if (seq <= m_ackedSeq && outcomes.empty()) return okStatus();
  FOYER_TRY(withReserve([&] { return writeAck(seq, outcomes); }));
  m_ackedSeq = std::max(m_ackedSeq, seq);
  return okStatus();
}

Status Journal::writeAck(uint64_t seq, const std::vector<sync::EntryOutcome>& outcomes) {
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
  if (seq > m_ackedSeq) {
    FOYER_ASSIGN(auto update, m_database.prepare("UPDATE incarnation SET acked_seq = ? WHERE n = ?"));
    FOYER_TRY(update.bindInt(1, static_cast<int64_t>(seq)).bindInt(2, m_number).run());
    FOYER_TRY(addAckRow(seq));
  }
  for (const sync::EntryOutcome& outcome : outcomes) {
    FOYER_ASSIGN(
        auto insert,
        m_database.prepare("INSERT OR REPLACE INTO outcome (incarnation, seq, outcome) VALUES (?, ?, ?)"));
    FOYER_TRY(insert.bindInt(1, m_number)
                  .bindInt(2, static_cast<int64_t>(outcome.seq))
                  .bindInt(3, outcome.outcome)
                  .run());
  }
  return transaction.commit();
}

Status Journal::addAckRow(uint64_t seq) {
  look();
  FOYER_ASSIGN(auto update, m_database.prepare("UPDATE ack SET seq = ?1 WHERE n = (SELECT max(n) FROM ack) "
                                               "AND incarnation = ?2 AND age_ms > ?3"));
  update.bindInt(1, static_cast<int64_t>(seq)).bindInt(2, m_number).bindInt(3, m_ageMs - kAckGrainMs);
  FOYER_TRY(update.run());
  if (m_database.changes() > 0) return okStatus();
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT INTO ack (incarnation, seq, age_ms, boot_id, boot_ms, "
                                               "wall_ms) VALUES (?, ?, ?, ?, ?, ?)"));
  insert.bindInt(1, m_number).bindInt(2, static_cast<int64_t>(seq)).bindInt(3, m_ageMs);
  FOYER_TRY(insert.bindText(4, m_seenBootId).bindInt(5, m_seenBootMs).bindInt(6, m_clock.wallMs()).run());
  return writeAge();
}

Status Journal::noteOutcomes(const sync::OutcomesArrived& later) {
  FOYER_TRY(withReserve([&] { return writeOutcomes(later); }));
  m_outcomeCursor = std::max(m_outcomeCursor, later.cursor);
  return okStatus();
}

Status Journal::writeOutcomes(const sync::OutcomesArrived& later) {
  if (later.changes.empty() && later.cursor <= m_outcomeCursor) return okStatus();
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
  FOYER_ASSIGN(auto put, m_database.prepare("INSERT OR REPLACE INTO outcome (incarnation, seq, outcome) "
                                            "SELECT incarnation, seq, ?2 FROM entry WHERE change_id = ?1"));
  for (const auto& change : later.changes) {
    FOYER_TRY(put.bind(1, change.changeId).bindInt(2, change.outcome).run());
    put.reset();
  }
  FOYER_TRY(setMeta("outcome_cursor", std::to_string(std::max(m_outcomeCursor, later.cursor))));
  return transaction.commit();
}

Result<std::optional<sync::v1::Outcome>> Journal::outcomeOf(const Id16& changeId) {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT e.seq <= i.acked_seq, o.outcome FROM entry e "
                                             "JOIN incarnation i ON i.n = e.incarnation LEFT JOIN outcome o "
                                             "ON o.incarnation = e.incarnation AND o.seq = e.seq WHERE e.change_id = ?"));
  FOYER_ASSIGN(const bool found, find.bind(1, changeId).step());
  if (!found || find.integer(0) == 0) return std::optional<sync::v1::Outcome>();
  if (find.isNull(1)) return std::optional(sync::v1::OUTCOME_APPLIED);
  return std::optional(static_cast<sync::v1::Outcome>(find.integer(1)));
}

}  // namespace foyer::journal
