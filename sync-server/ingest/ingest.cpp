#include "sync-server/ingest/ingest.h"

#include <condition_variable>
#include <deque>
#include <thread>

namespace foyer::ingest {

namespace {

constexpr char kLamportKey[] = "lamport";

foyer::sync::v1::Outcome wireOutcome(store::LogOutcome outcome) {
  return static_cast<foyer::sync::v1::Outcome>(static_cast<int>(outcome));
}

}  // namespace

// An entry on its way: its log row, and what was found in it.
struct Ingest::Prepared {
  store::LogRow row;
  Result<record::Change> change;
};

// One unsealing thread with a bounded queue. Incarnations are dealt out by their bytes, which keeps the order of each.
struct Ingest::Unsealer {
  using Job = std::function<void()>;

  Unsealer() : thread([this] { run(); }) {}
  ~Unsealer() {
    {
      const std::lock_guard lock(mutex);
      isStopping = true;
    }
    changed.notify_all();
    thread.join();
  }

  Status post(Job job) {
    const std::lock_guard lock(mutex);
    if (jobs.size() >= kQueuedSubmissionsMax)
      return Error(Code::kResourceExhausted, "The server has more to do than it can; try again in a moment.");
    jobs.push_back(std::move(job));
    changed.notify_one();
    return okStatus();
  }

  void run() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return isStopping || !jobs.empty(); });
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
  bool isStopping = false;
  std::thread thread;
};

Ingest::Ingest(store::Store& store, WriterThread& writer, const schema::Schema& schema,
               const std::vector<seal::SealingKeyPair>& keys, const Clock& clock, Random random)
    : m_store(store),
      m_writer(writer),
      m_schema(schema),
      m_clock(clock),
      m_random(std::move(random)),
      m_opener(schema, keys),
      m_resolver(schema, [this](store::Reader& reader, const store::LogRow& row) { return m_opener.open(reader, row); }),
      m_validator(schema) {
  const Status loaded = m_store.read([this](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(const std::string value, reader.meta(kLamportKey));
    m_lamport = value.empty() ? 0 : std::stoull(value);
    return okStatus();
  });
  FOYER_ASSERT(loaded.ok());
  for (size_t i = 0; i < kUnsealingThreads; ++i) m_unsealers.push_back(std::make_unique<Unsealer>());
}

Ingest::~Ingest() = default;

Status Ingest::submit(Submission submission, std::function<void(const Result<SubmissionReceipt>&)> done) {
  Unsealer& unsealer = *m_unsealers[submission.incarnation.bytes[15] % m_unsealers.size()];
  auto shared = std::make_shared<Submission>(std::move(submission));
  return unsealer.post([this, shared, done = std::move(done)] {
    auto prepared = std::make_shared<std::vector<Prepared>>();
    unseal(*shared, *prepared);
    auto receipt = std::make_shared<SubmissionReceipt>();
    const Status posted = m_writer.post(
        [this, shared, prepared, receipt](store::Writer& writer) {
          *receipt = {};
          return writeSubmission(writer, *shared, *prepared, *receipt);
        },
        [done, receipt](const Status& status) {
          done(status.ok() ? Result<SubmissionReceipt>(*receipt) : Result<SubmissionReceipt>(status.error()));
        });
    if (!posted.ok()) done(posted.error());
  });
}

void Ingest::unseal(Submission& submission, std::vector<Prepared>& prepared) {
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
    if (key != submission.keys.end()) {
      auto change = m_opener.open(*key, submission.signingPublicKey, row);
      prepared.push_back({std::move(row), std::move(change)});
      continue;
    }
    // The key came with an earlier batch.
    Result<record::Change> change = Error(Code::kInternal, "The log could not be read; see the server's log.");
    const Status read = m_store.read([&](const store::Reader& reader) -> Status {
      change = m_opener.open(reader, row);
      return okStatus();
    });
    if (!read.ok()) change = read.error();
    prepared.push_back({std::move(row), std::move(change)});
  }
}

Status Ingest::writeSubmission(store::Writer& writer, const Submission& submission, std::vector<Prepared>& prepared,
                               SubmissionReceipt& receipt) {
  FOYER_ASSIGN(auto known, writer.incarnation(submission.incarnation));
  store::IncarnationRow incarnation =
      known.value_or(store::IncarnationRow{submission.incarnation, submission.device, 0, {}, 0});
  if (incarnation.device != submission.device)
    return Error(Code::kPermissionDenied, "This journal belongs to another kiosk; enrol this one anew.");
  for (const store::DataKeyRow& key : submission.keys) FOYER_TRY(writer.putDataKey(key));
  uint64_t lamport = m_lamport;
  for (Prepared& entry : prepared) {
    if (entry.row.seq <= incarnation.ackedSeq) {
      receipt.outcomes.emplace_back(entry.row.seq, foyer::sync::v1::OUTCOME_SEEN_BEFORE);
      continue;
    }
    if (entry.row.seq != incarnation.ackedSeq + 1)
      return Error(Code::kFailedPrecondition, "The entries before these have not arrived; send them first.");
    FOYER_ASSIGN(const auto outcome, writeEntry(writer, entry));
    receipt.outcomes.emplace_back(entry.row.seq, outcome);
    incarnation.ackedSeq = entry.row.seq;
    incarnation.chainHead = submission.chainHead;
    if (entry.change.ok()) lamport = std::max(lamport, entry.change->body().lamport);
  }
  incarnation.lastSeqSaid = std::max(incarnation.lastSeqSaid, incarnation.ackedSeq);
  FOYER_TRY(writer.putIncarnation(incarnation));
  FOYER_TRY(seeLamport(writer, lamport));
  receipt.ackedSeq = incarnation.ackedSeq;
  return okStatus();
}

Result<foyer::sync::v1::Outcome> Ingest::writeEntry(store::Writer& writer, Prepared& prepared) {
  FOYER_ASSIGN(const auto seen, writer.findChange(prepared.row.changeId));
  if (seen) return foyer::sync::v1::OUTCOME_SEEN_BEFORE;
  prepared.row.outcome = prepared.change.ok() ? store::LogOutcome::kApplied : store::LogOutcome::kQuarantined;
  FOYER_ASSIGN(prepared.row.n, writer.appendLog(prepared.row));
  std::string reason = prepared.change.ok() ? std::string() : prepared.change.error().message();
  if (prepared.change.ok()) {
    store::LogOutcome outcome = store::LogOutcome::kApplied;
    const Status folded = writer.attempt([&]() -> Status {
      FOYER_ASSIGN(outcome, m_resolver.fold(writer, *prepared.change, {prepared.row.n, prepared.row.receivedMs}));
      return okStatus();
    });
    // A full disk or a broken database is nobody's change being wrong: the whole submission goes back.
    if (!folded.ok() && folded.error().code() != Code::kInvalidArgument) return folded.error();
    if (folded.ok()) {
      if (outcome != store::LogOutcome::kApplied) FOYER_TRY(writer.setLogOutcome(prepared.row.n, outcome));
      return wireOutcome(outcome);
    }
    reason = folded.error().message();
    FOYER_TRY(writer.setLogOutcome(prepared.row.n, store::LogOutcome::kQuarantined));
  }
  FOYER_TRY(m_resolver.quarantine(writer, prepared.row, std::move(reason)));
  return foyer::sync::v1::OUTCOME_QUARANTINED;
}

Status Ingest::seeLamport(store::Writer& writer, uint64_t lamport) {
  if (lamport <= m_lamport) return okStatus();
  m_lamport = lamport;
  return writer.setMeta(kLamportKey, std::to_string(lamport));
}

Result<StaffOutcome> Ingest::applyStaff(const Id16& account, std::vector<record::RecordWrite> writes, StaffAct act) {
  StaffOutcome outcome = StaffReceipt{};
  const Status done = m_writer.run([&](store::Writer& writer) -> Status {
    record::ChangeBody body;
    body.id = newUuidV7(m_clock.wallMs(), m_random);
    body.authorKind = record::AuthorKind::AUTHOR_KIND_STAFF;
    body.author = account;
    body.wallMs = m_clock.wallMs();
    body.isDecision = act == StaffAct::kDecision;
    body.schemaVersion = schema::kSchemaVersion;
    body.lamport = m_lamport + 1;
    body.records = writes;
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
    body.seq = ++author.ackedSeq;
    auto checked = m_validator.check(std::move(body));
    if (auto* violations = std::get_if<std::vector<validate::Violation>>(&checked)) {
      outcome = std::move(*violations);
      return okStatus();
    }
    const auto& change = std::get<record::Change>(checked);
    store::LogRow row;
    row.changeId = change.body().id;
    row.author = account;
    row.seq = change.body().seq;
    row.schemaVersion = schema::kSchemaVersion;
    row.content = record::encodeChange(change.body());
    row.receivedMs = m_clock.wallMs();
    FOYER_ASSIGN(row.n, writer.appendLog(row));
    FOYER_TRY(writer.putIncarnation(author));
    FOYER_TRY(seeLamport(writer, change.body().lamport));
    FOYER_ASSIGN(const auto folded, m_resolver.fold(writer, change, {row.n, row.receivedMs}));
    if (folded != store::LogOutcome::kApplied) FOYER_TRY(writer.setLogOutcome(row.n, folded));
    outcome = std::move(receipt);
    return okStatus();
  });
  if (!done.ok()) return done.error();
  return outcome;
}

}  // namespace foyer::ingest
