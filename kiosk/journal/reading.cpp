// What the stream and the status line ask of the journal.
#include <algorithm>

#include "kiosk/journal/journal.h"
#include "shared/sync/limits.h"

namespace foyer::journal {

sync::v1::Hello Journal::hello() const {
  sync::v1::Hello message;
  message.set_incarnation(m_incarnation.str());
  message.set_last_seq(m_lastSeq);
  message.set_chain_head(std::string(sync::asBytes(m_chainHead)));
  message.set_acked_seq(m_ackedSeq);
  if (m_serverEpoch) message.set_server_epoch(m_serverEpoch->str());
  message.set_outcome_cursor(m_outcomeCursor);
  message.set_incarnation_cause(m_cause);
  if (!m_before.isNil()) message.set_incarnation_before(m_before.str());
  const Counts present = counts();
  message.set_unsent(present.unsent);
  message.set_oldest_unsent_ms(present.oldestUnsentMs);
  message.set_disk_free_bytes(diskFreeBytes());
  return message;
}

Counts Journal::counts() const {
  Counts counts{m_present + m_purged, m_lastSeq - m_ackedSeq, 0};
  if (counts.unsent == 0) return counts;
  // Only told to people: where it cannot be read, the number alone is shown.
  auto find =
      const_cast<sqlite::Database&>(m_database).prepare("SELECT captured_ms FROM entry WHERE position = ?");
  if (!find.ok()) return counts;
  const auto found = find->bindInt(1, m_base + static_cast<int64_t>(m_ackedSeq) + 1).step();
  if (found.ok() && *found) counts.oldestUnsentMs = find->integer(0);
  return counts;
}

Result<std::optional<seal::Hash32>> Journal::chainAt(uint64_t seq) {
  if (seq == 0) return std::optional(seal::chainStart(m_incarnation));
  if (seq > m_lastSeq) return std::optional<seal::Hash32>();
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT chain FROM entry WHERE position = ?"));
  FOYER_ASSIGN(const bool found, find.bindInt(1, m_base + static_cast<int64_t>(seq)).step());
  return found ? sync::asHash(find.blob(0)) : std::nullopt;
}

Result<sync::Key> Journal::readKey(int64_t number) {
  FOYER_ASSIGN(
      auto find,
      m_database.prepare("SELECT id, incarnation, sealing_key_id, box, signature FROM data_key WHERE n = ?"));
  FOYER_ASSIGN(const bool found, find.bindInt(1, number).step());
  if (!found)
    return Error(Code::kDataLoss, "A data key is missing in the journal; keep the file and call support.");
  return sync::Key{{find.id(0), find.id(2), std::string(find.blob(3)), std::string(find.blob(4))},
                   find.id(1)};
}

Result<sync::Batch> Journal::entriesAfter(uint64_t seq, uint32_t entriesMax, size_t bytesMax) {
  sync::Batch batch;
  FOYER_ASSIGN(const auto before, chainAt(seq));
  const Error damaged(Code::kDataLoss,
                      "The disk has damaged an entry of the journal; it will be sent as it is.");
  if (!before) return seq > m_lastSeq ? Result<sync::Batch>(batch) : damaged;
  batch.headBefore = batch.headAfter = *before;
  FOYER_ASSIGN(auto select, m_database.prepare("SELECT position, change_id, schema_version, data_key, "
                                               "origin_incarnation, origin_seq, chain, sealed FROM entry "
                                               "WHERE position > ? ORDER BY position LIMIT ?"));
  select.bindInt(1, m_base + static_cast<int64_t>(seq)).bindInt(2, entriesMax);
  size_t bytes = 0;
  int64_t keyNumber = 0;
  for (;;) {
    FOYER_ASSIGN(const bool hasRow, select.step());
    if (!hasRow) return batch;
    const bool isNewKey = select.integer(3) != keyNumber;
    bytes += select.blob(7).size() + sync::kEntryFrameBytes + (isNewKey ? sync::kKeyFrameBytes : 0);
    if (!batch.entries.empty() && bytes > bytesMax) return batch;
    if (isNewKey) {
      keyNumber = select.integer(3);
      FOYER_ASSIGN(sync::Key key, readKey(keyNumber));
      batch.keys.push_back(std::move(key));
    }
    sync::Entry entry{static_cast<uint64_t>(select.integer(0) - m_base),
                      select.id(1),
                      static_cast<uint32_t>(select.integer(2)),
                      {batch.keys.back().sealed.id, std::string(select.blob(7))},
                      std::nullopt};
    if (!select.isNull(5))
      entry.origin = sync::Origin{select.id(4), static_cast<uint64_t>(select.integer(5))};
    batch.headAfter =
        seal::chainNext(batch.headAfter, entry.chainHeader(m_device, m_incarnation), entry.content);
    if (sync::asBytes(batch.headAfter) != select.blob(6) || entry.seq != seq + batch.entries.size() + 1)
      return damaged;
    batch.entries.push_back(std::move(entry));
  }
}

Result<sync::JournalPort::ChangeIds> Journal::changeIdsAfter(uint64_t position, uint32_t idsMax) {
  ChangeIds chunk;
  FOYER_ASSIGN(auto select,
               m_database.prepare(
                   "SELECT position, change_id FROM entry WHERE position > ? ORDER BY position LIMIT ?"));
  select.bindInt(1, static_cast<int64_t>(position)).bindInt(2, idsMax);
  chunk.next = position;
  while (chunk.ids.size() < idsMax) {
    FOYER_ASSIGN(const bool hasRow, select.step());
    if (!hasRow) {
      chunk.isLast = true;
      break;
    }
    chunk.next = static_cast<uint64_t>(select.integer(0));
    chunk.ids.push_back(select.id(1));
  }
  return chunk;
}

}  // namespace foyer::journal
