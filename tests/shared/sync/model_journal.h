// A kiosk's journal in memory, as simple as it can be, and the hello it leads to.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "shared/sync/kiosk_session.h"
#include "shared/sync/limits.h"

namespace foyer::sync {

struct ModelJournal final : JournalPort {
  struct Row {
    Entry entry;
    Id16 incarnation;
    seal::Hash32 chain{};
    bool isAcked = false;
  };

  explicit ModelJournal(Random source) : random(std::move(source)) {
    device = newRandomId(random);
    incarnation = newRandomId(random);
    head = seal::chainStart(incarnation);
  }

  Id16 append(size_t sealedBytes = 40) {
    if (rows.size() % 5 == 0) {
      keys.push_back({{newRandomId(random), newRandomId(random), "box", "signature"}, incarnation});
    }
    Row row;
    row.entry.changeId = newRandomId(random);
    // No UUIDv7, which a Batch may say shorter.
    row.entry.changeId.bytes[6] = static_cast<uint8_t>((row.entry.changeId.bytes[6] & 0x0f) | 0x40);
    row.entry.schemaVersion = 1 + static_cast<uint32_t>(rows.size() / 9);
    row.entry.content = {keys.back().sealed.id,
                         std::string(sealedBytes, static_cast<char>('a' + rows.size() % 26))};
    number(row);
    rows.push_back(row);
    return row.entry.changeId;
  }
  void number(Row& row) {
    row.entry.seq = ++lastSeq;
    row.incarnation = incarnation;
    row.isAcked = false;
    head = row.chain = seal::chainNext(head, row.entry.chainHeader(device, incarnation), row.entry.content);
  }
  void markAcked(uint64_t seq) {
    for (Row& row : rows)
      if (row.incarnation == incarnation && row.entry.seq <= seq) row.isAcked = true;
    ackedSeq = std::max(ackedSeq, seq);
  }
  void startIncarnation(const std::vector<Id16>& wanted, const Id16& serverEpoch) {
    incarnation = newRandomId(random);
    head = seal::chainStart(incarnation);
    lastSeq = ackedSeq = 0;
    epoch = serverEpoch;
    const std::set<Id16> wantedIds(wanted.begin(), wanted.end());
    for (Row& row : rows) {
      if (row.isAcked && wantedIds.count(row.entry.changeId) == 0) continue;
      if (!row.entry.origin) row.entry.origin = Origin{row.incarnation, row.entry.seq};
      number(row);
    }
  }
  v1::Hello hello() const {
    v1::Hello message;
    message.set_incarnation(incarnation.str());
    message.set_last_seq(lastSeq);
    message.set_chain_head(std::string(asBytes(head)));
    message.set_acked_seq(ackedSeq);
    if (!epoch.isNil()) message.set_server_epoch(epoch.str());
    message.set_catalogue_cursor(catalogueCursor);
    return message;
  }

  Result<std::optional<seal::Hash32>> chainAt(uint64_t seq) override {
    if (seq == 0) return std::optional(seal::chainStart(incarnation));
    for (const Row& row : rows)
      if (row.incarnation == incarnation && row.entry.seq == seq) return std::optional(row.chain);
    return std::optional<seal::Hash32>();
  }
  Result<Batch> entriesAfter(uint64_t seq, uint32_t entriesMax, size_t bytesMax) override {
    Batch batch;
    FOYER_ASSIGN(const auto before, chainAt(seq));
    if (!before) return batch;
    batch.headBefore = batch.headAfter = *before;
    size_t bytes = 0;
    for (;;) {
      const uint64_t next = seq + batch.entries.size() + 1;
      const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) {
        return r.incarnation == incarnation && r.entry.seq == next;
      });
      if (row == rows.end() || batch.entries.size() == entriesMax) break;
      bytes += row->entry.content.sealed.size() + kEntryFrameBytes;
      if (!batch.entries.empty() && bytes > bytesMax) break;
      const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& k) {
        return k.sealed.id == row->entry.content.dataKeyId;
      });
      if (batch.keys.empty() || batch.keys.back().sealed.id != key->sealed.id) batch.keys.push_back(*key);
      batch.entries.push_back(row->entry);
      batch.headAfter = row->chain;
    }
    return batch;
  }
  Result<ChangeIds> changeIdsAfter(uint64_t position, uint32_t idsMax) override {
    ChangeIds chunk;
    while (position < rows.size() && chunk.ids.size() < idsMax)
      chunk.ids.push_back(rows[position++].entry.changeId);
    chunk.next = position;
    chunk.isLast = position == rows.size();
    return chunk;
  }

  Random random;
  Id16 device, incarnation, epoch;
  seal::Hash32 head{};
  uint64_t lastSeq = 0, ackedSeq = 0, catalogueCursor = 0;
  std::vector<Row> rows;
  std::vector<Key> keys;
};

}  // namespace foyer::sync
