// Pictures and recordings of the catalogue on this kiosk's disk, by what they hold.
//
// Place: beside catalogue.db; kiosk/sync puts in what it fetches, pages show what is there. Files of FOLDER:
//   <64 hex digits of the SHA-256>.<png|jpg|ogg|mp3>        whole: size and hash were checked, it was synced
//   <64 hex digits of the SHA-256>.<png|jpg|ogg|mp3>.part   arriving: its size is how far it is
// A .part that turns out wrong is thrown away and begun anew. Nothing here is of any visitor.
// Ownership: a value; one thread, the engine's; paths may be read by any. Errors: kResourceExhausted for a disk
// without room (the journal's room comes first), kDataLoss for content that is not what it should be. Does not:
// fetch, or know which catalogue is shown.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "shared/base/result.h"

namespace foyer::catalogue {

// The server takes no larger one.
inline constexpr uint64_t kAssetBytesMax = 8 * 1024 * 1024;
// Two catalogues of 128 MiB, since the old one stays until the new one is whole, and room for a change of mind.
inline constexpr uint64_t kShelfBytesMax = 320 * 1024 * 1024;
// What must stay free on the disk: months of a busy kiosk's entries.
inline constexpr uint64_t kShelfReserveBytes = 64 * 1024 * 1024;

// What this release can keep and show; anything else is left out, so that it holds up no catalogue.
bool isUsable(const v1::Asset& asset);
// The usable ones of an item.
std::vector<const v1::Asset*> assetsOf(const v1::Item& item);
std::string assetFileName(const v1::Asset& asset);

class AssetShelf {
 public:
  explicit AssetShelf(std::string folder) : m_folder(std::move(folder)) {}
  const std::string& folder() const { return m_folder; }

  bool has(const v1::Asset& asset) const;
  // How much has arrived of one that is not whole.
  uint64_t arrived(const v1::Asset& asset) const;
  // The next bytes; with the last ones it is checked, and is there from then on. After kDataLoss nothing of it is.
  Status append(const v1::Asset& asset, std::string_view bytes);
  // Removes all files but these.
  void keepOnly(const std::set<std::string>& fileNames) const;

  uint64_t freeBytes() const;
  // For tests: as if the disk had this much.
  void pretendFreeBytes(uint64_t bytes) { m_pretended = bytes; }

 private:
  std::string pathOf(const v1::Asset& asset) const { return m_folder + "/" + assetFileName(asset); }
  uint64_t usedBytes() const;
  Status finish(const v1::Asset& asset);

  std::string m_folder;
  uint64_t m_pretended = ~uint64_t{0};
};

}  // namespace foyer::catalogue
