// What the server writes by itself because of seats: its own changes, in the transaction of what caused them.
#include <algorithm>

#include "sync-server/ingest/ingest.h"

namespace foyer::ingest {
namespace {

// Who writes: another one after every restore, so that no dot is ever given to two contents.
Result<Id16> serverAuthor(const store::Reader& reader) {
  FOYER_ASSIGN(const std::string epoch, reader.meta("server_epoch"));
  const seal::Hash32 hash = seal::hash("foyer server author v1" + epoch);
  Id16 author;
  std::copy_n(hash.begin(), author.bytes.size(), author.bytes.begin());
  return author;
}

}  // namespace

Status Ingest::settleSeats(store::Writer& writer, const store::LogRow& row, const record::Change& change) {
  if (!m_seats.concerns(change.body())) return okStatus();
  FOYER_ASSIGN(auto writes, m_seats.settle(writer, row));
  const uint64_t said = change.body().lamport;
  return writeServer(writer, std::move(writes), said <= kLamportTrustedMax ? said : 0);
}

Status Ingest::writeServer(store::Writer& writer, seats::Writes writes, uint64_t afterLamport) {
  for (size_t from = 0; from < writes.size(); from += record::kRecordsPerChangeMax) {
    const size_t until = std::min(from + record::kRecordsPerChangeMax, writes.size());
    record::ChangeBody body;
    for (size_t i = from; i < until; ++i) body.records.push_back(std::move(writes[i]));
    FOYER_ASSIGN(const store::LogRow row, writeServer(writer, std::move(body), afterLamport));
    FOYER_TRY(m_seats.follow(writer, row));
  }
  return okStatus();
}

Result<store::LogRow> Ingest::writeServer(store::Writer& writer, record::ChangeBody body, uint64_t afterLamport) {
  FOYER_ASSIGN(const Id16 author, serverAuthor(writer));
  FOYER_ASSIGN(const auto known, writer.incarnation(author));
  store::IncarnationRow count = known.value_or(store::IncarnationRow{author, Id16{}, 0, {}, 0});
  body.id = newUuidV7(m_clock.wallMs(), m_random);
  body.authorKind = record::AuthorKind::AUTHOR_KIND_SERVER;
  body.author = author;
  body.seq = ++count.ackedSeq;
  body.lamport = std::max<uint64_t>(m_lamport, afterLamport) + 1;
  body.wallMs = m_clock.wallMs();
  body.schemaVersion = schema::kSchemaVersion;
  const auto checked = m_validator.check(std::move(body));
  const auto* change = std::get_if<record::Change>(&checked);
  // What the server says by itself is right, or its program is wrong.
  FOYER_ASSERT(change);
  store::LogRow row;
  row.changeId = change->body().id;
  row.author = author;
  row.seq = change->body().seq;
  row.schemaVersion = schema::kSchemaVersion;
  row.content = record::encodeChange(change->body());
  row.receivedMs = m_clock.wallMs();
  FOYER_ASSIGN(row.n, writer.appendLog(row));
  FOYER_TRY(writer.putIncarnation(count));
  FOYER_TRY(seeLamport(writer, change->body().lamport));
  FOYER_ASSIGN(const auto folded, m_resolver.fold(writer, *change, {row.n, row.receivedMs, row.n}));
  if (folded != store::LogOutcome::kApplied) FOYER_TRY(writer.setLogOutcome(row.n, folded));
  return row;
}

Status Ingest::meetSeats(SeatContact contact, std::function<void(const Result<foyer::sync::v1::SeatLeases>&)> done) {
  using foyer::sync::v1::SeatLeases;
  auto leases = std::make_shared<SeatLeases>();
  return m_writer.post(
      [this, contact = std::move(contact), leases](store::Writer& writer) -> Status {
        FOYER_ASSIGN(auto meeting, m_seats.meet(writer, contact.device, contact.incarnation, contact.report));
        FOYER_TRY(writeServer(writer, std::move(meeting.writes), 0));
        *leases = std::move(meeting.leases);
        leases->set_lamport(m_lamport);
        return okStatus();
      },
      [done = std::move(done), leases](const Status& status) {
        done(status.ok() ? Result<SeatLeases>(*leases) : Result<SeatLeases>(status.error()));
      });
}

Status Ingest::sweepSeats(WriterThread::Done done) {
  return m_writer.post(
      [this](store::Writer& writer) -> Status {
        FOYER_ASSIGN(auto writes, m_seats.sweep(writer));
        return writeServer(writer, std::move(writes), 0);
      },
      std::move(done));
}

}  // namespace foyer::ingest
