#include "sync-server/http/static_files.h"

#include <openssl/sha.h>

#include <cctype>
#include <fstream>
#include <iterator>

#include "shared/base/ids.h"
#include "sync-server/http/limits.h"

namespace foyer::http {

namespace fs = std::filesystem;

namespace {
// Half of a SHA-256 tells any two builds apart.
constexpr size_t kEtagBytes = 16;
// What Vite puts between the last '-' and the extension.
constexpr size_t kHashLetters = 8;

std::string extensionOf(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : lowerCase(name.substr(dot));
}

std::string contentTypeOf(std::string_view path) {
  static const std::map<std::string, std::string> kTypes = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff", "font/woff"},
      {".woff2", "font/woff2"},
      {".ttf", "font/ttf"},
      {".txt", "text/plain; charset=utf-8"},
      {".wasm", "application/wasm"},
  };
  const auto found = kTypes.find(extensionOf(path));
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

std::string etagOf(const std::string& content) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest);
  return '"' + toHex({reinterpret_cast<const char*>(digest), kEtagBytes}) + '"';
}

// "/assets/index-BqO3x_9a.js": the name changes with the content.
bool hasHashedName(std::string_view path) {
  if (!path.starts_with("/assets/")) return false;
  const std::string_view stem = path.substr(0, path.size() - extensionOf(path).size());
  if (stem.size() <= kHashLetters || stem[stem.size() - kHashLetters - 1] != '-') return false;
  for (const char c : stem.substr(stem.size() - kHashLetters)) {
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '-') return false;
  }
  return true;
}

// True when the browser's copy is this one.
bool matches(std::string_view ifNoneMatch, std::string_view etag) {
  return ifNoneMatch == "*" || ifNoneMatch.find(etag) != std::string_view::npos;
}
}  // namespace

Result<StaticFiles> StaticFiles::load(const fs::path& folder) {
  const Error unreadable(Code::kNotFound, "The folder " + folder.string() +
                                              " with the console's pages cannot be read; build or install the console.");
  auto files = std::make_shared<Files>();
  uint64_t bytes = 0;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->is_symlink() || !entry->is_regular_file()) continue;
    std::ifstream stream(entry->path(), std::ios::binary);
    if (!stream) return unreadable;
    File file;
    file.content.assign(std::istreambuf_iterator<char>(stream), {});
    bytes += file.content.size();
    if (bytes > kStaticBytesMax || files->size() >= kStaticFilesMax) {
      return Error(Code::kResourceExhausted, "The folder " + folder.string() +
                                                 " is too large for the console's pages; give the folder of its build.");
    }
    const std::string path = "/" + entry->path().lexically_relative(folder).generic_string();
    file.etag = etagOf(file.content);
    file.contentType = contentTypeOf(path);
    file.cacheControl = hasHashedName(path) ? "public, max-age=31536000, immutable" : "no-cache";
    files->emplace(path, std::move(file));
  }
  if (error || files->find("/index.html") == files->end()) return unreadable;
  return StaticFiles(std::move(files));
}

Response StaticFiles::operator()(const Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return methodNotAllowed("GET, HEAD");
  const bool isStrange = request.path.find("..") != std::string::npos || request.path.find('\\') != std::string::npos;
  auto found = m_files->find(request.path);
  if (found == m_files->end() && !isStrange && extensionOf(request.path).empty()) found = m_files->find("/index.html");
  if (found == m_files->end()) return plainText(404, "There is no file at this address.");
  const File& file = found->second;
  Response response;
  response.with("ETag", file.etag).with("Cache-Control", file.cacheControl).with("Content-Type", file.contentType);
  if (matches(request.header("if-none-match"), file.etag)) {
    response.status = 304;
  } else {
    response.body = file.content;
  }
  return response;
}

}  // namespace foyer::http
