// The server under friendly and hostile peers, over real TLS sockets on loopback.
#include "sync-server/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "tests/sync-server/http/peer.h"

namespace foyer::http {
namespace {

using testing::HasSubstr;

Response echo(const Request& request) {
  Response response = plainText(200, request.method + ' ' + request.path + '?' + request.query + ' ' + request.body);
  return response.with("X-Peer", request.peerAddress);
}

// A door that keeps calls inside until the test opens it.
class Door {
 public:
  void pass() {
    std::unique_lock lock(m_mutex);
    ++m_waiting;
    m_wake.notify_all();
    m_wake.wait(lock, [this] { return m_isOpen; });
  }
  void open() {
    const std::lock_guard lock(m_mutex);
    m_isOpen = true;
    m_wake.notify_all();
  }
  bool awaitWaiting(int count) {
    std::unique_lock lock(m_mutex);
    return m_wake.wait_for(lock, std::chrono::milliseconds(kPeerPatienceMs), [&] { return m_waiting >= count; });
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_wake;
  int m_waiting = 0;
  bool m_isOpen = false;
};

class HttpServer : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_folder = new ScratchFolder;
    writeCertificate(s_folder->path());
  }
  static void TearDownTestSuite() {
    delete s_folder;
    s_folder = nullptr;
  }

  Options options() const {
    Options made;
    made.tls = TlsFiles{s_folder->path() / "cert.pem", s_folder->path() / "key.pem"};
    return made;
  }
  void start(Options with, Respond respond) {
    auto started = Server::start(std::move(with), std::move(respond));
    ASSERT_TRUE(started.ok()) << started.error().message();
    m_server = std::move(*started);
  }
  uint16_t port() const { return m_server->port(); }

  static ScratchFolder* s_folder;
  std::unique_ptr<Server> m_server;
};
ScratchFolder* HttpServer::s_folder = nullptr;

TEST_F(HttpServer, AnswersSeveralRequestsOverOneTlsConnection) {
  start(options(), echo);
  Peer peer(port(), Peer::Wire::kTls);
  const Answer first = peer.ask("GET", "/a%20b?x=%31");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "GET /a b?x=%31 \n");
  EXPECT_EQ(first.headers.at("x-peer"), "127.0.0.1");
  const Answer second = peer.ask("POST", "/c", {}, "hello");
  EXPECT_EQ(second.body, "POST /c? hello\n");
}

TEST_F(HttpServer, PutsTheSecurityHeadersOnEveryAnswer) {
  start(options(), [](const Request&) { return plainText(404, "no"); });
  Peer good(port(), Peer::Wire::kTls);
  Peer bad(port(), Peer::Wire::kTls);
  bad.send("nonsense\r\n\r\n");
  for (const Answer& answer : {good.ask("GET", "/"), bad.receive()}) {
    EXPECT_THAT(answer.headers.at("content-security-policy"), HasSubstr("default-src 'self'"));
    EXPECT_THAT(answer.headers.at("content-security-policy"), HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(answer.headers.at("content-security-policy"), Not(HasSubstr("unsafe")));
    EXPECT_EQ(answer.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.headers.at("referrer-policy"), "no-referrer");
    EXPECT_EQ(answer.headers.at("cache-control"), "no-store");
    EXPECT_THAT(answer.headers.at("strict-transport-security"), HasSubstr("max-age="));
  }
}

TEST_F(HttpServer, AnswersHeadWithTheLengthAndWithoutTheBody) {
  start(options(), [](const Request&) { return plainText(200, "four"); });
  Peer peer(port(), Peer::Wire::kTls);
  peer.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  // The body of a GET follows directly after the head of the HEAD; the peer here reads it as one answer.
  const Answer head = peer.receive();
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "5");
  EXPECT_EQ(head.body, "HTTP/");
}

TEST_F(HttpServer, RefusesABodyThatIsTooLargeWithAReason) {
  Options small = options();
  small.limits.bodyBytesMax = 1000;
  start(small, echo);
  Peer peer(port(), Peer::Wire::kTls);
  const Answer answer = peer.ask("POST", "/", {}, std::string(200'000, 'x'));
  EXPECT_EQ(answer.status, 413);
  EXPECT_THAT(answer.body, HasSubstr("too large"));
  EXPECT_EQ(Peer(port(), Peer::Wire::kTls).ask("GET", "/").status, 200);
}

TEST_F(HttpServer, RefusesALargeBodyInChunksToo) {
  Options small = options();
  small.limits.bodyBytesMax = 1000;
  start(small, echo);
  Peer peer(port(), Peer::Wire::kTls);
  peer.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2000\r\n" + std::string(0x2000, 'x'));
  EXPECT_EQ(peer.receive().status, 413);
}

TEST_F(HttpServer, TellsAPeerThatAsksFirstWhetherTheBodyMayCome) {
  start(options(), echo);
  Peer peer(port(), Peer::Wire::kTls);
  peer.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(peer.receive().status, 100);
  peer.send("ok");
  EXPECT_EQ(peer.receive().status, 200);
  Peer greedy(port(), Peer::Wire::kTls);
  greedy.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(greedy.receive().status, 413);
}

TEST_F(HttpServer, RefusesAHeaderBombWithAReason) {
  start(options(), echo);
  Peer oneLong(port(), Peer::Wire::kTls);
  EXPECT_EQ(oneLong.ask("GET", "/", {{"X-Long", std::string(40'000, 'a')}}).status, 431);
  std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 5000; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
  Peer several(port(), Peer::Wire::kTls);
  several.send(many + "\r\n");
  EXPECT_EQ(several.receive().status, 431);
  EXPECT_EQ(Peer(port(), Peer::Wire::kTls).ask("GET", "/").status, 200);
}

TEST_F(HttpServer, RefusesMalformedRequestsWithAReason) {
  start(options(), echo);
  const std::string requests[] = {
      "nonsense\r\n\r\n",
      std::string("\0\1\2\3\r\n\r\n", 8),
      "GET / HTTP/9.9\r\nHost: h\r\n\r\n",
      "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET http://elsewhere/ HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nBad Header: 1\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  };
  for (const auto& request : requests) {
    Peer peer(port(), Peer::Wire::kTls);
    peer.send(request);
    const Answer answer = peer.receive();
    EXPECT_EQ(answer.status, 400) << request;
    EXPECT_FALSE(answer.body.empty()) << request;
  }
  EXPECT_EQ(Peer(port(), Peer::Wire::kTls).ask("GET", "/").status, 200);
}

TEST_F(HttpServer, SurvivesPeersThatSpeakNoTlsOrVanish) {
  start(options(), echo);
  for (int i = 0; i < 20; ++i) {
    Peer plain(port(), Peer::Wire::kPlain);
    plain.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    Peer vanishing(port(), Peer::Wire::kTls);
    vanishing.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf");
  }
  EXPECT_EQ(Peer(port(), Peer::Wire::kTls).ask("GET", "/").status, 200);
}

TEST_F(HttpServer, IsNotDelayedByIdleConnections) {
  start(options(), echo);
  std::deque<Peer> idle;
  for (int i = 0; i < 9; ++i) idle.emplace_back(port(), i % 2 ? Peer::Wire::kTls : Peer::Wire::kPlain);
  Peer peer(port(), Peer::Wire::kTls);
  EXPECT_EQ(peer.ask("GET", "/").status, 200);
  // They are still there: the ones with TLS are answered when they speak at last.
  EXPECT_EQ(idle[1].ask("GET", "/").status, 200);
}

TEST_F(HttpServer, ClosesASlowLoris) {
  Options hasty = options();
  hasty.limits.readDeadlineMs = 400;
  start(hasty, echo);
  Peer loris(port(), Peer::Wire::kTls);
  const std::string request = "GET / HTTP/1.1\r\nHost: h\r\n" + std::string(1000, 'x');
  // A byte each 20 ms would take 20 s; each of them would reset a timeout that looks at silence alone.
  size_t sent = 0;
  while (sent < request.size() && loris.send(request.substr(sent, 1))) {
    ++sent;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_LT(sent, request.size());
}

TEST_F(HttpServer, ClosesAConnectionThatStaysSilent) {
  Options hasty = options();
  hasty.limits.idleTimeoutMs = 200;
  hasty.limits.readDeadlineMs = 200;
  start(hasty, echo);
  Peer silent(port(), Peer::Wire::kTls);
  EXPECT_EQ(silent.ask("GET", "/").status, 200);
  EXPECT_TRUE(silent.isClosedByServer());
  EXPECT_TRUE(Peer(port(), Peer::Wire::kPlain).isClosedByServer()) << "no handshake";
}

TEST_F(HttpServer, GivesThePlaceOfTheLongestSilentPeerToANewOne) {
  ServerFigures figures;
  Options few = options();
  few.limits.connectionsMax = 3;
  few.figures = &figures;
  start(few, echo);
  Peer first(port(), Peer::Wire::kTls);
  EXPECT_EQ(first.ask("GET", "/").status, 200);
  std::deque<Peer> others;
  for (int i = 0; i < 2; ++i) EXPECT_EQ(others.emplace_back(port(), Peer::Wire::kTls).ask("GET", "/").status, 200);
  Peer late(port(), Peer::Wire::kTls);
  EXPECT_EQ(late.ask("GET", "/").status, 200);
  EXPECT_TRUE(first.isClosedByServer());
  EXPECT_EQ(others[1].ask("GET", "/").status, 200);
  EXPECT_EQ(figures.refusedConnections.load(), 1u);
  m_server.reset();
}

TEST_F(HttpServer, SaysBusyWhenTheQueueIsFullAndRecovers) {
  Door door;
  Options narrow = options();
  narrow.limits.workers = 1;
  narrow.limits.queuedCallsMax = 1;
  start(narrow, [&](const Request& request) {
    if (request.path == "/slow") door.pass();
    return plainText(200, "done");
  });
  Peer running(port(), Peer::Wire::kTls);
  running.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(door.awaitWaiting(1));
  // Of two more one takes the place in the queue and the other is told to come back.
  Peer one(port(), Peer::Wire::kTls);
  Peer two(port(), Peer::Wire::kTls);
  one.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  const Answer busy = two.ask("GET", "/");
  EXPECT_EQ(busy.status, 503);
  EXPECT_FALSE(busy.headers.at("retry-after").empty());
  door.open();
  EXPECT_EQ(running.receive().status, 200);
  EXPECT_EQ(one.receive().status, 200);
  EXPECT_EQ(two.ask("GET", "/").status, 200);
}

TEST_F(HttpServer, SlowCallsDoNotHoldTheNetworkThread) {
  Door door;
  start(options(), [&](const Request& request) {
    if (request.path == "/slow") door.pass();
    return plainText(200, "done");
  });
  Peer slow(port(), Peer::Wire::kTls);
  slow.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(door.awaitWaiting(1));
  EXPECT_EQ(Peer(port(), Peer::Wire::kTls).ask("GET", "/").status, 200);
  door.open();
  EXPECT_EQ(slow.receive().status, 200);
}

TEST_F(HttpServer, AnswersTwoHundredRequestsFromManyPeersAtOnce) {
  start(options(), echo);
  std::atomic<int> answered{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 20; ++t) {
    threads.emplace_back([&, t] {
      Peer peer(port(), Peer::Wire::kTls);
      for (int i = 0; i < 10; ++i) {
        const std::string text = std::to_string(t) + '-' + std::to_string(i);
        const Answer answer = peer.ask("POST", "/x", {}, text);
        if (answer.status == 200 && answer.body == "POST /x? " + text + "\n") ++answered;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(answered.load(), 200);
}

TEST_F(HttpServer, StopsGracefullyAndLetsAnAnswerUnderWayLeave) {
  Door door;
  start(options(), [&](const Request&) {
    door.pass();
    return plainText(200, "finished");
  });
  Peer idle(port(), Peer::Wire::kTls);
  Peer working(port(), Peer::Wire::kTls);
  working.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(door.awaitWaiting(1));
  std::thread stopper([&] { m_server->stop(); });
  EXPECT_TRUE(idle.isClosedByServer());
  door.open();
  const Answer answer = working.receive();
  EXPECT_EQ(answer.body, "finished\n");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  stopper.join();
  EXPECT_EQ(Peer(port(), Peer::Wire::kPlain).ask("GET", "/").status, 0) << "nobody listens any more";
}

TEST_F(HttpServer, StopsAlthoughAPeerNeverReadsItsAnswer) {
  Options hasty = options();
  hasty.limits.stopDeadlineMs = 300;
  start(hasty, [](const Request&) { return plainText(200, std::string(64 * 1024 * 1024, 'x')); });
  Peer deaf(port(), Peer::Wire::kTls);
  deaf.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const auto before = std::chrono::steady_clock::now();
  m_server->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(kPeerPatienceMs));
  m_server.reset();
}

TEST_F(HttpServer, CanBeAskedToStopFromInsideACallAndFromSeveralThreads) {
  start(options(), [this](const Request&) {
    m_server->stop();
    return plainText(200, "stopping");
  });
  EXPECT_EQ(Peer(port(), Peer::Wire::kTls).ask("GET", "/").status, 200);
  std::thread other([this] { m_server->stop(); });
  m_server->stop();
  other.join();
}

TEST_F(HttpServer, TurnsAnEscapedExceptionIntoAnAnswer) {
  start(options(), [](const Request&) -> Response { throw std::runtime_error("Amal Example, 0151"); });
  const Answer answer = Peer(port(), Peer::Wire::kTls).ask("GET", "/");
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, Not(HasSubstr("Amal")));
}

TEST_F(HttpServer, NeverLetsAValueBecomeAHeaderOfItsOwn) {
  start(options(), [](const Request&) { return plainText(200, "ok").with("X-Name", "a\r\nSet-Cookie: b=c"); });
  const Answer answer = Peer(port(), Peer::Wire::kTls).ask("GET", "/");
  EXPECT_EQ(answer.status, 200);
  EXPECT_FALSE(answer.headers.contains("set-cookie"));
}

TEST_F(HttpServer, SaysWhatToDoWhenThePortIsTaken) {
  start(options(), echo);
  Options same = options();
  same.port = port();
  const auto second = Server::start(same, echo);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().message(), "Another program already listens on port " + std::to_string(port()) +
                                          " of 127.0.0.1; stop it, or choose another port in the settings.");
}

TEST_F(HttpServer, SaysWhatToDoWhenCertificateKeyOrAddressDoNotFit) {
  const ScratchFolder other;
  writeCertificate(other.path());
  const auto reasonOf = [&](const Options& with) {
    const auto started = Server::start(with, echo);
    return started.ok() ? std::string("started") : started.error().message();
  };
  Options with = options();
  with.tls->certificateChain = other.path() / "missing.pem";
  EXPECT_THAT(reasonOf(with), testing::AllOf(HasSubstr("missing.pem cannot be read"), HasSubstr("foyer-server init")));
  with = options();
  with.tls->privateKey = other.write("broken.pem", "not a key");
  EXPECT_THAT(reasonOf(with), HasSubstr("broken.pem is not a valid PEM file"));
  with = options();
  with.tls->privateKey = other.path() / "key.pem";
  EXPECT_THAT(reasonOf(with), HasSubstr("does not belong to the certificate"));
  with = options();
  with.listenAddress = "somewhere";
  EXPECT_THAT(reasonOf(with), HasSubstr("not a numeric IP address"));
  with.listenAddress = "203.0.113.7";
  EXPECT_THAT(reasonOf(with), HasSubstr("give an address of this machine"));
  with.listenAddress = "0.0.0.0";
  with.tls.reset();
  EXPECT_THAT(reasonOf(with), HasSubstr("Without a certificate the server listens on loopback only"));
}

TEST_F(HttpServer, ServesPlainHttpOnLoopbackWithoutStrictTransport) {
  start(Options{}, echo);
  const Answer answer = Peer(port(), Peer::Wire::kPlain).ask("GET", "/");
  EXPECT_EQ(answer.status, 200);
  EXPECT_FALSE(answer.headers.contains("strict-transport-security"));
}

}  // namespace
}  // namespace foyer::http
