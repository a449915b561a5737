// The console's files, the router, metrics and health: responders without a socket, and one round with it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "sync-server/http/metrics.h"
#include "sync-server/http/router.h"
#include "sync-server/http/server.h"
#include "sync-server/http/static_files.h"
#include "tests/sync-server/http/peer.h"

namespace foyer::http {
namespace {

using testing::HasSubstr;

std::string headerOf(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (equalsIgnoringCase(key, name)) return value;
  }
  return {};
}

class StaticFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    m_folder.write("console/index.html", "<!doctype html><title>Foyer</title>");
    m_folder.write("console/assets/index-BqO3x_9a.js", "console.log(1)");
    m_folder.write("console/assets/plain.css", "body{}");
    m_folder.write("console/icon.svg", "<svg/>");
    m_folder.write("secret.txt", "a secret");
    std::filesystem::create_symlink(m_folder.path() / "secret.txt", m_folder.path() / "console/link.txt");
    auto loaded = StaticFiles::load(m_folder.path() / "console");
    ASSERT_TRUE(loaded.ok()) << loaded.error().message();
    m_files.emplace(std::move(*loaded));
  }
  Response get(const std::string& path, const std::string& ifNoneMatch = {}) const {
    Request request;
    request.method = "GET";
    request.path = path;
    if (!ifNoneMatch.empty()) request.headers["if-none-match"] = ifNoneMatch;
    return (*m_files)(request);
  }

  ScratchFolder m_folder;
  std::optional<StaticFiles> m_files;
};

TEST_F(StaticFilesTest, ServesFilesWithTheirTypesAndCachesHashedNamesForEver) {
  EXPECT_EQ(headerOf(get("/icon.svg"), "Content-Type"), "image/svg+xml");
  EXPECT_EQ(headerOf(get("/assets/index-BqO3x_9a.js"), "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_THAT(headerOf(get("/assets/index-BqO3x_9a.js"), "Cache-Control"), HasSubstr("immutable"));
  EXPECT_EQ(headerOf(get("/assets/plain.css"), "Cache-Control"), "no-cache");
  EXPECT_EQ(headerOf(get("/index.html"), "Cache-Control"), "no-cache");
}

TEST_F(StaticFilesTest, GivesIndexHtmlForPagesOfTheApplicationAnd404ForMissingFiles) {
  for (const char* path : {"/", "/cases", "/records/0190a/history"}) {
    EXPECT_EQ(get(path).status, 200) << path;
    EXPECT_THAT(get(path).body, HasSubstr("<!doctype html>")) << path;
  }
  EXPECT_EQ(get("/assets/missing.js").status, 404);
  EXPECT_EQ(get("/favicon.ico").status, 404);
}

TEST_F(StaticFilesTest, AnswersNotModifiedToAFreshCopy) {
  const std::string etag = headerOf(get("/icon.svg"), "ETag");
  EXPECT_EQ(get("/icon.svg", etag).status, 304);
  EXPECT_EQ(get("/icon.svg", "W/\"other\", " + etag).status, 304);
  EXPECT_EQ(get("/icon.svg", "\"other\"").status, 200);
  EXPECT_NE(etag, headerOf(get("/index.html"), "ETag"));
}

TEST_F(StaticFilesTest, NeverLeavesTheFolder) {
  for (const char* path : {"/../secret.txt", "/assets/../../secret.txt", "/..", "/../../etc/passwd", "/..\\secret",
                           "//etc/passwd.txt", "/link.txt", "/assets/../../secret"}) {
    const Response response = get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_THAT(response.body, Not(HasSubstr("a secret"))) << path;
  }
}

TEST_F(StaticFilesTest, RefusesOtherMethods) {
  Request request;
  request.method = "DELETE";
  request.path = "/index.html";
  const Response response = (*m_files)(request);
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(headerOf(response, "Allow"), "GET, HEAD");
}

TEST_F(StaticFilesTest, SaysWhatToDoWithoutAConsole) {
  const auto missing = StaticFiles::load(m_folder.path() / "nowhere");
  ASSERT_FALSE(missing.ok());
  EXPECT_THAT(missing.error().message(), HasSubstr("build or install the console"));
  EXPECT_FALSE(StaticFiles::load(m_folder.path()).ok()) << "no index.html";
}

TEST_F(StaticFilesTest, RefusesEscapedTraversalOverTheWireToo) {
  auto server = Server::start(Options{}, *m_files);
  ASSERT_TRUE(server.ok());
  for (const char* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/%2e%2e/%2e%2e/secret.txt",
                           "/%2e%2e%5csecret"}) {
    const Answer answer = Peer((*server)->port(), Peer::Wire::kPlain).ask("GET", path);
    EXPECT_EQ(answer.status, 404) << path;
  }
  const Answer page = Peer((*server)->port(), Peer::Wire::kPlain).ask("GET", "/inbox?site=1");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.headers.at("content-type"), "text/html; charset=utf-8");
  const Answer same = Peer((*server)->port(), Peer::Wire::kPlain).ask("GET", "/", {{"If-None-Match", page.headers.at("etag")}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.body, "");
}

TEST(Router, PrefersTheExactThenTheLongestAddress) {
  const auto say = [](std::string text) { return [text](const Request&) { return plainText(200, text); }; };
  Router router;
  router.at("/health", say("exact")).under("/a", say("short")).under("/a.b/", say("long"));
  const auto ask = [&](std::string path) {
    Request request;
    request.path = std::move(path);
    return router(request);
  };
  EXPECT_EQ(ask("/health").body, "exact\n");
  EXPECT_EQ(ask("/a.b/c").body, "long\n");
  EXPECT_EQ(ask("/ab").body, "short\n");
  EXPECT_EQ(ask("/other").status, 404);
  router.otherwise(say("rest"));
  EXPECT_EQ(ask("/other").body, "rest\n");
}

TEST(Metrics, WritesCountersAndGaugesInTheTextFormat) {
  Metrics metrics;
  Counter& hall = metrics.counter("foyer_entries_total", "Entries taken", {{"site", "ha\"ll\n"}});
  Gauge& open = metrics.gauge("foyer_connections", "Open connections");
  Counter& yard = metrics.counter("foyer_entries_total", "Entries taken", {{"site", "yard"}});
  metrics.measured(Metrics::Kind::kGauge, "foyer_queue", "Waiting", [] { return int64_t{7}; });
  hall.add(3);
  yard.add();
  open.set(5);
  open.add(-2);
  EXPECT_EQ(metrics.exposition(),
            "# HELP foyer_entries_total Entries taken\n# TYPE foyer_entries_total counter\n"
            "foyer_entries_total{site=\"ha\\\"ll\\n\"} 3\nfoyer_entries_total{site=\"yard\"} 1\n"
            "# HELP foyer_connections Open connections\n# TYPE foyer_connections gauge\nfoyer_connections 3\n"
            "# HELP foyer_queue Waiting\n# TYPE foyer_queue gauge\nfoyer_queue 7\n");
}

TEST(Metrics, CountsFromManyThreads) {
  Metrics metrics;
  Counter& counter = metrics.counter("foyer_calls_total", "Calls");
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) counter.add();
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(counter.value(), 8000u);
  Request request;
  request.method = "GET";
  EXPECT_THAT(metricsResponder(metrics)(request).body, HasSubstr("foyer_calls_total 8000\n"));
  request.method = "POST";
  EXPECT_EQ(metricsResponder(metrics)(request).status, 405);
}

TEST(HealthAnswer, SaysOkOrWhyNot) {
  Health health{okStatus(), {{"version", "0.1.0"}}};
  const Respond respond = healthResponder([&] { return health; });
  Request request;
  request.method = "GET";
  EXPECT_EQ(respond(request).body, R"({"status":"ok","version":"0.1.0"})");
  health.status = Error(Code::kUnavailable, "The disk is full; free space.");
  EXPECT_EQ(respond(request).status, 503);
  EXPECT_EQ(respond(request).body, R"({"status":"failing","reason":"The disk is full; free space.","version":"0.1.0"})");
}

}  // namespace
}  // namespace foyer::http
