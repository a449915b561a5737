#include "kiosk/journal/salvage.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "kiosk/journal/found_rows.h"
#include "kiosk/journal/mending.h"
#include "kiosk/journal/tables.h"
#include "kiosk/journal/wal_mend.h"
#include "shared/sqlite/sqlite.h"

namespace foyer::journal {

namespace {

namespace fs = std::filesystem;

// Ids of two kiosks differ in 60 bits and more.
constexpr int kDeviceBitsWrongMax = 8;
// Some ten milliseconds each a MiB.
constexpr size_t kLostKeysMax = 4;

bool isAlmost(const Id16& a, const Id16& b) {
  int bits = 0;
  for (size_t i = 0; i < a.bytes.size(); ++i) bits += std::popcount(static_cast<uint8_t>(a.bytes[i] ^ b.bytes[i]));
  return bits <= kDeviceBitsWrongMax;
}

Result<std::string> readPages(const std::string& path) {
  // A file that may not be written is not damaged.
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (file) bytes << file.rdbuf();
  if (!file || ::access(path.c_str(), W_OK) != 0)
    return Error(Code::kFailedPrecondition, "The journal " + path + " cannot be read and written; check its rights.");
  std::string pages = std::move(bytes).str();
  pages.resize((pages.size() + kPageBytes - 1) / kPageBytes * kPageBytes, '\0');
  overlayWal(path, pages);
  return pages;
}

// The tables as this program makes them: each version says its tables otherwise, so that a file with these is of
// ours, whatever its header says.
Result<bool> hasOurTables(const std::string& pages, sqlite::Database& fresh) {
  FOYER_ASSIGN(auto tables, fresh.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"));
  for (;;) {
    FOYER_ASSIGN(const bool hasRow, tables.step());
    if (!hasRow) return true;
    if (pages.find(tables.text(0)) == std::string::npos) return false;
  }
}

uint32_t versionIn(const std::string& pages) {
  constexpr size_t kUserVersionAt = 60;
  uint32_t version = 0;
  for (size_t i = 0; i < 4 && pages.size() >= kPageBytes; ++i)
    version = version << 8 | static_cast<uint8_t>(pages[kUserVersionAt + i]);
  return version;
}

class Rescue {
 public:
  Rescue(const Id16& device, std::string_view signingPublicKey, const Random& random,
         const std::string& pages)
      : m_device(device),
        m_signingPublicKey(signingPublicKey),
        m_random(random),
        m_pages(pages),
        m_rows(findRows(pages)) {}

  void mend();
  bool isOurs() const;
  Status write(sqlite::Database& to);
  const Salvage& told() const { return m_told; }

 private:
  void chooseKeys();
  void findLostKeys();
  void mendEntries();
  void nameEntries();
  void countMissing();
  std::vector<FoundEntry*> inOrder();
  Status writeKeys(sqlite::Database& to);
  Status writeSettings(sqlite::Database& to);
  Status writeEntries(sqlite::Database& to, int64_t number, const Id16& incarnation);

  const Id16& m_device;
  const std::string_view m_signingPublicKey;
  const Random& m_random;
  const std::string& m_pages;
  FoundRows m_rows;
  std::set<int64_t> m_soundKeys;
  Salvage m_told;
};

bool Rescue::isOurs() const {
  const auto isMine = [&](const Id16& id) { return isAlmost(id, m_device); };
  return !m_soundKeys.empty() || std::any_of(m_rows.devices.begin(), m_rows.devices.end(), isMine);
}

std::vector<FoundEntry*> Rescue::inOrder() {
  std::vector<FoundEntry*> entries;
  for (auto& [id, found] : m_rows.entries) entries.push_back(&found);
  std::sort(entries.begin(), entries.end(),
            [](const FoundEntry* a, const FoundEntry* b) { return a->position < b->position; });
  return entries;
}

// Where two keys have one number, the chain says which of them it was.
void Rescue::chooseKeys() {
  const FoundEntry* before = nullptr;
  for (const FoundEntry* found : inOrder()) {
    const auto rivals = m_rows.rivals.find(found->dataKey);
    const bool followsBefore = before != nullptr && before->incarnation == found->incarnation &&
                               before->entry.seq + 1 == found->entry.seq && before->chain;
    if (rivals != m_rows.rivals.end() && followsBefore) {
      for (const sync::Key& key : rivals->second) {
        const seal::SealedEntry content{key.sealed.id, found->entry.content.sealed};
        if (seal::chainNext(*before->chain, found->entry.chainHeader(Id16{}, Id16{}), content) == found->chain)
          m_rows.keys[found->dataKey] = key;
      }
    }
    before = found;
  }
}

void Rescue::mend() {
  chooseKeys();
  int wrongKeys = 0;
  for (auto& [number, key] : m_rows.keys) {
    if (seal::checkDataKeySignature(key.sealed, m_device, key.incarnation, m_signingPublicKey).ok()) {
      m_soundKeys.insert(number);
    } else if (wrongKeys++ < kWrongKeysMax && mendKey(key, m_device, m_signingPublicKey) == Soundness::kMended) {
      m_soundKeys.insert(number);
      ++m_told.mended;
    }
  }
  findLostKeys();
  mendEntries();
  nameEntries();
  countMissing();
}

void Rescue::findLostKeys() {
  std::set<int64_t> lost;
  std::set<int64_t> used;
  for (const auto& [id, found] : m_rows.entries) {
    used.insert(found.dataKey);
    if (!m_rows.keys.contains(found.dataKey)) lost.insert(found.dataKey);
  }
  // One wrong bit loses one; where more are gone, the damage is of another kind.
  if (lost.size() > kLostKeysMax) return;
  for (const int64_t number : lost) {
    for (const sync::Key& key : keysWithAnotherBit(m_pages, number)) {
      if (!seal::checkDataKeySignature(key.sealed, m_device, key.incarnation, m_signingPublicKey).ok()) continue;
      // Its number is not signed: a key that others are sealed under is theirs.
      const auto isKnown = std::find_if(m_rows.keys.begin(), m_rows.keys.end(),
                                        [&](const auto& known) { return known.second.sealed.id == key.sealed.id; });
      if (isKnown != m_rows.keys.end() && used.contains(isKnown->first)) continue;
      if (isKnown != m_rows.keys.end()) m_rows.keys.erase(isKnown);
      m_rows.keys[number] = key;
      m_soundKeys.insert(number);
      ++m_told.mended;
      break;
    }
  }
}

void Rescue::mendEntries() {
  const FoundEntry* before = nullptr;
  for (FoundEntry* found : inOrder()) {
    const auto key = m_rows.keys.find(found->dataKey);
    if (key != m_rows.keys.end()) found->entry.content.dataKeyId = key->second.sealed.id;
    const bool followsBefore = before != nullptr && before->incarnation == found->incarnation &&
                               before->entry.seq + 1 == found->entry.seq && before->chain;
    std::optional<seal::Hash32> head;
    if (followsBefore) head = before->chain;
    // A data key is made in the incarnation of its first entry.
    if (!head && found->entry.seq == 1 && !found->entry.origin && key != m_rows.keys.end())
      head = seal::chainStart(key->second.incarnation);
    if (!head && found->entry.seq == 1) head = seal::chainStart(m_rows.incarnations[found->incarnation]);
    if (head && mendEntry(*found, *head) == Soundness::kMended) ++m_told.mended;
    before = found;
  }
}

// An entry was sealed under the incarnation of its data key, which is signed; else under that of its number.
void Rescue::nameEntries() {
  for (auto& [id, found] : m_rows.entries) {
    if (!found.entry.origin) {
      Id16 incarnation = m_rows.incarnations[found.incarnation];
      if (m_soundKeys.contains(found.dataKey)) incarnation = m_rows.keys[found.dataKey].incarnation;
      found.entry.origin = sync::Origin{incarnation, found.entry.seq};
    }
    if (found.entry.origin->seq == 0) found.entry.origin->seq = 1;
    if (found.entry.changeId.isNil()) found.entry.changeId = newRandomId(m_random);
  }
}

void Rescue::countMissing() {
  std::map<Id16, std::set<uint64_t>> seqs;
  for (const auto& [id, found] : m_rows.entries) seqs[found.entry.origin->incarnation].insert(found.entry.origin->seq);
  for (const auto& [incarnation, names] : seqs) {
    const uint64_t between = *names.rbegin() - *names.begin() + 1 - names.size();
    // A number that is damage itself says nothing of how many there were.
    if (between <= m_rows.entries.size()) m_told.missing += between;
  }
  m_told.entries = m_rows.entries.size();
}

Status Rescue::writeKeys(sqlite::Database& to) {
  for (const FoundEntry* found : inOrder()) {
    if (m_rows.keys.contains(found->dataKey)) continue;
    // Entries whose key is gone go to the server all the same: it keeps them, and tells a person.
    const Id16 id = newRandomId(m_random);
    m_rows.keys[found->dataKey] = {{id, id, std::string(1, '\0'), std::string(1, '\0')}, found->entry.origin->incarnation};
  }
  FOYER_ASSIGN(auto insert, to.prepare("INSERT OR IGNORE INTO data_key (n, id, incarnation, sealing_key_id, box, "
                                       "signature) VALUES (?, ?, ?, ?, ?, ?)"));
  for (const auto& [number, key] : m_rows.keys) {
    insert.bindInt(1, number).bind(2, key.sealed.id).bind(3, key.incarnation).bind(4, key.sealed.sealingKeyId);
    FOYER_TRY(insert.bindBlob(5, key.sealed.box).bindBlob(6, key.sealed.signature).run());
    insert.reset();
  }
  return okStatus();
}

Status Rescue::writeSettings(sqlite::Database& to) {
  FOYER_ASSIGN(auto insert, to.prepare("INSERT INTO meta (key, value) VALUES (?, ?)"));
  const auto set = [&](std::string_view key, std::string_view value) -> Status {
    const Status put = insert.bindText(1, key).bindBlob(2, value).run();
    insert.reset();
    return put;
  };
  FOYER_TRY(set("device", m_device.view()));
  // Of two nobody knows which is right; the server says it again.
  const auto& epochs = m_rows.serverEpochs;
  if (!epochs.empty() && std::count(epochs.begin(), epochs.end(), epochs.front()) == static_cast<int64_t>(epochs.size()))
    FOYER_TRY(set("server_epoch", epochs.front().view()));
  uint64_t lamport = m_rows.lamport;
  const uint64_t plausible = lamport + m_rows.entries.size() + m_rows.purged;
  for (const auto& [id, found] : m_rows.entries)
    if (m_rows.lamport == 0 || found.lamport <= plausible) lamport = std::max(lamport, found.lamport);
  FOYER_TRY(set("lamport", std::to_string(lamport)));
  // The server reports anew what became of changes: that table was not saved.
  return set("purged", std::to_string(m_rows.purged));
}

Status Rescue::writeEntries(sqlite::Database& to, int64_t number, const Id16& incarnation) {
  FOYER_ASSIGN(auto insert,
               to.prepare("INSERT INTO entry (position, incarnation, seq, change_id, data_key, schema_version, lamport, "
                          "captured_ms, origin_incarnation, origin_seq, chain, sealed) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  seal::Hash32 head = seal::chainStart(incarnation);
  int64_t position = 0;
  for (FoundEntry* found : inOrder()) {
    sync::Entry entry = found->entry;
    entry.seq = static_cast<uint64_t>(++position);
    entry.content.dataKeyId = m_rows.keys[found->dataKey].sealed.id;
    head = seal::chainNext(head, entry.chainHeader(m_device, incarnation), entry.content);
    insert.bindInt(1, position).bindInt(2, number).bindInt(3, position).bind(4, entry.changeId);
    insert.bindInt(5, found->dataKey).bindInt(6, entry.schemaVersion).bindInt(7, static_cast<int64_t>(found->lamport));
    insert.bindInt(8, found->capturedMs).bind(9, entry.origin->incarnation);
    insert.bindInt(10, static_cast<int64_t>(entry.origin->seq)).bindBlob(11, sync::asBytes(head));
    FOYER_TRY(insert.bindBlob(12, entry.content.sealed).run());
    insert.reset();
  }
  return okStatus();
}

Status Rescue::write(sqlite::Database& to) {
  FOYER_ASSIGN(auto transaction, sqlite::Transaction::begin(to));
  FOYER_TRY(writeKeys(to));
  FOYER_TRY(writeSettings(to));
  FOYER_ASSIGN(auto insert, to.prepare("INSERT INTO incarnation (id, base, cause) VALUES (?, 0, ?)"));
  // The one before, so that staff see what the new one follows.
  Id16 before = m_rows.incarnations.empty() ? Id16{} : m_rows.incarnations.rbegin()->second;
  if (!m_soundKeys.empty() && before.isNil()) before = m_rows.keys[*m_soundKeys.rbegin()].incarnation;
  if (!before.isNil()) FOYER_TRY(insert.bind(1, before).bindInt(2, sync::v1::INCARNATION_CAUSE_CREATED).run());
  insert.reset();
  const Id16 incarnation = newRandomId(m_random);
  FOYER_TRY(insert.bind(1, incarnation).bindInt(2, sync::v1::INCARNATION_CAUSE_DAMAGED).run());
  FOYER_TRY(writeEntries(to, to.lastInsertRowId(), incarnation));
  return transaction.commit();
}

void syncFolderOf(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  const int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

// The old file and its companions aside, the new one in its place. The old file goes first: as long as it is
// there nothing has happened, and when it is gone the new one is whole. A write-ahead log must never stand
// beside a file that is not its own.
Status exchange(const std::string& path, const std::string& savedPath, const std::string& damagedPath) {
  std::error_code failed;
  for (const char* companion : {"", "-wal", "-shm"}) {
    if (!fs::exists(path + companion, failed)) continue;
    fs::rename(path + companion, damagedPath + companion, failed);
    if (failed) return Error(Code::kUnavailable, "The damaged journal " + path + " could not be put aside; check the disk.");
    syncFolderOf(path);
  }
  fs::rename(savedPath, path, failed);
  if (failed) return Error(Code::kUnavailable, "The saved journal could not be put in place of " + path + "; check the disk.");
  syncFolderOf(path);
  return okStatus();
}

Result<std::string> damagedNameFor(const std::string& path) {
  std::error_code failed;
  for (int n = 1; n <= kDamagedFilesMax; ++n) {
    std::string name = path + ".damaged-" + std::to_string(n);
    if (!fs::exists(name, failed) && !fs::exists(name + "-wal", failed)) return name;
  }
  return Error(Code::kFailedPrecondition, "The disk has damaged the journal " + path +
                                              " again and again; replace the disk, and keep the damaged files.");
}

void removeSaved(const std::string& savedPath) {
  std::error_code failed;
  for (const char* companion : {"", "-wal", "-shm"}) fs::remove(savedPath + companion, failed);
}

Result<Salvage> saveTo(const std::string& savedPath, const std::string& path, const Id16& device,
                       std::string_view signingPublicKey, const Random& random) {
  const Error notOurs(Code::kFailedPrecondition, "The file " + path + " is no journal of this kiosk; it stays as it is.");
  FOYER_ASSIGN(const std::string pages, readPages(path));
  FOYER_ASSIGN(auto to, sqlite::Database::open(savedPath, {.vfs = {}, .freedRoom = sqlite::FreedRoom::kGivenBack}));
  FOYER_TRY(sqlite::migrate(to, migrations(), kWhatItIs));
  const uint32_t version = versionIn(pages);
  const uint32_t known = static_cast<uint32_t>(migrations().size());
  if (version == 0 || version > known) {
    FOYER_ASSIGN(const bool isKnown, hasOurTables(pages, to));
    if (!isKnown || std::popcount(version ^ known) != 1) return notOurs;
  }
  Rescue rescue(device, signingPublicKey, random, pages);
  rescue.mend();
  if (!rescue.isOurs()) return notOurs;
  FOYER_TRY(rescue.write(to));
  return rescue.told();
}

}  // namespace

Result<Salvage> salvage(const std::string& path, const Id16& device, std::string_view signingPublicKey,
                        const Random& random) {
  const std::string savedPath = path + ".salvaged";
  removeSaved(savedPath);
  FOYER_ASSIGN(const std::string damagedPath, damagedNameFor(path));
  auto saved = saveTo(savedPath, path, device, signingPublicKey, random);
  if (!saved.ok()) {
    removeSaved(savedPath);
    return saved;
  }
  saved->damagedPath = damagedPath;
  FOYER_TRY(exchange(path, savedPath, damagedPath));
  return saved;
}

Status finishSalvage(const std::string& path) {
  std::error_code failed;
  const std::string savedPath = path + ".salvaged";
  if (fs::exists(path, failed) || !fs::exists(savedPath, failed)) return okStatus();
  FOYER_ASSIGN(const std::string damagedPath, damagedNameFor(path));
  return exchange(path, savedPath, damagedPath);
}

}  // namespace foyer::journal
