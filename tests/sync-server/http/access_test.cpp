// Session cookie and (foyer.access), without a socket.
#include "sync-server/http/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync-server/http/toy.pb.h"

namespace foyer::http {
namespace {

const google::protobuf::ServiceDescriptor& serviceNamed(const char* name) {
  return *toy::GreetRequest::descriptor()->file()->FindServiceByName(name);
}

Result<Identity> knownTokens(std::string_view token) {
  if (token == "adviser") return Identity{Id16{}, "A", {STAFF_ROLE_ADVISER}};
  if (token == "editor") return Identity{Id16{}, "E", {STAFF_ROLE_EDITOR}};
  return Error(Code::kUnauthenticated, "You are not logged in.");
}

Code ask(const char* method, const char* token) {
  Request request;
  if (*token) request.cookies["__Host-session"] = token;
  Call call{request, {}, std::nullopt};
  const Status status = sessionAuthorize(knownTokens)(*serviceNamed("GuardedService").FindMethodByName(method), call);
  return status.ok() ? Code::kOk : status.error().code();
}

TEST(SessionAccess, LetsEachRoleDoWhatTheMethodSays) {
  EXPECT_EQ(ask("Open", ""), Code::kOk);
  EXPECT_EQ(ask("Open", "expired"), Code::kOk);
  EXPECT_EQ(ask("Any", ""), Code::kUnauthenticated);
  EXPECT_EQ(ask("Any", "expired"), Code::kUnauthenticated);
  EXPECT_EQ(ask("Any", "editor"), Code::kOk);
  EXPECT_EQ(ask("Advise", "editor"), Code::kPermissionDenied);
  EXPECT_EQ(ask("Advise", "adviser"), Code::kOk);
}

TEST(SessionAccess, TellsTheCallWhoIsCalling) {
  Request request;
  request.cookies["__Host-session"] = "adviser";
  Call call{request, {}, std::nullopt};
  ASSERT_TRUE(sessionAuthorize(knownTokens)(*serviceNamed("GuardedService").FindMethodByName("Any"), call).ok());
  ASSERT_TRUE(call.who.has_value());
  EXPECT_EQ(call.who->name, "A");
}

TEST(SessionAccess, NamesAMethodThatDoesNotSayWhoMayCallIt) {
  EXPECT_TRUE(checkAccessOptions(serviceNamed("GuardedService")).ok());
  const Status status = checkAccessOptions(serviceNamed("ForgottenService"));
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message(), testing::HasSubstr("foyer.toy.ForgottenService.Unguarded"));
  Request request;
  request.cookies["__Host-session"] = "adviser";
  Call call{request, {}, std::nullopt};
  EXPECT_FALSE(sessionAuthorize(knownTokens)(*serviceNamed("ForgottenService").FindMethodByName("Unguarded"), call).ok());
}

}  // namespace
}  // namespace foyer::http
