// Changes that could not be opened when they arrived, and can be now.
#include "sync-server/ingest/ingest.h"

namespace foyer::ingest {

// A kiosk finds again what its disk had damaged (kiosk/journal/salvage.h). The key that is stored is what a rebuild
// opens with: what cannot be opened gives way to what can, and what waited for it is tried again at once.
Status Ingest::keepKey(store::Writer& writer, const Submission& submission, const store::DataKeyRow& key) {
  FOYER_ASSIGN(const auto stored, writer.dataKey(key.id));
  if (stored == key) return okStatus();
  if (stored && (stored->device != key.device || m_opener.isWhole(*stored, submission.signingPublicKey) ||
                 !m_opener.isWhole(key, submission.signingPublicKey)))
    return okStatus();
  FOYER_TRY(writer.putDataKey(key));
  FOYER_ASSIGN(const auto waiting, writer.quarantinedUnder(key.id));
  for (const Id16& changeId : waiting) FOYER_TRY(tryAgain(writer, changeId));
  return okStatus();
}

// The server's own decision, in the log as one of staff would be.
Status Ingest::tryAgain(store::Writer& writer, const Id16& changeId) {
  FOYER_TRY(hearLate(writer, changeId));
  record::ChangeBody body;
  body.settlement = record::Settlement{changeId, record::v1::SETTLEMENT_ACT_TRY_AGAIN, {}};
  FOYER_ASSIGN(const store::LogRow row, writeServer(writer, std::move(body), 0));
  FOYER_ASSIGN(auto writes, m_seats.settle(writer, row));
  return writeServer(writer, std::move(writes), 0);
}

// What is decided about a change that can be opened only now comes after it, as for one that could be at once.
Status Ingest::hearLate(store::Writer& writer, const Id16& changeId) {
  FOYER_ASSIGN(const auto row, writer.findChange(changeId));
  FOYER_ASSERT(row);
  const auto change = m_opener.open(writer, *row);
  if (!change.ok() || change->body().lamport > kLamportTrustedMax) return okStatus();
  return seeLamport(writer, change->body().lamport);
}

}  // namespace foyer::ingest
