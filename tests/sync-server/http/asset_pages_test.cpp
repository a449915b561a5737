// Pictures over HTTP: whole, in pieces, cached for ever, and beside the console's files.
#include "sync-server/http/asset_pages.h"

#include <gmock/gmock.h>

#include "shared/base/ids.h"
#include "shared/seal/sha256.h"
#include "sync-server/store/sqlite_store.h"
#include "tests/sync-server/http/peer.h"

namespace foyer::http {
namespace {

using testing::HasSubstr;

struct AssetPages : testing::Test {
  AssetPages() {
    std::filesystem::create_directory(folder.path() / "data");
    auto opened = store::SqliteStore::open((folder.path() / "data").string(), store::Opening::kCreate);
    EXPECT_TRUE(opened.ok());
    store = std::move(*opened);
    EXPECT_TRUE(store->write([&](store::Writer& writer) {
                       return writer.putAsset({hash, "image/png", content.size()}, content);
                     }).ok());
    respond = assetResponder(*store, [](const Request&) { return plainText(200, "console"); });
  }
  Response get(const std::string& target, std::map<std::string, std::string, std::less<>> headers = {},
               const std::string& method = "GET") const {
    Request request;
    request.method = method;
    request.path = target;
    request.headers = std::move(headers);
    return respond(request);
  }
  static std::string headerOf(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (equalsIgnoringCase(key, name)) return value;
    }
    return {};
  }

  ScratchFolder folder;
  const std::string content = "twenty bytes of data";
  const std::string hash = seal::sha256(content);
  const std::string path = "/assets/" + toHex(hash);
  std::unique_ptr<store::Store> store;
  Respond respond;
};

TEST_F(AssetPages, GivesTheWholeAndLetsItBeKeptForEver) {
  const Response whole = get(path);
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.body, content);
  EXPECT_EQ(headerOf(whole, "Content-Type"), "image/png");
  EXPECT_THAT(headerOf(whole, "Cache-Control"), HasSubstr("immutable"));
  EXPECT_EQ(headerOf(whole, "Accept-Ranges"), "bytes");
  EXPECT_EQ(get(path, {{"if-none-match", headerOf(whole, "ETag")}}).status, 304);
}

TEST_F(AssetPages, GivesOnePieceAndSaysWhereItIs) {
  const Response piece = get(path, {{"range", "bytes=7-11"}});
  EXPECT_EQ(piece.status, 206);
  EXPECT_EQ(piece.body, "bytes");
  EXPECT_EQ(headerOf(piece, "Content-Range"), "bytes 7-11/20");
  EXPECT_EQ(get(path, {{"range", "bytes=16-"}}).body, "data");
  EXPECT_EQ(get(path, {{"range", "bytes=-4"}}).body, "data");
  EXPECT_EQ(get(path, {{"range", "bytes=0-999"}}).body, content);
  const Response beyond = get(path, {{"range", "bytes=20-"}});
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(headerOf(beyond, "Content-Range"), "bytes */20");
}

TEST_F(AssetPages, GivesTheWholeForRangesThatItDoesNotServe) {
  for (const char* range : {"bytes=1-2,4-5", "bytes=5-2", "bytes=", "bytes=x-", "lines=1-2", "bytes=99999999999999999999-"}) {
    const Response whole = get(path, {{"range", range}});
    EXPECT_EQ(whole.status, 200) << range;
    EXPECT_EQ(whole.body, content) << range;
  }
  EXPECT_EQ(get(path, {{"range", "bytes=1-2"}, {"if-range", "\"another\""}}).status, 200);
}

TEST_F(AssetPages, Gives404ForOtherHashesAndTheConsoleForOtherNames) {
  EXPECT_EQ(get("/assets/" + std::string(64, '0')).status, 404);
  EXPECT_EQ(get("/assets/index-BqO3x_9a.js").body, "console\n");
  EXPECT_EQ(get("/assets/" + std::string(64, 'z')).body, "console\n");
  EXPECT_EQ(get(path, {}, "POST").status, 405);
}

}  // namespace
}  // namespace foyer::http
