// Pictures and recordings of the published catalogue: GET /assets/<SHA-256 in hex>.
//
// Place: the Router's prefix /assets/; what is no hash goes on to `otherwise` (the console's own files). Nobody is
// asked who they are: these bytes are published, and whoever knows a hash knows what it names. They never change,
// so they are cached for ever. One range is answered (206), so that a kiosk fetches in pieces and goes on after a
// torn line; several at once get the whole. Ownership: refers to the store. Threads: any worker. Errors: 404 for
// what is not there (any more), 416 for a range beyond the end. Does not: list, write, or know the catalogue.
#pragma once

#include "sync-server/http/message.h"
#include "sync-server/store/store.h"

namespace foyer::http {

Respond assetResponder(const store::Store& store, Respond otherwise);

// "bytes=5-9" of 20 -> {5, 5}; "bytes=15-" -> {15, 5}; "bytes=-3" -> {17, 3}. Nothing: no single range.
struct ByteRange {
  uint64_t offset = 0;
  uint64_t count = 0;  // 0: it begins beyond the end
};
std::optional<ByteRange> byteRange(std::string_view header, uint64_t size);

}  // namespace foyer::http
