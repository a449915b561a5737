#include "sync-server/ingest/ingest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <condition_variable>
#include <deque>
#include <thread>
#include <utility>

#include "shared/base/log.h"
#include "shared/privacy/redact.h"
#include "sync-server/store/erased_mark.h"

namespace foyer::ingest {

namespace {

constexpr char kLamportKey[] = "lamport";
constexpr char kEpochKey[] = "server_epoch";
// The epoch in hex, a blank, and the number after which staff's begin in it.
constexpr char kStaffNumbersKey[] = "staff_numbers";
// More than the people of a centre write in its life.
constexpr uint64_t kStaffNumbersApart = uint64_t{1} << 32;

foyer::sync::v1::Outcome wireOutcome(store::LogOutcome outcome) {
  return static_cast<foyer::sync::v1::Outcome>(static_cast<int>(outcome));
}

uint64_t numberIn(const std::string& text) {
  uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// After a restore the numbers of staff go on far beyond all that may have been given out since the backup was made, from
// a place that is drawn with each epoch: no dot ever names two changes, also for a browser that still shows the lost ones.
struct StaffNumbers {
  uint64_t begin = 0;
  std::string kept;  // the setting, as it is to be from now on
};
Result<StaffNumbers> staffNumbers(const store::Reader& reader, const Random& random) {
  FOYER_ASSIGN(const std::string epoch, reader.meta(kEpochKey));
  FOYER_ASSIGN(const std::string known, reader.meta(kStaffNumbersKey));
  const std::string present = toHex(epoch) + " ";
  const size_t blank = known.find(' ');
  const uint64_t before = blank == std::string::npos ? 0 : numberIn(known.substr(blank + 1));
  if (known.starts_with(present)) return StaffNumbers{before, known};
  std::array<uint8_t, 5> drawn{};
  random(drawn);
  uint64_t begin = before + kStaffNumbersApart;
  for (size_t i = 0; i < drawn.size(); ++i) begin += uint64_t{drawn[i]} << (8 * i);
  return StaffNumbers{begin, present + std::to_string(begin)};
}

// Of two copies of a disk only one continues what is stored. The other one's batch, checked against what was
// known when its stream began, must not count as a part of this journal.
Error otherBranch() {
  return Error(Code::kFailedPrecondition, "This journal goes on differently from what is stored; say Hello again.");
}

Status checkChain(const Submission& submission, const store::IncarnationRow& known) {
  const bool continues = !submission.entries.empty() && submission.entries.front().seq() == known.ackedSeq + 1;
  if (!continues || submission.chainBefore.empty()) return okStatus();
  const seal::Hash32 start = seal::chainStart(submission.incarnation);
  const std::string head = known.chainHead.empty() ? std::string(start.begin(), start.end()) : known.chainHead;
  return submission.chainBefore == head ? okStatus() : Status(otherBranch());
}

// What is skipped as known must be known: its number alone says nothing.
Status checkIsHere(const store::Reader& reader, const Id16& changeId) {
  FOYER_ASSIGN(const auto row, reader.findChange(changeId));
  return row ? okStatus() : Status(otherBranch());
}

}  // namespace

// An entry on its way: its log row, and what was found in it. Nothing yet: its key came with an earlier batch,
// which may still be on its way into the store, so that the writer opens it.
struct Ingest::Prepared {
  store::LogRow row;
  Id16 erasedMark;
  std::optional<Result<record::Change>> change;
};

// A submission from when it comes until it is freed.
struct Ingest::InHand {
  InHand(Submission s, std::atomic<int64_t>& count) : submission(std::move(s)), all(count) { ++all; }
  ~InHand() { --all; }

  Submission submission;
  std::vector<Prepared> prepared;
  SubmissionReceipt receipt;
  std::atomic<int64_t>& all;
};

// One unsealing thread with a bounded queue. It also frees what is written: everything waits for the one writer, which
// has no time for that. Incarnations are dealt out by their bytes, which keeps the order of each.
struct Ingest::Unsealer {
  using Job = std::function<void()>;

  Unsealer() : thread([this] { run(); }) {}
  ~Unsealer() { stop(); }

  // Runs what is queued, and ends.
  void stop() {
    {
      const std::lock_guard lock(mutex);
      isStopping = true;
    }
    changed.notify_all();
    if (thread.joinable()) thread.join();
  }

  Status post(Job job) {
    const std::lock_guard lock(mutex);
    if (jobs.size() >= kQueuedSubmissionsMax)
      return Error(Code::kResourceExhausted, "The server has more to do than it can; try again in a moment.");
    jobs.push_back(std::move(job));
    changed.notify_one();
    return okStatus();
  }

  // At most what was submitted and is not free yet.
  void free(std::unique_ptr<InHand> batch) {
    const std::lock_guard lock(mutex);
    written.push_back(std::move(batch));
    changed.notify_one();
  }

  void run() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return isStopping || !jobs.empty() || !written.empty(); });
      if (!written.empty()) {
        std::vector<std::unique_ptr<InHand>> toFree = std::exchange(written, {});
        lock.unlock();
        toFree.clear();
        lock.lock();
        continue;
      }
      if (jobs.empty()) return;
      Job job = std::move(jobs.front());
      jobs.pop_front();
      lock.unlock();
      job();
      lock.lock();
    }
  }

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Job> jobs;
  std::vector<std::unique_ptr<InHand>> written;
  bool isStopping = false;
  std::thread thread;
};

Ingest::Ingest(store::Store& store, WriterThread& writer, const schema::Schema& schema,
               const std::vector<seal::SealingKeyPair>& keys, const Clock& clock, Random random,
               Labour labour)
    : m_store(store),
      m_writer(writer),
      m_schema(schema),
      m_clock(clock),
      m_random(std::move(random)),
      m_opener(schema, keys),
      m_resolver(schema, [this](store::Reader& reader, const store::LogRow& row) { return m_opener.open(reader, row); }),
      m_retention(schema, [this](const store::Reader& reader, const store::LogRow& row) { return m_opener.open(reader, row); }),
      // By reference: a copy of a seeded generator would draw the same ids again.
      m_seats(schema, clock, [this](std::span<uint8_t> bytes) { m_random(bytes); }),
      m_validator(schema) {
  m_loaded = m_store.read([this](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const std::string value, reader.meta(kLamportKey));
    m_lamport = numberIn(value);
    FOYER_ASSIGN(const int64_t outcomes, reader.outcomeHead());
    m_outcomeHead = static_cast<uint64_t>(outcomes);
    return okStatus();
  });
  if (labour == Labour::kCaller) return;
  for (size_t i = 0; i < kUnsealingThreads; ++i) m_unsealers.push_back(std::make_unique<Unsealer>());
}

Ingest::~Ingest() {
  for (const auto& unsealer : m_unsealers) unsealer->stop();
  // What they posted refers to this, and to them.
  m_writer.drain();
}

Ingest::Unsealer* Ingest::unsealerOf(const Id16& incarnation) {
  return m_unsealers.empty() ? nullptr : m_unsealers[incarnation.bytes[15] % m_unsealers.size()].get();
}

Status Ingest::submit(Submission submission, std::function<void(const Result<SubmissionReceipt>&)> done) {
  Unsealer* const unsealer = unsealerOf(submission.incarnation);
  // Whoever has it in hand owns it; a copy of a function is not another owner.
  auto hand = std::make_shared<std::unique_ptr<InHand>>(std::make_unique<InHand>(std::move(submission), m_inHand));
  Unsealer::Job job = [this, unsealer, hand, done = std::move(done)] {
    unseal(**hand);
    const Status posted = m_writer.post(
        [this, hand](store::Writer& writer) {
          (*hand)->receipt = {};
          return writeSubmission(writer, (*hand)->submission, (*hand)->prepared, (*hand)->receipt);
        },
        [this, unsealer, hand, done](const Status& status) {
          const SubmissionReceipt receipt = std::move((*hand)->receipt);
          if (unsealer) unsealer->free(std::move(*hand));
          hand->reset();
          if (status.ok()) m_outcomeHead = std::max<uint64_t>(m_outcomeHead, receipt.outcomeHead);
          done(status.ok() ? Result<SubmissionReceipt>(receipt) : Result<SubmissionReceipt>(status.error()));
        });
    if (!posted.ok()) done(posted.error());
  };
  if (unsealer) return unsealer->post(std::move(job));
  job();
  return okStatus();
}

void Ingest::unseal(InHand& batch) {
  Submission& submission = batch.submission;
  std::vector<Prepared>& prepared = batch.prepared;
  prepared.reserve(submission.entries.size());
  for (auto& entry : submission.entries) {
    store::LogRow row;
    row.changeId = Id16::fromBytes(entry.change_id()).value_or(Id16{});
    row.author = submission.incarnation;
    row.device = submission.device;
    row.seq = entry.seq();
    row.schemaVersion = entry.schema_version();
    row.originAuthor = Id16::fromBytes(entry.origin_incarnation()).value_or(Id16{});
    row.originSeq = entry.origin_seq();
    row.dataKeyId = Id16::fromBytes(entry.data_key_id()).value_or(Id16{});
    row.content = std::move(*entry.mutable_sealed());
    row.receivedMs = m_clock.wallMs();
    const auto key = std::find_if(submission.keys.begin(), submission.keys.end(),
                                  [&](const store::DataKeyRow& candidate) { return candidate.id == row.dataKeyId; });
    auto change = key != submission.keys.end()
                      ? std::optional(m_opener.open(*key, submission.signingPublicKey, row))
                      : m_opener.openKnown(row);
    const Id16 mark = store::erasedMark(row.changeId);
    prepared.push_back({std::move(row), mark, std::move(change)});
  }
}

Status Ingest::writeSubmission(store::Writer& writer, const Submission& submission, std::vector<Prepared>& prepared,
                               SubmissionReceipt& receipt) {
  FOYER_ASSIGN(auto known, writer.incarnation(submission.incarnation));
  store::IncarnationRow incarnation =
      known.value_or(store::IncarnationRow{submission.incarnation, submission.device, 0, {}, 0});
  if (incarnation.device != submission.device)
    return Error(Code::kPermissionDenied, "This journal belongs to another kiosk; enrol this one anew.");
  FOYER_TRY(checkChain(submission, incarnation));
  for (const store::DataKeyRow& key : submission.keys) FOYER_TRY(keepKey(writer, submission, key));
  uint64_t lamport = m_lamport;
  for (Prepared& entry : prepared) {
    if (entry.row.seq <= incarnation.ackedSeq) {
      FOYER_TRY(checkIsHere(writer, entry.row.changeId));
      receipt.outcomes.emplace_back(entry.row.seq, foyer::sync::v1::OUTCOME_SEEN_BEFORE);
      continue;
    }
    if (entry.row.seq != incarnation.ackedSeq + 1)
      return Error(Code::kFailedPrecondition, "The entries before these have not arrived; send them first.");
    FOYER_ASSIGN(const auto outcome, writeEntry(writer, entry));
    receipt.outcomes.emplace_back(entry.row.seq, outcome);
    incarnation.ackedSeq = entry.row.seq;
    incarnation.chainHead = submission.chainHead;
    if (!entry.change || !entry.change->ok()) continue;
    const uint64_t said = (*entry.change)->body().lamport;
    if (said <= kLamportTrustedMax) lamport = std::max(lamport, said);
  }
  incarnation.lastSeqSaid = std::max(incarnation.lastSeqSaid, incarnation.ackedSeq);
  FOYER_TRY(m_retention.sweepAll(writer));
  FOYER_TRY(writer.putIncarnation(incarnation));
  FOYER_TRY(seeLamport(writer, lamport));
  receipt.ackedSeq = incarnation.ackedSeq;
  // A visit may have let go what waited for it.
  FOYER_ASSIGN(const int64_t outcomeHead, writer.outcomeHead());
  receipt.outcomeHead = static_cast<uint64_t>(outcomeHead);
  return okStatus();
}

Result<foyer::sync::v1::Outcome> Ingest::writeEntry(store::Writer& writer, Prepared& prepared) {
  const auto appended = writer.appendLog(prepared.row);
  if (!appended.ok() && appended.error().code() == Code::kAlreadyExists) return answerAgain(writer, prepared.row);
  FOYER_ASSIGN(prepared.row.n, appended);
  // By now the key is stored, if it ever came; and one that comes damaged may have come whole before. What counts is
  // what a rebuild will find.
  if (!prepared.change || !prepared.change->ok()) prepared.change = m_opener.open(writer, prepared.row);
  FOYER_ASSIGN(const auto outcome, m_resolver.settle(writer, prepared.row, *prepared.change));
  if (outcome == store::LogOutcome::kQuarantined) tellQuarantine(writer, prepared);
  if (outcome != prepared.row.outcome) FOYER_TRY(writer.setLogOutcome(prepared.row.n, outcome));
  // The acknowledgement that says so may be lost, and what was seen before is not answered twice.
  if (outcome != store::LogOutcome::kApplied)
    FOYER_TRY(writer.noteOutcome(prepared.row.device, prepared.row.changeId, outcome));
  // Whatever is in it was erased, and comes again from a kiosk that still has it.
  FOYER_ASSIGN(const bool isErased, writer.isErased(prepared.erasedMark));
  if (isErased) FOYER_TRY(writer.addRedactionDue(prepared.row.n));
  if (prepared.change->ok()) FOYER_TRY(settleSeats(writer, prepared.row, **prepared.change));
  return wireOutcome(outcome);
}

// A kiosk whose disk was replaced by an older one has lost what became of the change, and was told so before it had
// the change again; this acknowledgement may be lost too.
Result<foyer::sync::v1::Outcome> Ingest::answerAgain(store::Writer& writer, const store::LogRow& row) {
  FOYER_ASSIGN(const auto known, writer.findChange(row.changeId));
  if (!known || known->device != row.device || known->outcome == store::LogOutcome::kApplied)
    return foyer::sync::v1::OUTCOME_SEEN_BEFORE;
  FOYER_TRY(writer.forgetOutcome(row.changeId));
  FOYER_TRY(writer.noteOutcome(row.device, row.changeId, known->outcome));
  return wireOutcome(known->outcome);
}

// For whoever looks into the log before the case: which kiosk, why, and what kind of change, without a word of it.
void Ingest::tellQuarantine(const store::Reader& reader, const Prepared& prepared) {
  Event event("a change was put into quarantine");
  event.with("kiosk", prepared.row.device).with("row", prepared.row.n);
  if (!prepared.change->ok()) event.with("why", prepared.change->error());
  const auto body = m_opener.read(reader, prepared.row);
  if (body.ok()) event.with("change", privacy::redact(m_schema, *body));
  logWarning(event);
}

Status Ingest::seeLamport(store::Writer& writer, uint64_t lamport) {
  // Compared with what is stored, since a commit that failed took the number back there but not here.
  FOYER_ASSIGN(const std::string stored, writer.meta(kLamportKey));
  if (lamport <= numberIn(stored)) return okStatus();
  m_lamport = std::max<uint64_t>(m_lamport, lamport);
  return writer.setMeta(kLamportKey, std::to_string(lamport));
}

Result<StaffOutcome> Ingest::applyStaff(const Id16& account, std::vector<record::RecordWrite> writes, StaffAct act) {
  return applyStaff(account, [&](const store::Reader&) { return Result(writes); }, act);
}

Result<StaffOutcome> Ingest::applyStaff(const Id16& account, const StaffWrites& make, StaffAct act) {
  StaffOutcome outcome = StaffReceipt{};
  const Status done = m_writer.run([&](store::Writer& writer) -> Status {
    record::ChangeBody body;
    body.author = account;
    body.isDecision = act == StaffAct::kDecision;
    FOYER_ASSIGN(body.records, make(writer));
    FOYER_ASSIGN(outcome, writeStaff(writer, std::move(body)));
    return okStatus();
  });
  if (!done.ok()) return done.error();
  return outcome;
}

Result<StaffOutcome> Ingest::settleChange(const Id16& account, record::Settlement settlement,
                                          std::vector<record::RecordWrite> writes) {
  StaffOutcome outcome = StaffReceipt{};
  int64_t outcomeHead = 0;
  const Status done = m_writer.run([&](store::Writer& writer) -> Status {
    FOYER_ASSIGN(const auto before, writer.findChange(settlement.changeId));
    if (!before) return Error(Code::kNotFound, "There is no such change; go back to the list.");
    if (!resolve::isUnsettled(before->outcome))
      return Error(Code::kFailedPrecondition, "Somebody has settled this change already; load it again.");
    if (settlement.act == record::v1::SETTLEMENT_ACT_TRY_AGAIN) FOYER_TRY(hearLate(writer, settlement.changeId));
    record::ChangeBody body;
    body.author = account;
    body.isDecision = true;
    body.records = writes;
    body.settlement = settlement;
    FOYER_ASSIGN(outcome, writeStaff(writer, std::move(body)));
    FOYER_ASSIGN(outcomeHead, writer.outcomeHead());
    return okStatus();
  });
  if (!done.ok()) return done.error();
  m_outcomeHead = std::max<uint64_t>(m_outcomeHead, static_cast<uint64_t>(outcomeHead));
  return outcome;
}

Result<StaffOutcome> Ingest::writeStaff(store::Writer& writer, record::ChangeBody body) {
  const Id16 account = body.author;
  body.id = newUuidV7(m_clock.wallMs(), m_random);
  body.authorKind = record::AuthorKind::AUTHOR_KIND_STAFF;
  body.wallMs = m_clock.wallMs();
  body.schemaVersion = schema::kSchemaVersion;
  body.lamport = m_lamport + 1;
  StaffReceipt receipt{body.id, {}};
  for (record::RecordWrite& write : body.records) {
    if (write.recordId.isNil()) {
      write.recordId = newUuidV7(m_clock.wallMs(), m_random);
      write.isNew = true;
    }
    receipt.recordIds.push_back(write.recordId);
  }
  // An account's own count is kept like a journal's.
  FOYER_ASSIGN(const auto known, writer.incarnation(account));
  store::IncarnationRow author = known.value_or(store::IncarnationRow{account, Id16{}, 0, {}, 0});
  FOYER_ASSIGN(const StaffNumbers numbers, staffNumbers(writer, m_random));
  body.seq = author.ackedSeq = std::max(author.ackedSeq, numbers.begin) + 1;
  auto checked = m_validator.check(std::move(body));
  if (auto* violations = std::get_if<std::vector<validate::Violation>>(&checked)) return StaffOutcome(std::move(*violations));
  const auto& change = std::get<record::Change>(checked);
  store::LogRow row;
  row.changeId = change.body().id;
  row.author = account;
  row.seq = change.body().seq;
  row.schemaVersion = schema::kSchemaVersion;
  row.content = record::encodeChange(change.body());
  row.receivedMs = m_clock.wallMs();
  FOYER_TRY(writer.setMeta(kStaffNumbersKey, numbers.kept));
  FOYER_ASSIGN(row.n, writer.appendLog(row));
  FOYER_TRY(writer.putIncarnation(author));
  FOYER_TRY(seeLamport(writer, change.body().lamport));
  FOYER_ASSIGN(const auto folded, m_resolver.fold(writer, change, {row.n, row.receivedMs, row.n}));
  if (folded != store::LogOutcome::kApplied) FOYER_TRY(writer.setLogOutcome(row.n, folded));
  FOYER_TRY(settleSeats(writer, row, change));
  FOYER_TRY(m_retention.sweepAll(writer));
  return StaffOutcome(std::move(receipt));
}

}  // namespace foyer::ingest
