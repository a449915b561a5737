#include "sync-server/http/access.h"

#include "sync-server/accounts/accounts.h"
#include "sync-server/http/cookies.h"

namespace foyer::http {

Authorize sessionAuthorize(Identify identify) {
  return [identify = std::move(identify)](const google::protobuf::MethodDescriptor& method, Call& call) -> Status {
    const Access& access = method.options().GetExtension(foyer::access);
    if (access.anonymous()) return okStatus();
    const auto token = readCookie(call.request, kSessionCookie);
    if (!token) return accounts::authorize(access, nullptr);
    FOYER_ASSIGN(call.who, identify(*token));
    return accounts::authorize(access, &*call.who);
  };
}

Status checkAccessOptions(const google::protobuf::ServiceDescriptor& service) {
  for (int i = 0; i < service.method_count(); ++i) {
    const google::protobuf::MethodDescriptor& method = *service.method(i);
    const Access& access = method.options().GetExtension(foyer::access);
    if (access.anonymous() || access.any_role() || access.roles_size() > 0) continue;
    return Error(Code::kFailedPrecondition, "The method " + method.full_name() +
                                                " does not say who may call it; give it the option (foyer.access).");
  }
  return okStatus();
}

}  // namespace foyer::http
