// Readable files of a folder -> the items of a catalogue, or everything that is wrong with them.
//
// Place: `foyer-server admin load-catalogue DIR` calls it; what it returns goes into feed.h. The format is
// described in README.md of this folder and in deploy/catalogues/FORMAT.md.
//
//   offers.yaml                      kind -> id -> fields; several documents and kinds a file are fine
//     offer:
//       advice:
//         kind: advice
//         title:
//           de: Beratung
//           en: Advice
//
// Files are read in the order of their names. Ids are unique over all kinds. Where a kind has a field
// `order` and the file gives none, the place in the files counts (10, 20, 30 ...).
// Ownership: values; any thread. Errors: all or nothing: if anything is wrong, the result is an error and
// `problems` holds lines "file:line: one sentence with what to do", at most kProblemsMax and one more.
// Does not: write anything, look into subfolders, decide what changed.
#pragma once

#include <string>
#include <vector>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "shared/base/result.h"
#include "sync-server/catalogue/assets.h"

namespace foyer::catalogue {

// A catalogue in one file a kind has eleven; this many cannot be a slip of the folder.
inline constexpr size_t kFilesMax = 256;

Result<std::vector<v1::Item>> loadCatalogue(const std::string& folder, std::vector<std::string>& problems);

// With the pictures and recordings that the items name.
struct LoadedCatalogue {
  std::vector<v1::Item> items;
  LoadedAssets assets;
};
Result<LoadedCatalogue> loadCatalogueWithAssets(const std::string& folder, std::vector<std::string>& problems);

}  // namespace foyer::catalogue
