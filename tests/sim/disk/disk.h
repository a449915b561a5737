// A disk in memory: files as bytes, what of them is on the medium, and everything that can befall a disk.
//
// Place: one a machine; SQLite reaches it through the VFS of vfs.cpp. A write is seen at once and is on the
// medium after the next sync of its file; until then a power cut keeps, drops, mixes or garbles its sectors as
// the seed says. A file's name is on the medium after a sync of its folder.
// A run of the machine is a *boot*: when the process is killed or the power is cut, everything opened in it is
// dead and answers only with errors. A stroke may come in the middle of an operation.
// Ownership: unique; outlives whoever opened its files. Threads: one. Errors: codes of DiskAnswer.
// Does not: know SQLite's formats.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "tests/sim/draw.h"

namespace foyer::sim {

inline constexpr uint64_t kDiskBytes = uint64_t{1} << 30;
inline constexpr size_t kSectorBytes = 512;  // what a disk writes whole or not at all

enum class DiskAnswer { kDone, kFull, kError, kNotFound, kBusy };
// How a run of the machine ends.
enum class Stroke { kProcessKilled, kPowerCut };

// One file. Its locks and shared memory live as long as a boot.
struct DiskFile {
  // What the medium has of a sector that was written since the last sync.
  struct OnMedium {
    explicit OnMedium(uint64_t of) : sector(of) {}
    uint64_t sector;
    std::array<char, kSectorBytes> bytes;
    size_t length = 0;  // of these, less where the file ended
    // What of it was written: a disk never touches bytes beside those (SQLite's "powersafe overwrite").
    size_t from = kSectorBytes;
    size_t until = 0;
    // A sync that failed: later ones do not bring it to the medium either, only writing it again does.
    bool isDoubtful = false;
  };
  struct Runtime {
    static constexpr int kSlots = 8;
    std::vector<std::unique_ptr<std::array<char, 32768>>> regions;
    std::array<int, kSlots> sharedHolders{};
    std::array<const void*, kSlots> owner{};
    int readers = 0;
    const void* reserved = nullptr;
    const void* pending = nullptr;
  };
  std::string bytes;
  uint64_t sizeOnMedium = 0;
  // By sector. Most writes go on where the last one ended, and a sync empties it: the memory stays for the next ones.
  std::vector<OnMedium> unsynced;
  bool hasDoubtful = false;  // any of these
  bool isNameOnMedium = false;
  std::shared_ptr<Runtime> runtime = std::make_shared<Runtime>();
};

class Disk {
 public:
  // Registers a VFS of this name.
  Disk(std::string name, Draw draw);
  ~Disk();
  Disk(const Disk&) = delete;
  const std::string& vfs() const { return m_name; }

  // --- the machine's life ---
  // Ends this boot: all handles die. After a power cut unsynced sectors are what the seed makes of them.
  void end(Stroke stroke);
  // In the middle of the n-th write, sync or delete from now on.
  void strikeAfter(uint64_t operations, Stroke stroke);
  // A stroke has come; until start() nothing can be opened.
  bool isDown() const { return m_isDown; }
  void start() { m_isDown = false; }
  uint64_t boot() const { return m_boot; }

  // --- copies ---
  // What a copy of this disk would have at this moment: as people make them, while it runs.
  using Image = std::map<std::string, std::string>;
  Image image() const;
  // All on the medium, as if it had been there for long.
  void replaceBy(const Image& image);

  // --- faults ---
  void setCapacity(uint64_t bytes) { m_capacity = bytes; }
  uint64_t freeBytes() const;
  // From now on each read, write and sync fails with this probability.
  // A strike that was to come does not, there is room, and nothing fails.
  void heal();
  void setErrorChance(double probability) { m_errorChance = probability; }
  void setSyncErrorChance(double probability) { m_syncErrorChance = probability; }
  bool isHealthy() const {
    return m_errorChance == 0 && m_syncErrorChance == 0 && freeBytes() > (uint64_t{1} << 28);
  }
  void pauseErrors(bool isPaused) { m_areErrorsPaused = isPaused; }
  // Flips one bit of these bytes where they stand in this file, also on the medium. False: they are not in it.
  bool rot(const std::string& path, std::string_view bytes, uint64_t luck);
  // Drops what no sync has brought to the medium, whatever the seed: for checkers.
  std::string onMedium(const std::string& path) const;
  bool isAllOnMedium(const std::string& path) const;
  // Something was written and no sync was even tried: what a sync failed on, nobody may rely on, and nobody does.
  bool awaitsSync(const std::string& path) const;
  uint64_t writes() const { return m_writes; }
  // After a planted bug: syncs are answered and not done.
  void setLyingSyncs(bool doLie) { m_syncsLie = doLie; }

  // --- for the VFS ---
  std::shared_ptr<DiskFile> open(const std::string& path, bool mayCreate);
  std::shared_ptr<DiskFile> find(const std::string& path) const;
  DiskAnswer read(DiskFile& file, uint64_t offset, std::span<char> into, size_t& got);
  DiskAnswer write(DiskFile& file, uint64_t offset, std::string_view bytes);
  DiskAnswer truncate(DiskFile& file, uint64_t size);
  enum class Folder { kLeave, kSyncToo };
  DiskAnswer sync(DiskFile& file, Folder folder);
  DiskAnswer remove(const std::string& path, Folder folder);

 private:
  bool fails(double probability) { return probability > 0 && !m_areErrorsPaused && m_draw.chance(probability); }
  // False: the disk is down, or goes down with this operation.
  bool survivesOperation();
  void keepOnMedium(DiskFile& file, uint64_t offset, uint64_t length);
  void syncFolder();
  void settleAfterCut(DiskFile& file);

  const std::string m_name;
  Draw m_draw;
  std::unique_ptr<struct VfsRegistration> m_registration;
  std::map<std::string, std::shared_ptr<DiskFile>> m_files;
  // Removed, and their removal not on the medium yet.
  std::map<std::string, std::shared_ptr<DiskFile>> m_ghosts;
  uint64_t m_boot = 1;
  bool m_isDown = false;
  uint64_t m_strikeIn = 0;
  Stroke m_stroke = Stroke::kProcessKilled;
  uint64_t m_capacity = kDiskBytes;
  double m_errorChance = 0;
  bool m_areErrorsPaused = false;
  double m_syncErrorChance = 0;
  bool m_syncsLie = false;
  uint64_t m_writes = 0;
};

// For vfs.cpp and disk.cpp: registers on construction.
struct VfsRegistration {
  VfsRegistration(const std::string& name, Disk& disk);
  ~VfsRegistration();
  struct State;
  std::unique_ptr<State> state;
};

}  // namespace foyer::sim
