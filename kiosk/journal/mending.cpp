#include "kiosk/journal/mending.h"

#include <functional>

namespace foyer::journal {

namespace {

// Turns each bit in turn until it is right, or leaves all as it was.
bool mendBit(char* bytes, size_t count, const std::function<bool()>& isRight) {
  for (size_t i = 0; i < count; ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
      if (isRight()) return true;
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
    }
  }
  return false;
}

bool mendBit(std::string& bytes, const std::function<bool()>& isRight) {
  return mendBit(bytes.data(), bytes.size(), isRight);
}

bool mendBit(Id16& id, const std::function<bool()>& isRight) {
  return mendBit(reinterpret_cast<char*>(id.bytes.data()), id.bytes.size(), isRight);
}

}  // namespace

Soundness mendKey(sync::Key& key, const Id16& device, std::string_view signingPublicKey) {
  const auto isRight = [&] {
    return seal::checkDataKeySignature(key.sealed, device, key.incarnation, signingPublicKey).ok();
  };
  if (isRight()) return Soundness::kSound;
  const bool isMended = mendBit(key.sealed.box, isRight) || mendBit(key.sealed.signature, isRight) ||
                        mendBit(key.sealed.id, isRight) || mendBit(key.incarnation, isRight) ||
                        mendBit(key.sealed.sealingKeyId, isRight);
  return isMended ? Soundness::kMended : Soundness::kUnknown;
}

Soundness mendEntry(FoundEntry& found, const seal::Hash32& before) {
  sync::Entry& entry = found.entry;
  const auto isRight = [&] {
    return seal::chainNext(before, entry.chainHeader(Id16{}, Id16{}), entry.content) == found.chain;
  };
  if (isRight()) return Soundness::kSound;
  const bool isMended = mendBit(entry.content.sealed, isRight) || mendBit(entry.changeId, isRight) ||
                        mendBit(reinterpret_cast<char*>(&entry.schemaVersion), sizeof entry.schemaVersion, isRight);
  return isMended ? Soundness::kMended : Soundness::kUnknown;
}

}  // namespace foyer::journal
