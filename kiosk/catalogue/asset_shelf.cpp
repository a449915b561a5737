#include "kiosk/catalogue/asset_shelf.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "shared/base/ids.h"
#include "shared/seal/sha256.h"

namespace foyer::catalogue {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPartEnding = ".part";

const char* endingOf(std::string_view mediaType) {
  if (mediaType == "image/png") return ".png";
  if (mediaType == "image/jpeg") return ".jpg";
  if (mediaType == "audio/ogg") return ".ogg";
  if (mediaType == "audio/mpeg") return ".mp3";
  return nullptr;
}

Error noRoom() {
  return Error(Code::kResourceExhausted,
               "The disk has no room for the catalogue's pictures; the catalogue before stays until there is some.");
}

Error cannotWrite(const std::string& path) {
  if (errno == ENOSPC || errno == EDQUOT) return noRoom();
  return Error(Code::kUnavailable, "The picture " + path + " cannot be written; check the disk.");
}

Status appendTo(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return cannotWrite(path);
  Status status;
  while (status.ok() && !bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) status = cannotWrite(path);
    else bytes.remove_prefix(static_cast<size_t>(count));
  }
  ::close(file);
  return status;
}

bool syncPath(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool isSynced = ::fsync(file) == 0;
  ::close(file);
  return isSynced;
}

void take(std::vector<const v1::Asset*>& assets, const v1::Asset& asset) {
  if (isUsable(asset)) assets.push_back(&asset);
}

}  // namespace

bool isUsable(const v1::Asset& asset) {
  return asset.sha256().size() == seal::kSha256Bytes && asset.size_bytes() > 0 && asset.size_bytes() <= kAssetBytesMax &&
         endingOf(asset.media_type()) != nullptr;
}

std::vector<const v1::Asset*> assetsOf(const v1::Item& item) {
  std::vector<const v1::Asset*> assets;
  // An item without them has empty ones, which are not usable.
  take(assets, item.offer().image());
  take(assets, item.offer().recording());
  take(assets, item.page().image());
  take(assets, item.page().recording());
  take(assets, item.partner().image());
  return assets;
}

std::string assetFileName(const v1::Asset& asset) {
  const char* ending = endingOf(asset.media_type());
  return toHex(asset.sha256()) + (ending ? ending : "");
}

bool AssetShelf::has(const v1::Asset& asset) const {
  std::error_code failed;
  const auto size = fs::file_size(pathOf(asset), failed);
  return !failed && size == asset.size_bytes();
}

uint64_t AssetShelf::arrived(const v1::Asset& asset) const {
  std::error_code failed;
  const auto size = fs::file_size(pathOf(asset) + kPartEnding, failed);
  return failed ? 0 : size;
}

uint64_t AssetShelf::freeBytes() const {
  struct statvfs state {};
  if (::statvfs(m_folder.c_str(), &state) != 0) return 0;
  return std::min(m_pretended, uint64_t{state.f_bavail} * state.f_frsize);
}

uint64_t AssetShelf::usedBytes() const {
  uint64_t bytes = 0;
  std::error_code failed;
  for (fs::directory_iterator entry(m_folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    std::error_code gone;
    const auto size = entry->file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

Status AssetShelf::append(const v1::Asset& asset, std::string_view bytes) {
  FOYER_ASSERT(isUsable(asset));
  std::error_code ignored;  // writing says what is wrong
  fs::create_directories(m_folder, ignored);
  if (freeBytes() < kShelfReserveBytes + bytes.size() || usedBytes() + bytes.size() > kShelfBytesMax) return noRoom();
  const std::string part = pathOf(asset) + kPartEnding;
  FOYER_TRY(appendTo(part, bytes));
  return arrived(asset) < asset.size_bytes() ? okStatus() : finish(asset);
}

Status AssetShelf::finish(const v1::Asset& asset) {
  const std::string path = pathOf(asset), part = path + kPartEnding;
  std::string content(std::min<uint64_t>(arrived(asset), kAssetBytesMax), '\0');
  std::ifstream(part, std::ios::binary).read(content.data(), static_cast<std::streamsize>(content.size()));
  if (arrived(asset) != asset.size_bytes() || seal::sha256(content) != asset.sha256()) {
    ::unlink(part.c_str());
    return Error(Code::kDataLoss, "A picture arrived with other content than its name says; it is fetched anew.");
  }
  if (!syncPath(part) || ::rename(part.c_str(), path.c_str()) != 0 || !syncPath(m_folder)) return cannotWrite(path);
  return okStatus();
}

void AssetShelf::keepOnly(const std::set<std::string>& fileNames) const {
  std::error_code failed;
  std::vector<fs::path> unused;
  for (fs::directory_iterator entry(m_folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    fs::path name = entry->path().filename();
    if (name.extension() == kPartEnding) name = name.stem();
    if (!fileNames.contains(name.string())) unused.push_back(entry->path());
  }
  for (const fs::path& path : unused) fs::remove(path, failed);
}

}  // namespace foyer::catalogue
