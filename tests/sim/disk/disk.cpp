#include "tests/sim/disk/disk.h"

#include <algorithm>

#include "tests/sim/disk/failing_call.h"

namespace foyer::sim {

namespace {

uint64_t firstSector(uint64_t offset) { return offset / kSectorBytes; }
uint64_t endSector(uint64_t offset, uint64_t length) { return (offset + length + kSectorBytes - 1) / kSectorBytes; }

void copySector(const std::string& bytes, DiskFile::OnMedium& into) {
  const uint64_t at = into.sector * kSectorBytes;
  if (at < bytes.size()) into.length = bytes.copy(into.bytes.data(), kSectorBytes, at);
}

void putSector(std::string& bytes, uint64_t sector, std::string_view content) {
  const uint64_t at = sector * kSectorBytes;
  if (bytes.size() < at + content.size()) bytes.resize(at + content.size());
  std::copy(content.begin(), content.end(), bytes.begin() + static_cast<ptrdiff_t>(at));
}

}  // namespace

Disk::Disk(std::string name, Draw draw)
    : m_name(std::move(name)), m_draw(draw), m_registration(std::make_unique<VfsRegistration>(m_name, *this)) {}

Disk::~Disk() = default;

bool Disk::survivesOperation() {
  if (m_isDown) return false;
  ++m_writes;
  if (m_strikeIn == 0 || --m_strikeIn > 0) return true;
  end(m_stroke);
  return false;
}

void Disk::strikeAfter(uint64_t operations, Stroke stroke) {
  m_strikeIn = std::max<uint64_t>(operations, 1);
  m_stroke = stroke;
}

void Disk::end(Stroke stroke) {
  m_strikeIn = 0;
  m_isDown = true;
  ++m_boot;
  if (stroke == Stroke::kPowerCut) {
    for (auto& [path, ghost] : m_ghosts)
      if (ghost->isNameOnMedium && !m_files.count(path) && m_draw.chance(0.5)) m_files[path] = ghost;
    m_ghosts.clear();
    std::erase_if(m_files, [this](const auto& each) { return !each.second->isNameOnMedium && m_draw.chance(0.5); });
    for (auto& [path, file] : m_files) settleAfterCut(*file);
  }
  for (auto& [path, file] : m_files) file->runtime = std::make_shared<DiskFile::Runtime>();
}

// Each unsynced sector is on the medium or not; now and then it is neither the old nor the new one.
void Disk::settleAfterCut(DiskFile& file) {
  const double kept = m_draw.oneOf<double>({0.0, 0.1, 0.5, 0.9, 1.0});
  const bool mayGarble = m_draw.chance(0.2);
  const uint64_t sizeSeen = file.bytes.size();
  // What was cut off is gone whole or there whole: a file system keeps a length, not the holes of one. With holes the
  // beginning of an old log would pass for the whole of it.
  const bool isCutOff = m_draw.chance(kept);
  uint64_t size = isCutOff ? std::min(file.sizeOnMedium, sizeSeen) : file.sizeOnMedium;
  for (const auto& old : file.unsynced) {
    const bool isBeyond = old.sector * kSectorBytes >= sizeSeen;
    if (isBeyond && isCutOff) continue;
    if (!isBeyond && m_draw.chance(kept)) {
      size = std::max(size, std::min<uint64_t>(sizeSeen, (old.sector + 1) * kSectorBytes));
      continue;
    }
    std::string content(old.bytes.data(), old.length);
    content.resize(kSectorBytes, '\0');
    if (mayGarble && !isBeyond && m_draw.chance(0.3))
      for (size_t i = old.from; i < old.until; ++i) content[i] = static_cast<char>(m_draw.next());
    putSector(file.bytes, old.sector, content);
  }
  // A shorter file may have kept its tail, a longer one may not have got it.
  file.bytes.resize(size, '\0');
  file.unsynced.clear();
  file.hasDoubtful = false;
  file.sizeOnMedium = file.bytes.size();
  file.isNameOnMedium = true;
}

void Disk::heal() {
  m_strikeIn = 0;
  m_capacity = kDiskBytes;
  m_errorChance = m_syncErrorChance = 0;
}

Disk::Image Disk::image() const {
  Image image;
  for (const auto& [path, file] : m_files) image[path] = file->bytes;
  return image;
}

void Disk::replaceBy(const Image& image) {
  ++m_boot;
  m_files.clear();
  m_ghosts.clear();
  for (const auto& [path, bytes] : image) {
    auto file = std::make_shared<DiskFile>();
    file->bytes = bytes;
    file->sizeOnMedium = bytes.size();
    file->isNameOnMedium = true;
    m_files[path] = std::move(file);
  }
}

uint64_t Disk::freeBytes() const {
  uint64_t used = 0;
  for (const auto& [path, file] : m_files) used += file->bytes.size();
  return used >= m_capacity ? 0 : m_capacity - used;
}

bool Disk::rot(const std::string& path, std::string_view bytes, uint64_t luck) {
  const auto file = find(path);
  const size_t at = file ? file->bytes.find(bytes) : std::string::npos;
  if (at == std::string::npos) return false;
  const uint64_t bit = luck % (bytes.size() * 8);
  file->bytes[at + bit / 8] = static_cast<char>(file->bytes[at + bit / 8] ^ (1 << (bit % 8)));
  return true;
}

std::string Disk::onMedium(const std::string& path) const {
  const auto file = find(path);
  if (!file) return {};
  std::string bytes = file->bytes;
  for (const auto& old : file->unsynced) putSector(bytes, old.sector, {old.bytes.data(), old.length});
  bytes.resize(file->sizeOnMedium);
  return bytes;
}

bool Disk::isAllOnMedium(const std::string& path) const {
  const auto file = find(path);
  return !file || (file->unsynced.empty() && file->sizeOnMedium == file->bytes.size());
}

bool Disk::awaitsSync(const std::string& path) const {
  const auto file = find(path);
  return file && std::any_of(file->unsynced.begin(), file->unsynced.end(), [](const auto& each) { return !each.isDoubtful; });
}

std::shared_ptr<DiskFile> Disk::find(const std::string& path) const {
  const auto found = m_files.find(path);
  return found == m_files.end() ? nullptr : found->second;
}

std::shared_ptr<DiskFile> Disk::open(const std::string& path, bool mayCreate) {
  if (m_isDown || failsNow(Call::kOpen)) return nullptr;
  if (auto file = find(path)) return file;
  if (!mayCreate || freeBytes() == 0) return nullptr;
  return m_files[path] = std::make_shared<DiskFile>();
}

DiskAnswer Disk::read(DiskFile& file, uint64_t offset, std::span<char> into, size_t& got) {
  if (m_isDown || fails(m_errorChance) || failsNow(Call::kRead)) return DiskAnswer::kError;
  got = offset >= file.bytes.size() ? 0 : std::min<size_t>(into.size(), file.bytes.size() - offset);
  std::copy_n(file.bytes.begin() + static_cast<ptrdiff_t>(std::min<uint64_t>(offset, file.bytes.size())), got,
              into.begin());
  return DiskAnswer::kDone;
}

void Disk::keepOnMedium(DiskFile& file, uint64_t offset, uint64_t length) {
  auto at = std::lower_bound(file.unsynced.begin(), file.unsynced.end(), firstSector(offset),
                             [](const auto& each, uint64_t sector) { return each.sector < sector; });
  for (uint64_t sector = firstSector(offset); sector < endSector(offset, length); ++sector, ++at) {
    if (at == file.unsynced.end() || at->sector != sector) {
      at = file.unsynced.emplace(at, sector);
      copySector(file.bytes, *at);
    }
    at->isDoubtful = false;
    const uint64_t start = sector * kSectorBytes;
    at->from = std::min<size_t>(at->from, offset > start ? offset - start : 0);
    at->until = std::max<size_t>(at->until, std::min<uint64_t>(kSectorBytes, offset + length - start));
  }
}

DiskAnswer Disk::write(DiskFile& file, uint64_t offset, std::string_view bytes) {
  if (fails(m_errorChance) || failsNow(Call::kWrite)) return DiskAnswer::kError;
  if (failsNow(Call::kRoom)) return DiskAnswer::kFull;
  const uint64_t end = offset + bytes.size();
  if (end > file.bytes.size() && end - file.bytes.size() > freeBytes()) return DiskAnswer::kFull;
  if (m_isDown) return DiskAnswer::kError;
  keepOnMedium(file, offset, bytes.size());
  if (end > file.bytes.size()) file.bytes.resize(end, '\0');
  std::copy(bytes.begin(), bytes.end(), file.bytes.begin() + static_cast<ptrdiff_t>(offset));
  return survivesOperation() ? DiskAnswer::kDone : DiskAnswer::kError;
}

DiskAnswer Disk::truncate(DiskFile& file, uint64_t size) {
  if (m_isDown || failsNow(Call::kTruncate)) return DiskAnswer::kError;
  if (size < file.bytes.size()) keepOnMedium(file, size, file.bytes.size() - size);
  file.bytes.resize(size, '\0');
  return survivesOperation() ? DiskAnswer::kDone : DiskAnswer::kError;
}

DiskAnswer Disk::sync(DiskFile& file, Folder folder) {
  if (!survivesOperation()) return DiskAnswer::kError;
  if (fails(m_syncErrorChance) || failsNow(Call::kSync)) {
    for (auto& old : file.unsynced) old.isDoubtful = true;
    file.hasDoubtful = true;
    return DiskAnswer::kError;
  }
  if (m_syncsLie) return DiskAnswer::kDone;
  if (file.hasDoubtful) {
    std::erase_if(file.unsynced, [](const auto& each) { return !each.isDoubtful; });
  } else {
    file.unsynced.clear();
  }
  file.sizeOnMedium = file.bytes.size();
  if (folder == Folder::kSyncToo) syncFolder();
  return DiskAnswer::kDone;
}

DiskAnswer Disk::remove(const std::string& path, Folder folder) {
  const auto found = m_files.find(path);
  if (found == m_files.end()) return DiskAnswer::kNotFound;
  if (failsNow(Call::kRemove) || !survivesOperation()) return DiskAnswer::kError;
  m_ghosts[path] = found->second;
  m_files.erase(found);
  if (folder == Folder::kSyncToo) syncFolder();
  return DiskAnswer::kDone;
}

void Disk::syncFolder() {
  for (auto& [path, file] : m_files) file->isNameOnMedium = true;
  m_ghosts.clear();
}

}  // namespace foyer::sim
