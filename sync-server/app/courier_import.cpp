#include "sync-server/app/courier_import.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>

#include "shared/base/log.h"
#include "shared/schema/schema.h"
#include "shared/sync/courier.h"
#include "shared/sync/limits.h"
#include "sync-server/app/courier_file.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/ingest/ingest.h"

namespace foyer::app {
namespace {

namespace fs = std::filesystem;

// A line of the same kiosk may bring entries while its file is read; then the file is read again.
constexpr int kReadsMax = 5;

struct Taken {
  store::KioskRow kiosk;
  sync::v1::Hello hello;
  Id16 incarnation;
  uint32_t stick = 0;
  uint64_t entries = 0;       // new here
  uint64_t knownEntries = 0;  // here before
  uint64_t otherEntries = 0;  // their numbers are here, they are not: a copied disk
  std::vector<sync::v1::EntryOutcome> outcomes;
  bool hasMore = false;
  bool isOvertaken = false;  // a line brought entries meanwhile
  // What could not be taken, and what to do.
  std::optional<Error> trouble;
};

Result<store::KioskRow> kioskOf(const store::Store& store, const Id16& device) {
  std::optional<store::KioskRow> row;
  FOYER_TRY(store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(row, reader.kiosk(device));
    return okStatus();
  }));
  if (!row)
    return Error(Code::kUnauthenticated, "The kiosk that wrote this is not enrolled at this server; bring the stick to its own server.");
  if (row->isRevoked)
    return Error(Code::kPermissionDenied, "The kiosk that wrote this was revoked; enrol it anew, then let it write another stick.");
  return std::move(*row);
}

// One reading of one file.
class Import {
 public:
  Import(const CourierImportParts& parts, const std::string& path) : m_parts(parts), m_file(path), m_reader(m_file.reader()) {}

  // An error: nothing is known of the file, not even whose it is.
  Result<Taken> run() {
    FOYER_ASSIGN(const sync::v1::CourierStart start, m_reader.start([this](const Id16& device) -> Result<std::string> {
      FOYER_ASSIGN(m_taken.kiosk, kioskOf(m_parts.store, device));
      return m_taken.kiosk.signingPublicKey;
    }));
    m_taken.hello = start.hello();
    m_taken.stick = start.stick();
    m_taken.incarnation = Id16::fromBytes(start.hello().incarnation()).value_or(Id16{});
    Status status = welcome(start);
    while (status.ok() && !m_isAtEnd) status = step();
    // The chain does not fit: another disk with this identity came first.
    const bool isOtherBranch = !status.ok() && status.error().code() == Code::kAborted;
    if (isOtherBranch)
      status = Error(Code::kAborted,
                     "What follows is of a copied disk; bring the answer to that kiosk, it will write it again.");
    if (!status.ok()) m_taken.trouble = status.error();
    return std::move(m_taken);
  }

 private:
  Status welcome(const sync::v1::CourierStart& start) {
    FOYER_ASSIGN(const auto known, m_parts.desk.knownJournal(m_taken.kiosk.device, m_taken.incarnation));
    FOYER_ASSIGN(const sync::ServerFacts facts, m_parts.desk.facts());
    m_knownSeq = known ? known->ackedSeq : 0;
    if (start.after_seq() > m_knownSeq) return gap(start, facts.epoch);
    m_session.emplace(m_taken.kiosk.device);
    sync::v1::SyncRequest request;
    // What a stream would have ordered goes into the answer; a file cannot be asked back, so that all of it that
    // fits is taken.
    *request.mutable_hello() = asContinuing(start.hello(), known);
    request.mutable_hello()->set_acked_seq(std::min(start.hello().acked_seq(), m_knownSeq));
    request.mutable_hello()->set_server_epoch(facts.epoch.str());
    m_session->onMessage(std::move(request));
    FOYER_TRY(endOfSession());
    m_session->welcome(known, facts);
    return endOfSession();
  }

  Error gap(const sync::v1::CourierStart& start, const Id16& epoch) const {
    const bool isRestored = !start.hello().server_epoch().empty() && start.hello().server_epoch() != epoch.view();
    if (isRestored || start.stick() <= 1)
      return Error(Code::kFailedPrecondition,
                   "This server was restored and lacks what comes before this file; bring the answer to the kiosk, it "
                   "will write everything again.");
    return Error(Code::kFailedPrecondition, "This is stick " + std::to_string(start.stick()) + "; bring stick " +
                                                std::to_string(start.stick() - 1) + " of the same journey first.");
  }

  Status step() {
    FOYER_ASSIGN(sync::v1::CourierFrame frame, m_reader.next());
    if (frame.has_end()) {
      m_isAtEnd = true;
      m_taken.hasMore = frame.end().more();
      return okStatus();
    }
    FOYER_TRY(countKnown(frame.batch()));
    sync::v1::SyncRequest request;
    *request.mutable_batch() = std::move(*frame.mutable_batch());
    m_session->onMessage(std::move(request));
    for (sync::ServerEvent& event : m_session->takeEvents()) {
      if (auto* ended = std::get_if<sync::SessionEnded>(&event)) return ended->error;
      if (auto* arrived = std::get_if<sync::BatchArrived>(&event)) FOYER_TRY(commit(std::move(*arrived)));
    }
    (void)m_session->takeMessages();
    return okStatus();
  }

  // Numbers that are here already are skipped by the session; whether these are the same entries only ids tell.
  Status countKnown(sync::v1::Batch message) {
    FOYER_ASSIGN(const sync::Batch batch, sync::fromMessage(std::move(message), m_taken.incarnation));
    std::vector<Id16> ids;
    for (const sync::Entry& entry : batch.entries) {
      if (entry.seq <= m_knownSeq) ids.push_back(entry.changeId);
    }
    FOYER_ASSIGN(const std::vector<Id16> missing, m_parts.desk.missingChanges(ids));
    m_taken.knownEntries += ids.size() - missing.size();
    m_taken.otherEntries += missing.size();
    return okStatus();
  }

  Status commit(sync::BatchArrived&& arrived) {
    const uint64_t lastSeq = arrived.batch.lastSeq();
    auto promise = std::make_shared<std::promise<Result<ingest::SubmissionReceipt>>>();
    auto future = promise->get_future();
    FOYER_TRY(m_parts.desk.submit(m_taken.kiosk, std::move(arrived),
                                  [promise](const auto& receipt) { promise->set_value(receipt); }));
    const Result<ingest::SubmissionReceipt> committed = future.get();
    m_taken.isOvertaken = !committed.ok() && committed.error().code() == Code::kFailedPrecondition;
    FOYER_ASSIGN(const ingest::SubmissionReceipt receipt, committed);
    std::vector<sync::CommittedOutcome> outcomes;
    for (const auto& [seq, outcome] : receipt.outcomes) {
      outcomes.push_back({seq, outcome});
      if (outcome == sync::v1::OUTCOME_SEEN_BEFORE) ++m_taken.knownEntries;
      else ++m_taken.entries;
      if (outcome == sync::v1::OUTCOME_APPLIED || m_taken.outcomes.size() >= sync::kCourierOutcomesMax) continue;
      m_taken.outcomes.emplace_back();
      m_taken.outcomes.back().set_seq(seq);
      m_taken.outcomes.back().set_outcome(outcome);
    }
    m_session->onCommitted(lastSeq, outcomes);
    return okStatus();
  }

  Status endOfSession() {
    for (sync::ServerEvent& event : m_session->takeEvents()) {
      if (auto* ended = std::get_if<sync::SessionEnded>(&event)) return ended->error;
    }
    (void)m_session->takeMessages();
    return okStatus();
  }

  const CourierImportParts& m_parts;
  CourierFile m_file;
  sync::CourierReader m_reader;
  std::optional<sync::ServerSession> m_session;
  Taken m_taken;
  uint64_t m_knownSeq = 0;
  bool m_isAtEnd = false;
};

Result<Taken> importFile(const CourierImportParts& parts, const std::string& path) {
  Taken all;
  for (int reads = 1;; ++reads) {
    FOYER_ASSIGN(Taken taken, Import(parts, path).run());
    taken.entries += all.entries;
    taken.outcomes.insert(taken.outcomes.begin(), all.outcomes.begin(), all.outcomes.end());
    if (!taken.isOvertaken || reads == kReadsMax) return taken;
    all = std::move(taken);
  }
}

std::string sentence(const std::string& file, const Taken& taken) {
  std::string text = file + ": kiosk " + taken.kiosk.name + ", stick " + std::to_string(taken.stick) + ": " +
                     std::to_string(taken.entries) + " entries taken, " + std::to_string(taken.knownEntries) +
                     " were here before.";
  if (taken.otherEntries > 0)
    text += " " + std::to_string(taken.otherEntries) +
            " are of a copied disk; bring the answer to that kiosk, it will write them again.";
  if (taken.trouble) text += " " + taken.trouble->message();
  if (taken.hasMore && !taken.trouble) text += " There is another stick of this journey.";
  return text + "\n";
}

Status answer(const CourierImportParts& parts, const std::string& folder, const Taken& taken) {
  FOYER_ASSIGN(const auto known, parts.desk.knownJournal(taken.kiosk.device, taken.incarnation));
  FOYER_ASSIGN(const sync::ServerFacts facts, parts.desk.facts());
  sync::v1::CourierAnswer body;
  body.set_device(taken.kiosk.device.str());
  body.set_incarnation(taken.incarnation.str());
  FOYER_ASSIGN(*body.mutable_welcome(), welcomeFor(taken.kiosk.device, taken.hello, known, facts));
  for (const sync::v1::EntryOutcome& outcome : taken.outcomes) *body.add_outcomes() = outcome;
  return writeAnswer(parts.authority, folder, taken.kiosk.device, body);
}

}  // namespace

Result<std::string> importCourier(const CourierImportParts& parts, const std::string& path) {
  FOYER_ASSIGN(const std::vector<std::string> files, courierFiles(path));
  const std::string folder = fs::is_directory(path) ? path : fs::path(path).parent_path().string();
  std::string text;
  bool isWhole = true;
  // The answer to the last file of a kiosk knows all before it.
  std::map<Id16, Taken> answers;
  for (const std::string& file : files) {
    const std::string name = fs::path(file).filename().string();
    auto taken = importFile(parts, file);
    if (!taken.ok()) {
      isWhole = false;
      text += name + ": " + taken.error().message() + "\n";
      continue;
    }
    isWhole = isWhole && !taken->trouble;
    text += sentence(name, *taken);
    logInfo(Event("a stick of the courier was read").with("kiosk", taken->kiosk.device).with("entries", taken->entries));
    auto& last = answers[taken->kiosk.device];
    if (last.incarnation == taken->incarnation)
      taken->outcomes.insert(taken->outcomes.begin(), last.outcomes.begin(), last.outcomes.end());
    if (taken->outcomes.size() > sync::kCourierOutcomesMax) taken->outcomes.resize(sync::kCourierOutcomesMax);
    last = std::move(*taken);
  }
  for (const auto& [device, taken] : answers) {
    FOYER_TRY(answer(parts, folder.empty() ? "." : folder, taken));
    text += "The answer for kiosk " + taken.kiosk.name + " is in " + sync::answerFileName(device) + "; bring it back.\n";
  }
  if (isWhole) return text;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return Error(Code::kFailedPrecondition, text);
}

Result<std::string> importCourierOffline(const Folder& folder, const std::string& path, const Clock& clock) {
  FOYER_ASSIGN(const auto schema, schema::Schema::loadBuiltIn());
  FOYER_ASSIGN(const auto keys, fleet::loadKeys(folder.keysPath()));
  FOYER_ASSIGN(const auto authority, fleet::Authority::open(folder.keysPath()));
  ingest::WriterThread writer(*folder.store);
  ingest::Ingest ingest(*folder.store, writer, schema, keys, clock, systemRandom());
  FOYER_TRY(ingest.loaded());
  const rpc::Desk desk({*folder.store, writer, ingest, clock, keys.back().publicKey, folder.epoch});
  return importCourier({desk, *folder.store, authority}, path);
}

}  // namespace foyer::app
