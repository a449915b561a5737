#include "sync-server/http/asset_pages.h"

#include <algorithm>
#include <charconv>

#include "shared/base/ids.h"

namespace foyer::http {

namespace {

constexpr std::string_view kAssetsPath = "/assets/";
constexpr size_t kHashBytes = 32;

// Nothing: not one of ours.
std::optional<std::string> hashIn(std::string_view path) {
  if (!path.starts_with(kAssetsPath) || path.size() != kAssetsPath.size() + 2 * kHashBytes) return std::nullopt;
  return fromHex(path.substr(kAssetsPath.size()));
}

std::optional<uint64_t> number(std::string_view digits) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

Response pieceOf(const store::Reader& reader, const store::AssetRow& row, const Request& request, Status& status) {
  const std::string etag = '"' + toHex(row.sha256) + '"';
  Response response;
  response.with("Content-Type", row.mediaType).with("ETag", etag).with("Accept-Ranges", "bytes");
  response.with("Cache-Control", "public, max-age=31536000, immutable");
  const std::string_view ifNoneMatch = request.header("if-none-match");
  if (ifNoneMatch == "*" || ifNoneMatch.find(etag) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  ByteRange range{0, row.sizeBytes};
  const std::string_view ifRange = request.header("if-range");
  const auto asked = ifRange.empty() || ifRange == etag ? byteRange(request.header("range"), row.sizeBytes) : std::nullopt;
  if (asked) {
    range = *asked;
    response.status = range.count == 0 ? 416 : 206;
    const std::string extent = range.count == 0 ? "*" : std::to_string(range.offset) + "-" +
                                                            std::to_string(range.offset + range.count - 1);
    response.with("Content-Range", "bytes " + extent + "/" + std::to_string(row.sizeBytes));
  }
  auto bytes = reader.assetBytes(row.sha256, range.offset, range.count);
  if (bytes.ok()) response.body = std::move(*bytes);
  else status = bytes.error();
  return response;
}

}  // namespace

std::optional<ByteRange> byteRange(std::string_view header, uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (!header.starts_with(kUnit)) return std::nullopt;
  header.remove_prefix(kUnit.size());
  const size_t hyphen = header.find('-');
  if (hyphen == std::string_view::npos) return std::nullopt;
  const std::string_view from = header.substr(0, hyphen), until = header.substr(hyphen + 1);
  const auto first = number(from), last = number(until);
  if (from.empty()) {
    if (!last) return std::nullopt;
    const uint64_t count = std::min(*last, size);
    return ByteRange{size - count, count};
  }
  if (!first || (!until.empty() && (!last || *last < *first))) return std::nullopt;
  if (*first >= size) return ByteRange{size, 0};
  return ByteRange{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

Respond assetResponder(const store::Store& store, Respond otherwise) {
  return [&store, otherwise = std::move(otherwise)](const Request& request) -> Response {
    const auto hash = hashIn(request.path);
    if (!hash) return otherwise(request);
    if (request.method != "GET" && request.method != "HEAD") return methodNotAllowed("GET, HEAD");
    Response response = plainText(404, "There is no picture or recording of this name, or not any more.");
    const Status read = store.read([&](const store::Reader& reader) -> Status {
      FOYER_ASSIGN(const auto row, reader.asset(*hash));
      Status status;
      if (row) response = pieceOf(reader, *row, request, status);
      return status;
    });
    if (read.ok()) return response;
    return plainText(503, "The pictures cannot be read at the moment; try again later.").with("Retry-After", "30");
  };
}

}  // namespace foyer::http
