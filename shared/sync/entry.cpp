#include "shared/sync/entry.h"

#include <algorithm>
#include <span>

#include "shared/record/packing.h"

namespace foyer::sync {

namespace {

Error malformed(const char* what) {
  return Error(Code::kInvalidArgument, std::string("A batch of entries is malformed: ") + what + ".");
}

Result<Key> keyFromMessage(v1::DataKey&& message, const Id16& incarnation) {
  const auto id = Id16::fromBytes(message.id());
  const auto sealingKeyId = Id16::fromBytes(message.sealing_key_id());
  const auto madeIn =
      message.incarnation().empty() ? std::optional(incarnation) : Id16::fromBytes(message.incarnation());
  if (!id || !sealingKeyId || !madeIn) return malformed("an id of a data key is not 16 bytes long");
  return Key{{*id, *sealingKeyId, std::move(*message.mutable_box()), std::move(*message.mutable_signature())},
             *madeIn};
}

// Ids of changes begin with their time, so that the first bytes are mostly those of the entry before.
std::string_view shortened(const Id16& id, const Entry* before) {
  size_t same = 0;
  while (before != nullptr && same < id.bytes.size() - 1 && id.bytes[same] == before->changeId.bytes[same]) ++same;
  return id.view().substr(same);
}

std::optional<Id16> completed(std::string_view bytes, const Entry* before) {
  if (before == nullptr || bytes.empty() || bytes.size() >= sizeof(Id16)) return Id16::fromBytes(bytes);
  return Id16::fromBytes(before->changeId.str().substr(0, sizeof(Id16) - bytes.size()).append(bytes));
}

Result<Entry> entryFromMessage(v1::Entry&& message, const Entry* before) {
  Entry entry;
  const auto changeId = completed(message.change_id(), before);
  if (!changeId || changeId->isNil()) return malformed("a change id is not 16 bytes long");
  entry.changeId = *changeId;
  if (before == nullptr && (message.seq() == 0 || message.data_key_id().empty()))
    return malformed("the first entry leaves out its number or data key");
  entry.seq = message.seq() != 0 ? message.seq() : before->seq + 1;
  if (entry.seq == 0) return malformed("a sequence number is out of range");
  entry.schemaVersion =
      message.schema_version() != 0 || before == nullptr ? message.schema_version() : before->schemaVersion;
  if (message.data_key_id().empty()) {
    entry.content.dataKeyId = before->content.dataKeyId;
  } else {
    const auto dataKeyId = Id16::fromBytes(message.data_key_id());
    if (!dataKeyId) return malformed("an id of a data key is not 16 bytes long");
    entry.content.dataKeyId = *dataKeyId;
  }
  if (message.origin_incarnation().empty() != (message.origin_seq() == 0)) return malformed("half an origin");
  if (message.origin_seq() != 0) {
    const auto incarnation = Id16::fromBytes(message.origin_incarnation());
    if (!incarnation) return malformed("an incarnation is not 16 bytes long");
    entry.origin = Origin{*incarnation, message.origin_seq()};
  }
  entry.content.sealed = std::move(*message.mutable_sealed());
  return entry;
}

// --- runs ---

// A UUIDv7 without what is the same in all: 48 bits of time, and 74 free ones.
constexpr size_t kTimeBytes = 6, kFreeBytes = 10;
constexpr uint8_t kVersion = 0x70, kVariant = 0x80;

bool isUuidV7(const Id16& id) { return (id.bytes[6] & 0xf0) == kVersion && (id.bytes[8] & 0xc0) == kVariant; }

int64_t timeIn(const Id16& id) {
  int64_t ms = 0;
  for (size_t i = 0; i < kTimeBytes; ++i) ms = ms << 8 | id.bytes[i];
  return ms;
}

std::string freeBits(const Id16& id) {
  std::string bits;
  bits.push_back(static_cast<char>((id.bytes[6] & 0x0f) << 4 | (id.bytes[8] & 0x3f) >> 2));
  bits.push_back(static_cast<char>(id.bytes[7]));
  bits.push_back(static_cast<char>(id.bytes[8] << 6));
  bits.append(id.view().substr(9));
  return bits;
}

Id16 idFrom(int64_t ms, std::string_view bits) {
  Id16 id;
  for (size_t i = kTimeBytes; i-- > 0; ms >>= 8) id.bytes[i] = static_cast<uint8_t>(ms);
  const auto at = [&](size_t i) { return static_cast<uint8_t>(bits[i]); };
  id.bytes[6] = static_cast<uint8_t>(kVersion | at(0) >> 4);
  id.bytes[7] = at(1);
  id.bytes[8] = static_cast<uint8_t>(kVariant | (at(0) & 0x0f) << 2 | at(2) >> 6);
  for (size_t i = 9; i < sizeof(Id16); ++i) id.bytes[i] = at(i - 6);
  return id;
}

bool fitsRuns(const std::vector<Entry>& entries) {
  return std::all_of(entries.begin(), entries.end(),
                     [](const Entry& entry) { return !entry.origin && isUuidV7(entry.changeId); });
}

bool goesOn(const Entry& before, const Entry& entry) {
  return entry.seq == before.seq + 1 && entry.schemaVersion == before.schemaVersion &&
         entry.content.dataKeyId == before.content.dataKeyId;
}

void putRun(std::span<const Entry> entries, v1::EntryRun& run) {
  run.set_seq(entries.front().seq);
  run.set_schema_version(entries.front().schemaVersion);
  run.set_data_key_id(entries.front().content.dataKeyId.str());
  std::string shared = freeBits(entries.front().changeId);
  for (const Entry& entry : entries) {
    const std::string bits = freeBits(entry.changeId);
    const auto differ = std::mismatch(shared.begin(), shared.end(), bits.begin());
    shared.erase(differ.first, shared.end());
  }
  int64_t timeBefore = 0;
  for (const Entry& entry : entries) {
    record::appendVarint(*run.mutable_change_ids(), record::zigzag(timeIn(entry.changeId) - timeBefore));
    timeBefore = timeIn(entry.changeId);
    run.mutable_change_ids()->append(freeBits(entry.changeId), shared.size());
    record::appendVarint(*run.mutable_sizes(), entry.content.sealed.size());
    *run.mutable_sealed() += entry.content.sealed;
  }
  run.set_shared_bits(std::move(shared));
}

void putRuns(std::span<const Entry> entries, v1::Batch& message) {
  while (!entries.empty()) {
    size_t count = 1;
    while (count < entries.size() && goesOn(entries[count - 1], entries[count])) ++count;
    putRun(entries.first(count), *message.add_runs());
    entries = entries.subspan(count);
  }
}

Status takeRun(const v1::EntryRun& run, std::vector<Entry>& entries) {
  const auto dataKeyId = Id16::fromBytes(run.data_key_id());
  if (!dataKeyId) return malformed("an id of a data key is not 16 bytes long");
  if (run.seq() == 0) return malformed("a run leaves out its number");
  if (run.shared_bits().size() > kFreeBytes) return malformed("a run shares more than the free bits of its ids");
  record::Source ids(run.change_ids()), sizes(run.sizes()), sealed(run.sealed());
  uint64_t seq = run.seq(), ms = 0;
  while (!ids.isAtEnd()) {
    Entry entry{seq++, {}, run.schema_version(), {*dataKeyId, {}}, std::nullopt};
    ms += static_cast<uint64_t>(record::unzigzag(ids.number()));
    const std::string bits = run.shared_bits() + std::string(ids.bytes(kFreeBytes - run.shared_bits().size()));
    const uint64_t size = sizes.number();
    entry.content.sealed = sealed.bytes(static_cast<size_t>(size));
    if (!ids.isGood() || !sizes.isGood() || !sealed.isGood() || entry.seq == 0) return malformed("a run is cut off");
    entry.changeId = idFrom(static_cast<int64_t>(ms), bits);
    if (!entries.empty() && entry.seq != entries.back().seq + 1) return malformed("its numbers are not consecutive");
    entries.push_back(std::move(entry));
  }
  if (!sizes.isAtEnd() || !sealed.isAtEnd()) return malformed("a run has more than its entries");
  return okStatus();
}

}  // namespace

seal::Hash32 chainAfter(seal::Hash32 head, const std::vector<Entry>& entries, const Id16& device,
                        const Id16& incarnation) {
  for (const Entry& entry : entries)
    head = seal::chainNext(head, entry.chainHeader(device, incarnation), entry.content);
  return head;
}

v1::Batch toMessage(const Batch& batch, const Id16& incarnation) {
  v1::Batch message;
  for (const Key& key : batch.keys) {
    v1::DataKey& out = *message.add_keys();
    out.set_id(key.sealed.id.str());
    out.set_sealing_key_id(key.sealed.sealingKeyId.str());
    out.set_box(key.sealed.box);
    out.set_signature(key.sealed.signature);
    if (key.incarnation != incarnation) out.set_incarnation(key.incarnation.str());
  }
  message.set_chain_head(std::string(asBytes(batch.headAfter)));
  if (fitsRuns(batch.entries)) {
    putRuns(batch.entries, message);
    return message;
  }
  const Entry* before = nullptr;
  for (const Entry& entry : batch.entries) {
    v1::Entry& out = *message.add_entries();
    if (before == nullptr || entry.seq != before->seq + 1) out.set_seq(entry.seq);
    out.set_change_id(std::string(shortened(entry.changeId, before)));
    if (before == nullptr || entry.content.dataKeyId != before->content.dataKeyId)
      out.set_data_key_id(entry.content.dataKeyId.str());
    if (before == nullptr || entry.schemaVersion != before->schemaVersion)
      out.set_schema_version(entry.schemaVersion);
    out.set_sealed(entry.content.sealed);
    if (entry.origin) {
      out.set_origin_incarnation(entry.origin->incarnation.str());
      out.set_origin_seq(entry.origin->seq);
    }
    before = &entry;
  }
  return message;
}

Result<Batch> fromMessage(v1::Batch&& message, const Id16& incarnation) {
  Batch batch;
  const auto head = asHash(message.chain_head());
  if (!head) return malformed("the chain hash is not 32 bytes long");
  batch.headAfter = *head;
  if (message.entries().empty() == message.runs().empty()) return malformed("it is empty, or says its entries twice");
  batch.keys.reserve(static_cast<size_t>(message.keys_size()));
  for (v1::DataKey& key : *message.mutable_keys()) {
    FOYER_ASSIGN(Key made, keyFromMessage(std::move(key), incarnation));
    batch.keys.push_back(std::move(made));
  }
  for (const v1::EntryRun& run : message.runs()) FOYER_TRY(takeRun(run, batch.entries));
  if (!message.runs().empty() && batch.entries.empty()) return malformed("it is empty");
  batch.entries.reserve(static_cast<size_t>(message.entries_size()));
  for (v1::Entry& entry : *message.mutable_entries()) {
    const Entry* before = batch.entries.empty() ? nullptr : &batch.entries.back();
    FOYER_ASSIGN(Entry made, entryFromMessage(std::move(entry), before));
    if (before != nullptr && made.seq != before->seq + 1) return malformed("its numbers are not consecutive");
    batch.entries.push_back(std::move(made));
  }
  return batch;
}

std::string_view asBytes(const seal::Hash32& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::optional<seal::Hash32> asHash(std::string_view bytes) {
  seal::Hash32 hash;
  if (bytes.size() != hash.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

}  // namespace foyer::sync
