// Entries and batches as values, as the journal keeps them and ingest takes them.
//
// Place: between the journal of a kiosk, the two sessions, and ingest at the server. Ownership: plain values,
// any thread. Errors: kInvalidArgument for messages that are not what they should be.
// Does not: open what is sealed, or check signatures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "foyer/sync/v1/sync.pb.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/seal/seal.h"

namespace foyer::sync {

// The name under which something was sealed, where it is not the one it has now.
struct Origin {
  Id16 incarnation;
  uint64_t seq = 0;
  auto operator<=>(const Origin&) const = default;
};

struct Entry {
  uint64_t seq = 0;
  Id16 changeId;
  uint32_t schemaVersion = 0;
  seal::SealedEntry content;
  std::optional<Origin> origin;

  // Its place in the chain of its incarnation.
  seal::EntryHeader chainHeader(const Id16& device, const Id16& incarnation) const {
    return {device, incarnation, seq, schemaVersion, changeId};
  }
  // What it was sealed with: for seal::openEntry.
  seal::EntryHeader sealedHeader(const Id16& device, const Id16& incarnation) const {
    return {device, origin ? origin->incarnation : incarnation, origin ? origin->seq : seq, schemaVersion,
            changeId};
  }
};

struct Key {
  seal::SealedDataKey sealed;
  Id16 incarnation;  // it was made in this one, and signed with it
};

struct Batch {
  std::vector<Key> keys;
  std::vector<Entry> entries;
  // Chain hash before the first and after the last entry.
  seal::Hash32 headBefore{};
  seal::Hash32 headAfter{};
  uint64_t lastSeq() const { return entries.empty() ? 0 : entries.back().seq; }
};

// The chain hash after these entries.
seal::Hash32 chainAfter(seal::Hash32 head, const std::vector<Entry>& entries, const Id16& device,
                        const Id16& incarnation);

// As a message, with everything left out that follows from the entry before.
v1::Batch toMessage(const Batch& batch, const Id16& incarnation);
// And back; headBefore stays empty. Moves the sealed bytes out of the message.
Result<Batch> fromMessage(v1::Batch&& message, const Id16& incarnation);

std::string_view asBytes(const seal::Hash32& hash);
std::optional<seal::Hash32> asHash(std::string_view bytes);

}  // namespace foyer::sync
