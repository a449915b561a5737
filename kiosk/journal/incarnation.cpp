// A new incarnation: everything that is pending or wanted is numbered anew in a new chain, in one
// transaction.
#include <algorithm>
#include <set>

#include "kiosk/journal/journal.h"

namespace foyer::journal {

Result<std::vector<Journal::Moved>> Journal::entriesToMove(const std::vector<Id16>& wanted) {
  std::set<int64_t> positions;
  {
    FOYER_ASSIGN(auto pending,
                 m_database.prepare("SELECT position FROM entry WHERE position > ? ORDER BY position"));
    pending.bindInt(1, m_base + static_cast<int64_t>(m_ackedSeq));
    for (;;) {
      FOYER_ASSIGN(const bool hasRow, pending.step());
      if (!hasRow) break;
      positions.insert(pending.integer(0));
    }
    FOYER_ASSIGN(auto find, m_database.prepare("SELECT position FROM entry WHERE change_id = ?"));
    for (const Id16& id : wanted) {
      FOYER_ASSIGN(const bool found, find.bind(1, id).step());
      if (found) positions.insert(find.integer(0));
      find.reset();
    }
  }
  std::vector<Moved> entries;
  FOYER_ASSIGN(auto select, m_database.prepare("SELECT e.seq, e.change_id, e.schema_version, e.sealed, "
                                               "e.origin_incarnation, e.origin_seq, i.id, k.id, e.data_key "
                                               "FROM entry e LEFT JOIN incarnation i ON i.n = e.incarnation LEFT JOIN "
                                               "data_key k ON k.n = e.data_key WHERE e.position = ?"));
  for (const int64_t position : positions) {
    FOYER_ASSIGN(const bool found, select.bindInt(1, position).step());
    if (!found) return Error(Code::kDataLoss, "An entry of the journal cannot be read; its disk is failing.");
    Moved moved{position,
                {0,
                 select.id(1),
                 static_cast<uint32_t>(select.integer(2)),
                 {select.id(7), std::string(select.blob(3))},
                 std::nullopt}};
    if (select.isNull(7)) {
      FOYER_ASSIGN(moved.entry.content.dataKeyId, replaceLostKey(select.integer(8)));
    }
    moved.entry.origin = select.isNull(5)
                             ? sync::Origin{select.id(6), static_cast<uint64_t>(select.integer(0))}
                             : sync::Origin{select.id(4), static_cast<uint64_t>(select.integer(5))};
    if (moved.entry.origin->seq == 0) moved.entry.origin->seq = 1;
    // An id that the disk has damaged gets a new one; the server finds that the entry does not open.
    if (moved.entry.changeId.isNil()) moved.entry.changeId = newRandomId(m_random);
    entries.push_back(std::move(moved));
    select.reset();
  }
  return entries;
}

// Entries whose key the disk has lost go to the server all the same: it keeps them, and tells a person.
Result<Id16> Journal::replaceLostKey(int64_t number) {
  const Id16 id = newRandomId(m_random);
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT INTO data_key (n, id, incarnation, sealing_key_id, box, "
                                               "signature) VALUES (?, ?, ?, ?, x'00', x'00')"));
  FOYER_TRY(insert.bindInt(1, number).bind(2, id).bind(3, m_incarnation).bind(4, id).run());
  return id;
}

Result<seal::Hash32> Journal::moveEntries(const std::vector<Moved>& entries, const Id16& incarnation,
                                          int64_t number, int64_t base) {
  seal::Hash32 head = seal::chainStart(incarnation);
  uint64_t seq = 0;
  FOYER_ASSIGN(auto update, m_database.prepare("UPDATE entry SET position = ?, incarnation = ?, seq = ?, "
                                               "change_id = ?, origin_incarnation = ?, origin_seq = ?, "
                                               "chain = ? WHERE position = ?"));
  for (const Moved& moved : entries) {
    sync::Entry entry = moved.entry;
    entry.seq = ++seq;
    head = seal::chainNext(head, entry.chainHeader(m_device, incarnation), entry.content);
    update.bindInt(1, base + static_cast<int64_t>(seq))
        .bindInt(2, number)
        .bindInt(3, static_cast<int64_t>(seq));
    update.bind(4, entry.changeId).bind(5, entry.origin->incarnation);
    update.bindInt(6, static_cast<int64_t>(entry.origin->seq)).bindBlob(7, sync::asBytes(head));
    FOYER_TRY(update.bindInt(8, moved.position).run());
    update.reset();
  }
  return head;
}

Status Journal::startIncarnation(const std::vector<Id16>& wanted, const Id16& serverEpoch,
                                 sync::v1::IncarnationCause cause) {
  const bool isOnDisk = m_options.vfs.empty();
  if (cause == sync::v1::INCARNATION_CAUSE_DAMAGED && isOnDisk && saveAndReopen().ok()) return okStatus();
  return withReserve([&] { return writeIncarnation(wanted, serverEpoch, cause); });
}

Status Journal::renameUntilWelcomed() {
  if (m_serverEpoch) return okStatus();
  const Status renamed = withReserve([&] { return m_lastSeq == 0 ? renameUnused() : writeIncarnation({}, Id16{}, m_cause); });
  // A disk without any room must still be able to send.
  if (!renamed.ok() && renamed.error().code() == Code::kResourceExhausted) return okStatus();
  return renamed;
}

// Nothing stands in it: another name is enough.
Status Journal::renameUnused() {
  const Id16 id = newRandomId(m_random);
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
  FOYER_ASSIGN(auto update, m_database.prepare("UPDATE incarnation SET id = ? WHERE n = ?"));
  FOYER_TRY(update.bind(1, id).bindInt(2, m_number).run());
  FOYER_TRY(transaction.commit());
  m_incarnation = id;
  m_chainHead = seal::chainStart(id);
  m_sealer.setIncarnation(id);
  return okStatus();
}

Status Journal::writeIncarnation(const std::vector<Id16>& wanted, const Id16& serverEpoch,
                                 sync::v1::IncarnationCause cause) {
  const Id16 id = newRandomId(m_random);
  const bool isNewEpoch = !serverEpoch.isNil() && m_serverEpoch != serverEpoch;
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
  FOYER_ASSIGN(const auto entries, entriesToMove(wanted));
  int64_t base = 0;
  {
    // Positions are never used again, also where a purge has taken the last ones.
    FOYER_ASSIGN(auto last, m_database.prepare(
                                "SELECT max(coalesce((SELECT max(position) FROM entry), 0), "
                                "coalesce((SELECT max(base + acked_seq) FROM incarnation), 0))"));
    FOYER_ASSIGN(const bool hasRow, last.step());
    if (hasRow) base = last.integer(0);
  }
  FOYER_TRY(createIncarnation(id, base, cause));
  const int64_t number = m_database.lastInsertRowId();
  FOYER_ASSIGN(const seal::Hash32 head, moveEntries(entries, id, number, base));
  if (!serverEpoch.isNil()) FOYER_TRY(setMeta("server_epoch", serverEpoch.view()));
  if (isNewEpoch) FOYER_TRY(setMeta("outcome_cursor", "0"));
  // Lamport numbers go on from what this journal has used, also where none of its entries moved.
  FOYER_TRY(setMeta("lamport", std::to_string(m_lamport)));
  FOYER_TRY(transaction.commit());
  m_before = m_incarnation;
  m_cause = cause;
  m_number = number;
  m_incarnation = id;
  m_base = base;
  m_ackedSeq = 0;
  m_lastSeq = entries.size();
  m_chainHead = head;
  if (!serverEpoch.isNil()) m_serverEpoch = serverEpoch;
  if (isNewEpoch) m_outcomeCursor = 0;
  m_sealer.setIncarnation(id);
  return okStatus();
}

}  // namespace foyer::journal
