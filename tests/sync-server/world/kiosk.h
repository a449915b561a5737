// A kiosk of the tests: turns what visitors say into sealed entries and hands them to Ingest as batches.
//
// Place: made by World. What it writes is validated and sealed as a real kiosk does it; `write` with
// Checking::kNone and `spoil` make what only a broken or hostile kiosk would send. Ownership: refers to the
// World's parts. Threads: the test's. Errors: a broken promise ends the test program.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/seal/seal.h"
#include "sync-server/ingest/ingest.h"

namespace foyer::testworld {

// Field names to values, as a form has them.
using Values = std::map<std::string, std::vector<std::string>>;

// One record of a change: of a new one (recordId is drawn), or by slip.
struct Writing {
  std::string type;
  Values values;
  Id16 recordId;
  Id16 slipId;
};

struct Visit {
  std::string names = "Amal Example";
  std::string phone = "+49 30 1234567";
  std::string text = "Where can I learn German?";
  std::string language = "ar";
  std::vector<std::string> topics = {"language"};
  int64_t createdMs = 1'700'000'000'000;
  std::string status = "REQUEST_STATUS_NEW";
};

// What a visitor takes home, and what the test needs to know of it.
struct Slip {
  std::string code;
  Id16 id;
  Id16 contact;
  Id16 enquiry;
  Id16 change;
};

struct Outgoing {
  foyer::sync::v1::Entry entry;
  std::optional<store::DataKeyRow> key;
  std::string headAfter;
};

enum class Checking { kAsAtKiosk, kNone };

struct KioskParts {
  ingest::Ingest& ingest;
  const schema::Schema& schema;
  const ManualClock& clock;
  Random random;
};

class Kiosk {
 public:
  Kiosk(KioskParts parts, store::KioskRow row, seal::SigningKeyPair signing, std::string sealingKey);

  // A contact and an enquiry with a slip.
  Slip visit(const Visit& visit = {});
  // The visitor comes back with the slip; the kiosk need not know the records.
  Id16 changeBySlip(const Id16& slipId, const std::string& type, const Values& values,
                    Checking checking = Checking::kAsAtKiosk);
  // Any change; returns its id.
  Id16 write(std::vector<Writing> writings, const Id16& slipId = {}, Checking checking = Checking::kAsAtKiosk);
  Id16 write(record::ChangeBody body, Checking checking = Checking::kAsAtKiosk);
  // Seals these bytes as if they were a change.
  Id16 writeBytes(std::string_view bytes);
  record::ChangeBody bodyOf(const std::vector<Writing>& writings, const Id16& slipId = {});

  // Everything that was not sent yet, as one batch; waits for the answer.
  Result<ingest::SubmissionReceipt> sync();
  // Entries `from` to `until` (sequence numbers, both included), sent before or not.
  Result<ingest::SubmissionReceipt> send(uint64_t from, uint64_t until);
  // The same without waiting.
  void post(uint64_t from, uint64_t until, std::function<void(const Result<ingest::SubmissionReceipt>&)> done);
  // A new sealing key is used from the next entry on.
  void dropDataKey() { m_sealer.dropDataKey(); }
  void hearLamport(uint64_t lamport) { m_lamport = std::max(m_lamport, lamport); }

  Outgoing& outgoing(uint64_t seq) { return m_written[seq - 1]; }
  uint64_t lastSeq() const { return m_written.size(); }
  const Id16& incarnation() const { return m_incarnation; }
  const store::KioskRow& row() const { return m_row; }
  // Says that it has the journal of another kiosk.
  void pretendJournal(const Id16& incarnation) { m_incarnation = incarnation; }

 private:
  Id16 seal(const Id16& changeId, std::string_view bytes);

  KioskParts m_parts;
  store::KioskRow m_row;
  Id16 m_incarnation;
  seal::Sealer m_sealer;
  seal::Hash32 m_head;
  std::vector<Outgoing> m_written;
  uint64_t m_sent = 0;
  uint64_t m_lamport = 0;
};

// The outcome of each entry of a receipt, in order.
std::vector<foyer::sync::v1::Outcome> outcomes(const Result<ingest::SubmissionReceipt>& receipt);

}  // namespace foyer::testworld
