// Connect unary calls over a real TLS connection, against a toy service.
#include "sync-server/http/connect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync-server/http/cookies.h"
#include "sync-server/http/limits.h"
#include "sync-server/http/server.h"
#include "tests/sync-server/http/peer.h"
#include "tests/sync-server/http/toy.pb.h"


namespace foyer::http {
namespace {

using testing::HasSubstr;
using toy::FailRequest;
using toy::FailResponse;
using toy::GreetRequest;
using toy::GreetResponse;

const google::protobuf::ServiceDescriptor& toyDescriptor() {
  return *GreetRequest::descriptor()->file()->FindServiceByName("ToyService");
}

Status allowAll(const google::protobuf::MethodDescriptor&, Call&) { return okStatus(); }

Result<GreetResponse> greet(const GreetRequest& request, Call&) {
  GreetResponse response;
  response.set_greeting("Hello " + request.given_name());
  response.set_mood(request.mood());
  return response;
}

Result<FailResponse> fail(const FailRequest& request, Call&) {
  if (request.code() == 99) throw std::runtime_error("a library threw");
  return Error(static_cast<Code>(request.code()), "It cannot be done; do \"something\" else.");
}

Result<GreetResponse> logIn(const GreetRequest& request, Call& call) {
  call.responseHeaders.push_back(makeCookie("session", "abc123", 60));
  return greet(request, call);
}

void bindAll(ConnectService& service) {
  service.bind<GreetRequest, GreetResponse>("Greet", greet);
  service.bind<FailRequest, FailResponse>("Fail", fail);
  service.bind<GreetRequest, GreetResponse>("LogIn", logIn);
}

class Connect : public testing::Test {
 protected:
  static constexpr const char* kGreet = "/foyer.toy.ToyService/Greet";

  void SetUp() override {
    writeCertificate(m_folder.path());
    bindAll(m_service);
    ASSERT_TRUE(m_service.complete().ok());
    Options options;
    options.tls = TlsFiles{m_folder.path() / "cert.pem", m_folder.path() / "key.pem"};
    auto started = Server::start(options, [this](const Request& request) { return m_service.handle(request); });
    ASSERT_TRUE(started.ok()) << started.error().message();
    m_server = std::move(*started);
  }
  Answer post(const std::string& path, std::map<std::string, std::string> headers, std::string_view body) {
    headers.try_emplace("Content-Type", "application/json");
    return Peer(m_server->port(), Peer::Wire::kTls).ask("POST", path, headers, body);
  }

  ScratchFolder m_folder;
  Authorize m_authorize = allowAll;
  ConnectService m_service{toyDescriptor(), [this](const auto& method, Call& call) { return m_authorize(method, call); }};
  std::unique_ptr<Server> m_server;
};

TEST_F(Connect, AnswersJsonWithEnumNamesAndZeros) {
  const Answer answer = post(kGreet, {{"Connect-Protocol-Version", "1"}, {"Content-Type", "application/json; charset=utf-8"}},
                             R"({"givenName":"أمل 🌍","mood":"MOOD_GLAD","ofANewerConsole":[1,{"a":2}]})");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.at("content-type"), "application/json");
  EXPECT_EQ(answer.headers.at("cache-control"), "no-store");
  EXPECT_EQ(answer.body, R"({"greeting":"Hello أمل 🌍","mood":"MOOD_GLAD","visitCount":0,"topics":[]})");
}

TEST_F(Connect, AnswersBinaryMessages) {
  GreetRequest request;
  request.set_given_name("Ana");
  const Answer answer = post(kGreet, {{"Content-Type", "application/proto"}}, request.SerializeAsString());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.at("content-type"), "application/proto");
  GreetResponse response;
  ASSERT_TRUE(response.ParseFromString(answer.body));
  EXPECT_EQ(response.greeting(), "Hello Ana");
}

TEST_F(Connect, MapsEachErrorCodeToItsNameAndHttpStatus) {
  const struct {
    Code code;
    const char* name;
    int status;
  } rows[] = {{Code::kCancelled, "canceled", 499},
              {Code::kUnknown, "unknown", 500},
              {Code::kInvalidArgument, "invalid_argument", 400},
              {Code::kDeadlineExceeded, "deadline_exceeded", 504},
              {Code::kNotFound, "not_found", 404},
              {Code::kAlreadyExists, "already_exists", 409},
              {Code::kPermissionDenied, "permission_denied", 403},
              {Code::kResourceExhausted, "resource_exhausted", 429},
              {Code::kFailedPrecondition, "failed_precondition", 400},
              {Code::kAborted, "aborted", 409},
              {Code::kOutOfRange, "out_of_range", 400},
              {Code::kUnimplemented, "unimplemented", 501},
              {Code::kInternal, "internal", 500},
              {Code::kUnavailable, "unavailable", 503},
              {Code::kDataLoss, "data_loss", 500},
              {Code::kUnauthenticated, "unauthenticated", 401}};
  for (const auto& row : rows) {
    const Answer answer = post("/foyer.toy.ToyService/Fail", {}, "{\"code\":" + std::to_string(static_cast<int>(row.code)) + "}");
    EXPECT_EQ(answer.status, row.status) << row.name;
    EXPECT_EQ(answer.headers.at("content-type"), "application/json");
    EXPECT_EQ(answer.body, std::string("{\"code\":\"") + row.name +
                               R"(","message":"It cannot be done; do \"something\" else."})");
  }
}

TEST_F(Connect, TurnsAnExceptionIntoInternal) {
  const Answer answer = post("/foyer.toy.ToyService/Fail", {}, R"({"code":99})");
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, HasSubstr("\"internal\""));
  EXPECT_THAT(answer.body, Not(HasSubstr("threw")));
}

TEST_F(Connect, RefusesWhatIsNotAMessageWithoutRepeatingIt) {
  const std::string wrong[] = {"", "{", "[]", "null", R"({"givenName":7})", R"({"mood":{"SECRET":1}})", "\xff\xfe",
                               R"({"givenName":")" + std::string("\xc3\x28") + "\"}", std::string(100'000, '[')};
  for (const auto& body : wrong) {
    const Answer answer = post(kGreet, {}, body);
    EXPECT_EQ(answer.status, 400) << body.substr(0, 40);
    EXPECT_THAT(answer.body, HasSubstr("\"invalid_argument\"")) << body.substr(0, 40);
    EXPECT_THAT(answer.body, Not(HasSubstr("SECRET")));
  }
  const Answer binary = post(kGreet, {{"Content-Type", "application/proto"}}, "\x0a\xff");
  EXPECT_EQ(binary.status, 400);
}

TEST_F(Connect, TellsACallerInItsOwnWordsThatABodyIsTooLarge) {
  const std::string large(kBodyBytesMax + 1, ' ');
  for (const char* type : {"application/json", "application/proto", "Application/JSON; charset=utf-8"}) {
    const Answer answer = post(kGreet, {{"Content-Type", type}}, large);
    EXPECT_EQ(answer.status, 413) << type;
    EXPECT_EQ(answer.headers.at("content-type"), "application/json") << type;
    EXPECT_THAT(answer.body, HasSubstr("\"resource_exhausted\"")) << type;
    EXPECT_THAT(answer.body, HasSubstr("too large")) << type;
  }
  EXPECT_EQ(post(kGreet, {{"Content-Type", "text/plain"}}, large).headers.at("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(post(kGreet, {}, R"({"givenName":"Ana"})").status, 200);
}

TEST_F(Connect, RefusesUnknownMethodsAndServicesWith404) {
  for (const char* path : {"/foyer.toy.ToyService/Nothing", "/foyer.toy.ToyService/", "/foyer.toy.Other/Greet", "/",
                           "/foyer.toy.ToyService/Greet/more"}) {
    const Answer answer = post(path, {}, "{}");
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_THAT(answer.body, HasSubstr("\"unimplemented\"")) << path;
  }
}

TEST_F(Connect, RefusesGetWith405) {
  const Answer answer = Peer(m_server->port(), Peer::Wire::kTls).ask("GET", std::string(kGreet) + "?message=%7B%7D");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.headers.at("allow"), "POST");
}

TEST_F(Connect, RefusesOtherContentTypesWith415) {
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/grpc",
                           "application/connect+json", "application/jsonx"}) {
    const Answer answer = post(kGreet, {{"Content-Type", type}}, "{}");
    EXPECT_EQ(answer.status, 415) << type;
    EXPECT_EQ(answer.headers.at("accept-post"), "application/json, application/proto");
  }
}

TEST_F(Connect, RefusesCompressionAndOtherProtocolVersions) {
  EXPECT_THAT(post(kGreet, {{"Content-Encoding", "gzip"}}, "{}").body, HasSubstr("\"unimplemented\""));
  EXPECT_EQ(post(kGreet, {{"Content-Encoding", "identity"}}, "{}").status, 200);
  const Answer answer = post(kGreet, {{"Connect-Protocol-Version", "2"}}, "{}");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("\"invalid_argument\""));
}

TEST_F(Connect, RefusesCallsThatAnotherSiteSends) {
  const std::string here = "localhost:8443";
  const struct {
    std::map<std::string, std::string> headers;
    int status;
  } rows[] = {{{}, 200},
              {{{"Origin", "https://localhost:8443"}}, 200},
              {{{"Origin", "https://LOCALHOST:8443"}, {"Sec-Fetch-Site", "same-origin"}}, 200},
              {{{"Origin", "https://evil.example"}}, 403},
              {{{"Origin", "http://localhost:8443"}}, 403},
              {{{"Origin", "https://localhost:8444"}}, 403},
              {{{"Origin", "https://localhost:8443.evil.example"}}, 403},
              {{{"Origin", "null"}}, 403},
              {{{"Sec-Fetch-Site", "cross-site"}}, 403},
              {{{"Sec-Fetch-Site", "same-site"}}, 403}};
  for (const auto& row : rows) {
    auto headers = row.headers;
    headers["Host"] = here;
    const Answer answer = post(kGreet, headers, "{}");
    EXPECT_EQ(answer.status, row.status) << (row.headers.empty() ? "none" : row.headers.begin()->second);
  }
}

TEST_F(Connect, AsksForAccessBeforeReadingTheBody) {
  m_authorize = [](const google::protobuf::MethodDescriptor& method, Call& call) -> Status {
    if (!readCookie(call.request, "session")) return Error(Code::kUnauthenticated, "Log in first.");
    if (method.name() != "Greet") return Error(Code::kPermissionDenied, "Your role may not do this.");
    return okStatus();
  };
  EXPECT_EQ(post(kGreet, {}, "not even JSON").status, 401);
  EXPECT_EQ(post(kGreet, {{"Cookie", "session=abc"}}, "{}").status, 401) << "only the __Host- cookie counts";
  EXPECT_EQ(post(kGreet, {{"Cookie", "a=b; __Host-session=abc"}}, "{}").status, 200);
  EXPECT_EQ(post("/foyer.toy.ToyService/Fail", {{"Cookie", "__Host-session=abc"}}, "{}").status, 403);
}

TEST_F(Connect, SetsCookiesThatOnlyThisHostGetsBack) {
  const Answer answer = post("/foyer.toy.ToyService/LogIn", {}, "{}");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.at("set-cookie"),
            "__Host-session=abc123; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Strict");
  EXPECT_EQ(clearCookie("session").second, "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
}

TEST(ConnectService, NamesTheMethodThatIsNotBound) {
  ConnectService service(toyDescriptor(), allowAll);
  service.bind<GreetRequest, GreetResponse>("Greet", greet);
  service.bind<GreetRequest, GreetResponse>("LogIn", logIn);
  const Status status = service.complete();
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message(), HasSubstr("foyer.toy.ToyService.Fail"));
}

TEST(ConnectService, NamesABindingThatDoesNotFitTheDescriptor) {
  ConnectService misspelt(toyDescriptor(), allowAll);
  bindAll(misspelt);
  misspelt.bind<GreetRequest, GreetResponse>("Great", greet);
  EXPECT_THAT(misspelt.complete().error().message(), HasSubstr("has no method Great"));
  ConnectService mistyped(toyDescriptor(), allowAll);
  mistyped.bind<GreetRequest, GreetResponse>("Fail", greet);
  EXPECT_THAT(mistyped.complete().error().message(), HasSubstr("ToyService.Fail is bound with other types"));
}

}  // namespace
}  // namespace foyer::http
