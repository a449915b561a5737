// The Connect protocol (unary calls) straight from a protobuf service descriptor.
//
// Place: foyer-server binds one function to each method of StaffService and hands the service to the Router
// under its prefix(). A call passes, in this order: POST, address, content type, same origin (security.h),
// authorize, parsing, the bound function. Wire: POST /package.Service/Method with a message as
// application/json (names in camelCase, enums by name, zeros written) or application/proto; errors are JSON
// {"code":"invalid_argument","message":"..."} with the HTTP status that belongs to the code.
// Ownership: the service owns its bindings; the descriptor is a global. Threads: bind() before the server
// starts; handle() from all workers. Errors: complete() names the first method that cannot be called; what a
// peer sends wrong is answered, exceptions of libraries become `internal`. Does not: streams, GET,
// compression, deadlines (`connect-timeout-ms` is accepted, calls are short).
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "sync-server/accounts/identity.h"
#include "sync-server/http/message.h"

namespace foyer::http {

using accounts::Identity;

// One call under way.
struct Call {
  const Request& request;
  std::vector<std::pair<std::string, std::string>> responseHeaders;  // such as makeCookie()
  std::optional<Identity> who;                                       // set by authorize
};

// Decides by the method's (foyer.access) and sets Call::who; kUnauthenticated or kPermissionDenied if not.
using Authorize = std::function<Status(const google::protobuf::MethodDescriptor&, Call&)>;

// The answer for an error: {"code":...,"message":...} with its HTTP status.
Response connectError(const Error& error);
int httpStatusOf(Code code);
// "invalid_argument"
std::string_view connectName(Code code);

class ConnectService {
 public:
  ConnectService(const google::protobuf::ServiceDescriptor& descriptor, Authorize authorize);

  // Req and Res must be the method's own types; a mistake here is reported by complete().
  template <class Req, class Res>
  void bind(std::string_view method, std::function<Result<Res>(const Req&, Call&)> run) {
    bindRaw(method, *Req::descriptor(), *Res::descriptor(),
            [run = std::move(run)](const google::protobuf::Message& request, Call& call) -> Result<MessagePtr> {
              FOYER_ASSIGN(Res response, run(static_cast<const Req&>(request), call));
              return MessagePtr(std::make_shared<Res>(std::move(response)));
            },
            [] { return std::make_unique<Req>(); });
  }

  // Ok when every method of the descriptor can be called; else an error that names the method.
  Status complete() const;
  // "/package.Service/"
  const std::string& prefix() const { return m_prefix; }
  Response handle(const Request& request) const;

 private:
  using MessagePtr = std::shared_ptr<google::protobuf::Message>;
  using Run = std::function<Result<MessagePtr>(const google::protobuf::Message&, Call&)>;
  using Make = std::function<std::unique_ptr<google::protobuf::Message>()>;
  struct Binding {
    const google::protobuf::MethodDescriptor* method;
    Run run;
    Make make;
  };

  void bindRaw(std::string_view method, const google::protobuf::Descriptor& req,
               const google::protobuf::Descriptor& res, Run run, Make make);
  Result<Response> perform(const Binding& binding, const Request& request) const;

  const google::protobuf::ServiceDescriptor& m_descriptor;
  const std::string m_prefix;
  const Authorize m_authorize;
  std::map<std::string, Binding, std::less<>> m_bindings;
  std::vector<std::string> m_problems;
};

}  // namespace foyer::http
