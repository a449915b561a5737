// Whether what the journal says fits together: what SQLite's own check cannot see.
#include <algorithm>

#include "kiosk/journal/journal.h"
#include "kiosk/journal/mending.h"
#include "kiosk/journal/tables.h"

namespace foyer::journal {

namespace {

// Each finds what no journal has. Positions, numbers and acknowledgements steer what is sent and purged; a Lamport
// number is at most one above the last, and the server's are noted.
constexpr std::string_view kNever[] = {
    "SELECT 1 FROM entry e LEFT JOIN incarnation i ON i.n = e.incarnation "
    "WHERE i.id IS NULL OR e.position - i.base <> e.seq OR e.seq < 1",
    "SELECT 1 FROM incarnation a JOIN incarnation b ON b.n = a.n + 1 WHERE a.base + a.acked_seq > b.base",
    "SELECT 1 FROM incarnation WHERE base < 0 OR acked_seq < 0 OR length(id) <> 16",
    "SELECT 1 FROM ack a LEFT JOIN incarnation i ON i.n = a.incarnation WHERE i.id IS NULL OR a.seq > i.acked_seq",
    "SELECT 1 FROM entry e LEFT JOIN data_key k ON k.n = e.data_key LEFT JOIN incarnation i ON i.n = e.incarnation "
    "WHERE k.id IS NULL OR (e.origin_seq IS NULL AND length(k.signature) = 64 AND k.incarnation <> i.id)",
};

}  // namespace

Status Journal::checkContent() {
  const Error damaged(Code::kDataLoss, "The content of the journal " + m_database.path() + " is damaged.");
  FOYER_ASSIGN(const std::string tables, tableTexts(m_database));
  FOYER_ASSIGN(const std::string expected, freshTableTexts());
  if (tables != expected) return damaged;
  for (const std::string_view sql : kNever) {
    FOYER_ASSIGN(auto find, m_database.prepare(sql));
    FOYER_ASSIGN(const bool isFound, find.step());
    if (isFound) return damaged;
  }
  if (m_ackedSeq > m_lastSeq) return damaged;
  {
    FOYER_ASSIGN(auto find, m_database.prepare("SELECT 1 FROM entry WHERE lamport < 0 OR lamport > ? + coalesce((SELECT "
                                               "CAST(CAST(value AS TEXT) AS INTEGER) FROM meta WHERE key = 'lamport'), 0)"));
    FOYER_ASSIGN(const bool isFound, find.bindInt(1, static_cast<int64_t>(m_present + m_purged)).step());
    if (isFound) return damaged;
  }
  FOYER_ASSIGN(auto keys, m_database.prepare("SELECT id, incarnation, sealing_key_id, box, signature FROM data_key "
                                             "WHERE length(signature) > 1"));
  int wrongKeys = 0;
  for (;;) {
    FOYER_ASSIGN(const bool hasRow, keys.step());
    if (!hasRow) break;
    sync::Key key{{keys.id(0), keys.id(2), std::string(keys.blob(3)), std::string(keys.blob(4))}, keys.id(1)};
    if (seal::checkDataKeySignature(key.sealed, m_device, key.incarnation, m_signingPublicKey).ok()) continue;
    // What cannot be mended is told by the server; a salvage would not make it better.
    if (wrongKeys++ < kWrongKeysMax && mendKey(key, m_device, m_signingPublicKey) == Soundness::kMended) return damaged;
  }
  return checkChain(damaged);
}

// Of the present incarnation, from the first entry that is left of it.
Status Journal::checkChain(const Error& damaged) {
  FOYER_ASSIGN(auto select, m_database.prepare("SELECT e.seq, e.change_id, e.schema_version, k.id, e.chain, e.sealed "
                                               "FROM entry e JOIN data_key k ON k.n = e.data_key "
                                               "WHERE e.position > ? ORDER BY e.position"));
  select.bindInt(1, m_base);
  seal::Hash32 head = seal::chainStart(m_incarnation);
  uint64_t seqBefore = 0;
  for (;;) {
    FOYER_ASSIGN(const bool hasRow, select.step());
    if (!hasRow) return okStatus();
    const sync::Entry entry{static_cast<uint64_t>(select.integer(0)), select.id(1), static_cast<uint32_t>(select.integer(2)),
                            {select.id(3), std::string(select.blob(5))}, std::nullopt};
    const bool isFirstLeft = seqBefore == 0 && entry.seq > 1;
    // A purge takes acknowledged ones, never the last of them.
    if (isFirstLeft ? entry.seq > m_ackedSeq : entry.seq != seqBefore + 1) return damaged;
    const auto stored = sync::asHash(select.blob(4));
    head = isFirstLeft ? stored.value_or(seal::Hash32{}) : seal::chainNext(head, entry.chainHeader(m_device, m_incarnation), entry.content);
    if (stored != head) return damaged;
    seqBefore = entry.seq;
  }
}

}  // namespace foyer::journal
