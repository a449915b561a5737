// Catalogues with pictures, for tests: items, their assets, and a folder of their own.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/catalogue/catalogue_copy.h"
#include "shared/base/ids.h"
#include "shared/seal/sha256.h"

namespace foyer::catalogue {

inline v1::Asset picture(const std::string& content) {
  v1::Asset asset;
  asset.set_sha256(seal::sha256(content));
  asset.set_size_bytes(static_cast<uint32_t>(content.size()));
  asset.set_media_type("image/png");
  return asset;
}

inline v1::Item pageWith(const std::string& id, uint64_t sequence, const std::string& title,
                         const std::string& content = {}) {
  v1::Item item;
  item.set_id(id);
  item.set_sequence(sequence);
  (*item.mutable_page()->mutable_title()->mutable_by_language())["de"] = title;
  if (!content.empty()) *item.mutable_page()->mutable_image() = picture(content);
  return item;
}

class PictureFolder {
 public:
  PictureFolder() { std::filesystem::create_directories(m_path); }
  ~PictureFolder() { std::filesystem::remove_all(m_path); }
  PictureFolder(const PictureFolder&) = delete;
  PictureFolder& operator=(const PictureFolder&) = delete;

  const std::filesystem::path& path() const { return m_path; }
  CatalogueCopy open() const {
    auto copy = CatalogueCopy::open((m_path / "catalogue.db").string());
    EXPECT_TRUE(copy.ok()) << (copy.ok() ? "" : copy.error().message());
    return std::move(copy).value();
  }
  std::vector<std::string> shelf() const {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(m_path / "assets", none))
      names.push_back(entry.path().filename().string());
    return names;
  }

 private:
  std::filesystem::path m_path =
      std::filesystem::temp_directory_path() / ("foyer-pictures-" + newRandomId(systemRandom()).hex());
};

}  // namespace foyer::catalogue
