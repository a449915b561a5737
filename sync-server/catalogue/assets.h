// Pictures and recordings that a catalogue names: files of its folder "assets", read and checked.
//
// Place: the filler hands over each Asset it meets, with its line; what was read goes to the store beside the
// items. How it reads in a file:
//   image:
//     file: garden.jpg            # assets/garden.jpg beside the catalogue's files
//     description: {de: Der Garten im Sommer, en: The garden in summer}
// Ownership: one per load, on the loading thread; holds the bytes. Errors: Problems with their lines. Does not:
// change pictures, or serve them.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "sync-server/catalogue/problems.h"

namespace foyer::catalogue {

// A photo that fills a 4K screen has 3 MiB as JPEG, five minutes of speech at 128 kbit/s have 5 MiB.
inline constexpr size_t kAssetBytesMax = 8 * 1024 * 1024;
// All of one catalogue: twice this fits on the smallest kiosk, where the old ones stay until the new are complete.
inline constexpr size_t kAssetsBytesMax = 128 * 1024 * 1024;
inline constexpr char kAssetsFolder[] = "assets";

struct LoadedAsset {
  std::string mediaType;
  std::string content;
};
// By SHA-256, 32 bytes.
using LoadedAssets = std::map<std::string, LoadedAsset>;

class Assets {
 public:
  // `folder`: that of the catalogue's files.
  explicit Assets(const std::string& folder) : m_folder(std::filesystem::path(folder) / kAssetsFolder) {}

  // Reads what `asset` names and fills in its hash, size and type. `field` says what it must be ("recording").
  void read(v1::Asset& asset, const std::string& field, const std::string& file, int line, Problems& problems);
  LoadedAssets& loaded() { return m_loaded; }

 private:
  std::filesystem::path m_folder;
  LoadedAssets m_loaded;
  size_t m_bytes = 0;
};

}  // namespace foyer::catalogue
