// A folder of its own for one test, gone at the end.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

// A whole small catalogue in one file, for what a test adds to it.
inline const std::filesystem::path kComplete =
    std::filesystem::path(FOYER_SOURCE_DIR) / "tests/vectors/catalogue/complete/00-complete.yaml";

class TryFolder {
 public:
  TryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "foyer-catalogue-XXXXXX").string();
    m_path = ::mkdtemp(pattern.data());
  }
  ~TryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  TryFolder(const TryFolder&) = delete;
  TryFolder& operator=(const TryFolder&) = delete;

  std::string path() const { return m_path.string(); }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(m_path / name, std::ios::binary) << content;
  }
  void copy(const std::filesystem::path& file) const {
    std::filesystem::copy_file(file, m_path / file.filename());
  }

 private:
  std::filesystem::path m_path;
};
