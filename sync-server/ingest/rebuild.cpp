#include "sync-server/ingest/rebuild.h"

#include <array>

#include "sync-server/resolve/resolve.h"
#include "sync-server/seats/seats.h"

namespace foyer::ingest {

namespace {

constexpr size_t kPage = 1'000;  // rows in memory at a time

// A sum of hashes modulo 2^256: the digest of a set, whatever its order (AdHash, Bellare and Micciancio 1997;
// it guards against mistakes of ours, not against somebody who writes the database).
class SetDigest {
 public:
  void add(std::string_view element) {
    const seal::Hash32 hash = seal::hash(element);
    unsigned carry = 0;
    for (size_t i = m_sum.size(); i-- > 0;) {
      const unsigned total = unsigned{m_sum[i]} + hash[i] + carry;
      m_sum[i] = static_cast<uint8_t>(total);
      carry = total >> 8;
    }
  }
  std::string hex() const {
    return toHex({reinterpret_cast<const char*>(m_sum.data()), m_sum.size()});
  }

 private:
  std::array<uint8_t, 32> m_sum{};
};

}  // namespace

Result<RebuildReport> rebuild(store::Store& store, const schema::Schema& schema, LogOpener& opener) {
  RebuildReport report;
  const resolve::Resolver resolver(
      schema, [&](store::Reader& reader, const store::LogRow& row) { return opener.open(reader, row); });
  // Seats are only counted: what the server decided about them stands in the log.
  const SystemClock clock;
  const seats::Seats seats(schema, clock, systemRandom());
  // One transaction: either the records are folded anew, or they are what they were.
  FOYER_TRY(store.write([&](store::Writer& writer) -> Status {
    report = {};
    FOYER_TRY(writer.clearFolded());
    for (int64_t n = 0;;) {
      FOYER_ASSIGN(const auto rows, writer.logAfter(n, kPage));
      if (rows.empty()) return seats.review(writer);
      for (const store::LogRow& row : rows) {
        n = row.n;
        ++report.changes;
        const auto change = opener.open(writer, row);
        FOYER_ASSIGN(const auto outcome, resolver.settle(writer, row, change));
        if (change.ok() && seats.concerns(change->body())) FOYER_TRY(seats.follow(writer, row));
        if (outcome == store::LogOutcome::kQuarantined) ++report.quarantined;
        FOYER_TRY(writer.setLogOutcome(row.n, outcome));
      }
    }
  }));
  return report;
}

Result<std::string> digest(const store::Store& store) {
  SetDigest sum;
  FOYER_TRY(store.read([&](const store::Reader& reader) -> Status {
    for (int64_t n = 0;;) {
      FOYER_ASSIGN(const auto rows, reader.recordsChangedAfter(n, kPage));
      if (rows.empty()) break;
      for (const store::RecordRow& row : rows) sum.add("record" + row.state);
      n = rows.back().changedN;
    }
    for (size_t offset = 0;; offset += kPage) {
      FOYER_ASSIGN(const auto cases, reader.listCases(0, false, kPage, offset));
      for (const store::CaseRow& row : cases)
        sum.add("case" + std::to_string(static_cast<int>(row.kind)) + row.recordId.str() + std::to_string(row.field));
      if (cases.size() < kPage) return okStatus();
    }
  }));
  return sum.hex();
}

}  // namespace foyer::ingest
