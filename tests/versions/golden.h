// An installation of a release, unpacked from tests/versions/golden/<release>.tar.gz into a folder of its own.
//
//   server/            DATA of foyer-server: foyer.db, keys
//   kiosk/identity/    of one kiosk of it
//   kiosk/data/        its journal.db and catalogue.db, and assets and seats.db where the release has them
//   stick/             what the kiosk wrote for the courier, where the release has that
//   backup.foyer       a backup of the server, where the release has that; what has happened there: golden_life.h
// Place: tests/versions. Ownership: a value that removes its folder. Threads: one. Errors: end the test program.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::versions {

namespace fs = std::filesystem;

inline std::vector<std::string> releases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(FOYER_SOURCE_DIR "/tests/versions/golden")) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".tar.gz")) names.push_back(name.substr(0, name.size() - 7));
  }
  return names;
}

class Golden {
 public:
  explicit Golden(const std::string& release) {
    fs::create_directories(m_folder);
    const std::string command = "tar -xzf '" FOYER_SOURCE_DIR "/tests/versions/golden/" + release + ".tar.gz' -C '" +
                                m_folder.string() + "'";
    FOYER_ASSERT(std::system(command.c_str()) == 0);
  }
  ~Golden() {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
  }
  Golden(const Golden&) = delete;
  Golden& operator=(const Golden&) = delete;

  std::string server() const { return (m_folder / "server").string(); }
  std::string identity() const { return (m_folder / "kiosk/identity").string(); }
  std::string data() const { return (m_folder / "kiosk/data").string(); }
  std::string seats() const { return data() + "/seats.db"; }
  fs::path stick() const { return m_folder / "stick"; }
  std::string backup() const { return (m_folder / "backup.foyer").string(); }
  const fs::path& folder() const { return m_folder; }

 private:
  const fs::path m_folder = fs::temp_directory_path() / ("foyer-golden-" + newRandomId(systemRandom()).hex());
};

template <typename T>
T must(Result<T> result) {
  if (!result.ok()) std::fprintf(stderr, "unexpected: %s\n", result.error().message().c_str());
  FOYER_ASSERT(result.ok());
  return std::move(*result);
}
inline void must(const Status& status) {
  if (!status.ok()) std::fprintf(stderr, "unexpected: %s\n", status.error().message().c_str());
  FOYER_ASSERT(status.ok());
}

}  // namespace foyer::versions
