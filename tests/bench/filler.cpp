#include "tests/bench/filler.h"

#include <semaphore>

#include "shared/record/covered.h"
#include "shared/sync/entry.h"
#include "shared/sync/limits.h"
#include "tests/bench/kiosk.h"
#include "tests/bench/must.h"

namespace foyer::bench {

namespace {

// As many as a window holds: the writer always has work, and ingest's queue is never full.
constexpr ptrdiff_t kUnderWay = 4;

}  // namespace

Filler::Filler(Centre& centre, size_t kiosk, const schema::Schema& schema)
    : m_centre(centre),
      m_kiosk(kiosk),
      m_validator(schema),
      m_incarnation(newRandomId(systemRandom())),
      m_sealer(centre.row(kiosk).device, m_incarnation, centre.sealingKey(), centre.signingKey(kiosk).copy(),
               centre.clock(), systemRandom()),
      m_head(seal::chainStart(m_incarnation)) {
}

std::vector<ingest::Submission> Filler::seal(std::vector<record::ChangeBody> bodies) {
  const Id16 device = m_centre.row(m_kiosk).device;
  std::vector<ingest::Submission> submissions;
  for (record::ChangeBody& body : bodies) {
    if (submissions.empty() || submissions.back().entries.size() >= sync::kBatchEntriesMax) {
      submissions.emplace_back();
      submissions.back().device = device;
      submissions.back().incarnation = m_incarnation;
      submissions.back().signingPublicKey = m_centre.row(m_kiosk).signingPublicKey;
    }
    ingest::Submission& submission = submissions.back();
    const seal::EntryHeader header{device, m_incarnation, ++m_seq, schema::kSchemaVersion, body.id};
    const record::Change change = changeOf(m_validator, std::move(body), dot(m_seq), m_seq, m_centre.clock());
    auto sealed = must(m_sealer.seal(
        header, [&](const seal::BesideKey& beside) {
          return record::encodeCovered(change.body(), beside.bootId, beside.wallLessBootMs);
        }));
    if (sealed.newKey)
      submission.keys.push_back({sealed.newKey->id, device, m_incarnation, sealed.newKey->sealingKeyId, sealed.newKey->box,
                                 sealed.newKey->signature});
    m_head = seal::chainNext(m_head, header, sealed.entry);
    submission.chainHead = std::string(sync::asBytes(m_head));
    sync::v1::Entry& entry = submission.entries.emplace_back();
    entry.set_seq(m_seq);
    entry.set_change_id(header.changeId.str());
    entry.set_schema_version(header.schemaVersion);
    entry.set_data_key_id(sealed.entry.dataKeyId.str());
    entry.set_sealed(std::move(sealed.entry.sealed));
  }
  return submissions;
}

double Filler::sendAll(std::vector<ingest::Submission> submissions) {
  std::counting_semaphore<kUnderWay> room(kUnderWay);
  const Stopwatch watch;
  for (ingest::Submission& submission : submissions) {
    room.acquire();
    must(m_centre.ingest().submit(std::move(submission), [&](const Result<ingest::SubmissionReceipt>& receipt) {
      if (!receipt.ok()) fail(receipt.error().message().c_str());
      room.release();
    }));
  }
  for (ptrdiff_t i = 0; i < kUnderWay; ++i) room.acquire();
  return watch.seconds();
}

}  // namespace foyer::bench
