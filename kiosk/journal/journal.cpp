// Opening, appending, acknowledging; reading is in reading.cpp, new incarnations are in incarnation.cpp.
#include "kiosk/journal/journal.h"

#include <sys/statvfs.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "kiosk/journal/salvage.h"
#include "kiosk/journal/tables.h"
#include "kiosk/journal/wal_mend.h"
#include "shared/base/log.h"
#include "shared/record/covered.h"

namespace foyer::journal {

namespace {

uint64_t freeBytesUnder(const std::string& path) {
  struct statvfs state {};
  const std::string folder = std::filesystem::path(path).parent_path().string();
  if (statvfs(folder.empty() ? "." : folder.c_str(), &state) != 0) return 0;
  return uint64_t{state.f_bavail} * state.f_frsize;
}

uint64_t numberIn(const std::optional<std::string>& text) {
  uint64_t number = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

// As libsodium keeps an Ed25519 key: seed, then public key.
std::string_view publicHalf(const seal::SecretBytes& signingSecretKey) {
  return signingSecretKey.bytes().substr(std::min<size_t>(32, signingSecretKey.bytes().size()));
}

// A wrong bit in the file's header has many faces. A full disk, a locked file or one that cannot be read is none.
bool mayBeDamage(const Error& error) {
  return error.code() == Code::kDataLoss || error.code() == Code::kInternal || error.code() == Code::kFailedPrecondition;
}

Result<sqlite::Database> openDatabase(const std::string& path, const std::string& vfs) {
  return sqlite::Database::open(
      path, {.vfs = vfs, .freedRoom = sqlite::FreedRoom::kGivenBack, .company = sqlite::Company::kNone});
}

Status saveDamaged(const std::string& path, const Id16& device, std::string_view signingPublicKey,
                   const Random& random, const Error& reason) {
  FOYER_ASSIGN(const Salvage saved, salvage(path, device, signingPublicKey, random));
  logError(Event("the disk has damaged the journal; what could be read was saved and will be sent")
               .with("entries", static_cast<int64_t>(saved.entries))
               .with("mended", static_cast<int64_t>(saved.mended))
               .with("missing", static_cast<int64_t>(saved.missing))
               .with("reason", reason));
  return okStatus();
}

}  // namespace

Journal::Journal(sqlite::Database database, JournalKeys keys, const Clock& clock, Random random,
                 JournalOptions options)
    : m_database(std::move(database)),
      m_path(m_database.path()),
      m_device(keys.device),
      m_signingPublicKey(publicHalf(keys.signingSecretKey)),
      m_clock(clock),
      m_random(random),
      m_options(std::move(options)),
      m_sealer(keys.device, Id16{}, std::move(keys.sealingPublicKey), std::move(keys.signingSecretKey), clock,
               std::move(random)),
      m_reserve(m_options.vfs.empty() ? m_database.path() + ".reserve" : std::string()) {}

Result<std::unique_ptr<Journal>> Journal::open(const std::string& path, JournalKeys keys, const Clock& clock,
                                               Random random, JournalOptions options) {
  const bool isOnDisk = options.vfs.empty();
  // Opening makes a write-ahead log: on a full disk there must be room for it.
  if (isOnDisk && freeBytesUnder(path) < kReserveFileBytes) ReserveFile(path + ".reserve").giveUp();
  if (!isOnDisk) return openFile(path, std::move(keys), clock, std::move(random), std::move(options));
  FOYER_TRY(finishSalvage(path));
  FOYER_ASSIGN(const WalState log, mendWal(path));
  if (log.mendedFrames > 0)
    logError(Event("the disk had turned a bit in the journal's log; it is mended").with("frames", log.mendedFrames));
  JournalKeys again{keys.device, keys.sealingPublicKey, keys.signingSecretKey.copy()};
  Result<std::unique_ptr<Journal>> journal = Error(Code::kDataLoss, "The disk has damaged the log of the journal " + path + ".");
  if (!log.hidesCommits) journal = openFile(path, std::move(keys), clock, random, options);
  if (journal.ok() || !mayBeDamage(journal.error())) return journal;
  const Status saved = saveDamaged(path, again.device, publicHalf(again.signingSecretKey), random, journal.error());
  // Another kiosk's, another program's, a newer one: the first sentence says what it is.
  if (!saved.ok()) return journal;
  return openFile(path, std::move(again), clock, std::move(random), std::move(options));
}

Result<std::unique_ptr<Journal>> Journal::openFile(const std::string& path, JournalKeys keys, const Clock& clock,
                                                   Random random, JournalOptions options) {
  FOYER_ASSIGN(auto database, openDatabase(path, options.vfs));
  FOYER_TRY(sqlite::migrate(database, migrations(), kWhatItIs));
  std::error_code failed;
  const bool isOnDisk = options.vfs.empty();
  const auto bytes = isOnDisk ? std::filesystem::file_size(path, failed) : 0;
  const bool isChecked = !failed && bytes <= kCheckedBytesMax;
  if (isChecked) FOYER_TRY(database.checkIntegrity());
  std::unique_ptr<Journal> journal(
      new Journal(std::move(database), std::move(keys), clock, std::move(random), std::move(options)));
  FOYER_TRY(journal->checkDevice());
  FOYER_TRY(journal->load());
  if (isChecked && isOnDisk) FOYER_TRY(journal->checkContent());
  FOYER_TRY(journal->renameUntilWelcomed());
  journal->keepReserve();
  return journal;
}

Status Journal::saveAndReopen() {
  { const sqlite::Database closed(std::move(m_database)); }
  const Status saved = saveDamaged(m_path, m_device, m_signingPublicKey, m_random,
                                   Error(Code::kDataLoss, "Reading the journal " + m_path + " failed."));
  // Also where nothing was saved: it may be readable as far as it is needed.
  FOYER_ASSIGN(m_database, openDatabase(m_path, {}));
  FOYER_TRY(saved);
  m_sealer.dropDataKey();
  m_lastKeyId = Id16{};
  return load();
}

Status Journal::checkDevice() {
  FOYER_ASSIGN(const auto device, meta("device"));
  if (!device) {
    FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
    FOYER_TRY(setMeta("device", m_device.view()));
    FOYER_TRY(createIncarnation(newRandomId(m_random), 0, sync::v1::INCARNATION_CAUSE_CREATED));
    return transaction.commit();
  }
  if (*device != m_device.view())
    return Error(Code::kFailedPrecondition,
                 "The journal " + m_database.path() +
                     " belongs to another kiosk; use the identity it was made with, or "
                     "name another folder.");
  return okStatus();
}

Status Journal::createIncarnation(const Id16& id, int64_t base, sync::v1::IncarnationCause cause) {
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT INTO incarnation (id, base, cause) VALUES (?, ?, ?)"));
  return insert.bind(1, id).bindInt(2, base).bindInt(3, cause).run();
}

Status Journal::load() {
  FOYER_ASSIGN(auto present,
               m_database.prepare("SELECT n, id, base, acked_seq, cause FROM incarnation ORDER BY n DESC LIMIT 2"));
  FOYER_ASSIGN(const bool hasIncarnation, present.step());
  if (!hasIncarnation || present.id(1).isNil())
    return Error(Code::kDataLoss,
                 "The journal " + m_database.path() + " is damaged; keep the file and call support.");
  m_number = present.integer(0);
  m_incarnation = present.id(1);
  m_base = present.integer(2);
  m_ackedSeq = static_cast<uint64_t>(present.integer(3));
  m_cause = static_cast<sync::v1::IncarnationCause>(present.integer(4));
  FOYER_ASSIGN(const bool hasEarlier, present.step());
  m_before = hasEarlier ? present.id(1) : Id16{};
  m_sealer.setIncarnation(m_incarnation);

  FOYER_ASSIGN(auto last, m_database.prepare("SELECT position, chain, lamport FROM entry WHERE position > ? "
                                             "ORDER BY position DESC LIMIT 1"));
  FOYER_ASSIGN(const bool hasEntry, last.bindInt(1, m_base).step());
  m_lastSeq = hasEntry ? static_cast<uint64_t>(last.integer(0) - m_base) : 0;
  m_chainHead = seal::chainStart(m_incarnation);
  // A damaged head is found by the first batch, and healed by a new incarnation.
  if (hasEntry) m_chainHead = sync::asHash(last.blob(1)).value_or(seal::Hash32{});
  if (hasEntry) m_lamport = static_cast<uint64_t>(last.integer(2));

  FOYER_ASSIGN(const auto epoch, meta("server_epoch"));
  m_serverEpoch = epoch ? Id16::fromBytes(*epoch) : std::nullopt;
  FOYER_ASSIGN(const auto lamport, meta("lamport"));
  m_lamport = std::max(m_lamport, numberIn(lamport));
  FOYER_ASSIGN(const auto outcomes, meta("outcome_cursor"));
  m_outcomeCursor = numberIn(outcomes);
  FOYER_ASSIGN(const auto purged, meta("purged"));
  m_purged = numberIn(purged);
  FOYER_ASSIGN(auto count, m_database.prepare("SELECT count(*) FROM entry"));
  FOYER_ASSIGN(const bool hasCount, count.step());
  m_present = hasCount ? static_cast<uint64_t>(count.integer(0)) : 0;
  return loadAge();
}

uint64_t Journal::diskFreeBytes() const {
  if (m_options.diskFreeBytes) return m_options.diskFreeBytes();
  return freeBytesUnder(m_path);
}

bool Journal::canCapture() const { return diskFreeBytes() >= kDiskReserveBytes; }

Result<Receipt> Journal::append(const Id16& changeId, const ChangeMaker& makeChange) {
  if (changeId.isNil()) return Error(Code::kInvalidArgument, "A change without an id cannot be stored.");
  auto receipt = appendOnce(changeId, makeChange);
  // A data key that did not reach the disk must not seal anything else.
  if (!receipt.ok()) m_sealer.dropDataKey();
  const bool isDiskFull = !receipt.ok() && receipt.error().code() == Code::kResourceExhausted;
  // A visit that began while there was room ends well.
  if (!isDiskFull || !m_reserve.giveUp()) return receipt;
  receipt = appendOnce(changeId, makeChange);
  if (!receipt.ok()) m_sealer.dropDataKey();
  return receipt;
}

Result<std::optional<Receipt>> Journal::findReceipt(const Id16& changeId) {
  FOYER_ASSIGN(auto find,
               m_database.prepare("SELECT i.id, e.seq FROM entry e JOIN incarnation i ON i.n = e.incarnation "
                                  "WHERE e.change_id = ?"));
  FOYER_ASSIGN(const bool found, find.bind(1, changeId).step());
  if (!found) return std::optional<Receipt>();
  return std::optional(Receipt{{find.id(0), static_cast<uint64_t>(find.integer(1))}, changeId});
}

Result<Receipt> Journal::appendOnce(const Id16& changeId, const ChangeMaker& makeChange) {
  // One transaction for the question and the answer: to begin one takes as long as the question.
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(m_database));
  FOYER_ASSIGN(const auto known, findReceipt(changeId));
  if (known) return *known;
  const record::Dot dot{m_incarnation, m_lastSeq + 1};
  const uint64_t lamport = m_lamport + 1;
  FOYER_ASSIGN(const record::Change change, makeChange(dot, lamport));
  const record::ChangeBody& body = change.body();
  // Sealed under another name it could never be opened, or would be taken for another write.
  FOYER_ASSERT(body.id == changeId && change.dot() == dot && body.lamport == lamport);

  sync::Entry entry{dot.seq, changeId, body.schemaVersion, {}, std::nullopt};
  auto sealed = m_sealer.seal(entry.sealedHeader(m_device, m_incarnation),
                              [&](const seal::BesideKey& beside) {
                                return record::encodeCovered(body, beside.bootId, beside.wallLessBootMs);
                              });
  if (!sealed.ok()) return sealed.error();
  entry.content = std::move(sealed->entry);
  const seal::Hash32 chain =
      seal::chainNext(m_chainHead, entry.chainHeader(m_device, m_incarnation), entry.content);

  if (sealed->newKey) {
    FOYER_ASSIGN(m_lastKeyNumber, storeKey(*sealed->newKey));
    m_lastKeyId = sealed->newKey->id;
  }
  FOYER_ASSERT(m_lastKeyId == entry.content.dataKeyId);
  {
    FOYER_ASSIGN(auto insert, m_database.prepare("INSERT INTO entry (position, incarnation, seq, change_id, "
                                                 "data_key, schema_version, lamport, captured_ms, "
                                                 "chain, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.bindInt(1, m_base + static_cast<int64_t>(dot.seq))
        .bindInt(2, m_number)
        .bindInt(3, static_cast<int64_t>(dot.seq));
    insert.bind(4, changeId).bindInt(5, m_lastKeyNumber).bindInt(6, body.schemaVersion);
    insert.bindInt(7, static_cast<int64_t>(lamport)).bindInt(8, m_clock.wallMs());
    insert.bindBlob(9, sync::asBytes(chain)).bindBlob(10, entry.content.sealed);
    FOYER_TRY(insert.run());
  }
  FOYER_TRY(transaction.commit());
  m_lastSeq = dot.seq;
  m_lamport = lamport;
  m_chainHead = chain;
  ++m_present;
  return Receipt{dot, changeId};
}

Result<int64_t> Journal::storeKey(const seal::SealedDataKey& key) {
  FOYER_ASSIGN(auto insert,
               m_database.prepare("INSERT INTO data_key (id, incarnation, sealing_key_id, box, signature) "
                                  "VALUES (?, ?, ?, ?, ?)"));
  insert.bind(1, key.id).bind(2, m_incarnation).bind(3, key.sealingKeyId);
  FOYER_TRY(insert.bindBlob(4, key.box).bindBlob(5, key.signature).run());
  return m_database.lastInsertRowId();
}

Status Journal::setMeta(std::string_view key, std::string_view value) {
  FOYER_ASSIGN(auto insert, m_database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"));
  return insert.bindText(1, key).bindBlob(2, value).run();
}

Result<std::optional<std::string>> Journal::meta(std::string_view key) {
  FOYER_ASSIGN(auto find, m_database.prepare("SELECT value FROM meta WHERE key = ?"));
  FOYER_ASSIGN(const bool found, find.bindText(1, key).step());
  return found ? std::optional(std::string(find.blob(0))) : std::nullopt;
}

}  // namespace foyer::journal
