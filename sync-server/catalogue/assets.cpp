#include "sync-server/catalogue/assets.h"

#include <fstream>

#include "shared/seal/sha256.h"

namespace foyer::catalogue {
namespace {

namespace fs = std::filesystem;

// What kiosks and browsers show without a plug-in. No SVG: it may hold scripts, and it would be served beside the
// staff console.
struct Type {
  const char* ending;
  const char* mediaType;
  std::string_view beginning;
};
constexpr Type kTypes[] = {
    {".png", "image/png", "\x89PNG\r\n\x1a\n"},
    {".jpg", "image/jpeg", "\xff\xd8\xff"},
    {".jpeg", "image/jpeg", "\xff\xd8\xff"},
    {".ogg", "audio/ogg", "OggS"},
    {".mp3", "audio/mpeg", "ID3"},
    {".mp3", "audio/mpeg", "\xff\xfb"},
};

// Nothing: the content is not what the name says.
const Type* typeOf(const fs::path& name, std::string_view content) {
  for (const Type& type : kTypes) {
    if (name.extension() == type.ending && content.starts_with(type.beginning)) return &type;
  }
  return nullptr;
}

bool isKnownEnding(const fs::path& name) {
  for (const Type& type : kTypes) {
    if (name.extension() == type.ending) return true;
  }
  return false;
}

}  // namespace

void Assets::read(v1::Asset& asset, const std::string& field, const std::string& file, int line, Problems& problems) {
  const std::string& name = asset.file();
  if (name.empty()) return;  // the filler has said so
  const auto refuse = [&](const std::string& sentence) { problems.add(file, line, sentence); };
  if (name.find('/') != std::string::npos || name.find('\\') != std::string::npos || name.front() == '.')
    return refuse(inQuotes(name) + " is not the name of a file in the folder \"assets\"; write the name alone.");
  if (!isKnownEnding(name))
    return refuse(inQuotes(name) + " is of a kind that kiosks cannot show; use .png or .jpg for pictures, .ogg or .mp3 for recordings.");
  std::error_code failed;
  const fs::path path = m_folder / name;
  const auto size = fs::is_symlink(path, failed) ? 0 : fs::file_size(path, failed);
  if (failed || size == 0)
    return refuse("There is no file " + inQuotes(name) + " in the folder \"assets\", or it is empty; put it there or correct the name.");
  if (size > kAssetBytesMax)
    return refuse(inQuotes(name) + " is larger than 8 MiB; make the picture smaller or the recording shorter.");
  LoadedAsset loaded;
  loaded.content.resize(size);
  if (!std::ifstream(path, std::ios::binary).read(loaded.content.data(), static_cast<std::streamsize>(size)))
    return refuse(inQuotes(name) + " cannot be read; check that the server's account may read it.");
  const Type* type = typeOf(name, loaded.content);
  if (type == nullptr) return refuse(inQuotes(name) + " is not what its name says; save it again as the kind of its ending.");
  const bool isSound = std::string_view(type->mediaType).starts_with("audio/");
  if (isSound != (field == "recording"))
    return refuse(inQuotes(name) + (isSound ? " is a recording; name it under \"recording\"." : " is a picture; name it under \"image\"."));
  loaded.mediaType = type->mediaType;
  const std::string hash = seal::sha256(loaded.content);
  asset.set_sha256(hash);
  asset.set_size_bytes(static_cast<uint32_t>(size));
  asset.set_media_type(type->mediaType);
  if (m_loaded.contains(hash)) return;
  m_bytes += size;
  if (m_bytes > kAssetsBytesMax)
    return refuse("With " + inQuotes(name) + " the pictures and recordings are more than 128 MiB together; take some away or make them smaller.");
  m_loaded.emplace(hash, std::move(loaded));
}

}  // namespace foyer::catalogue
