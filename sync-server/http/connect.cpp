#include "sync-server/http/connect.h"

#include <google/protobuf/util/json_util.h>

#include <array>

#include "shared/base/log.h"
#include "sync-server/http/security.h"

namespace foyer::http {

namespace pb = google::protobuf;

namespace {
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kProto = "application/proto";

struct CodeRow {
  std::string_view name;
  int httpStatus;
};
// By the number of Code; names and statuses as the Connect protocol lists them.
constexpr std::array<CodeRow, 17> kCodes = {{{"unknown", 500},
                                             {"canceled", 499},
                                             {"unknown", 500},
                                             {"invalid_argument", 400},
                                             {"deadline_exceeded", 504},
                                             {"not_found", 404},
                                             {"already_exists", 409},
                                             {"permission_denied", 403},
                                             {"resource_exhausted", 429},
                                             {"failed_precondition", 400},
                                             {"aborted", 409},
                                             {"out_of_range", 400},
                                             {"unimplemented", 501},
                                             {"internal", 500},
                                             {"unavailable", 503},
                                             {"data_loss", 500},
                                             {"unauthenticated", 401}}};

const CodeRow& rowOf(Code code) {
  const auto index = static_cast<size_t>(code);
  return kCodes[index < kCodes.size() ? index : static_cast<size_t>(Code::kUnknown)];
}

Response withStatus(Response response, int status) {
  response.status = status;
  return response;
}

// Own sentence instead of the library's: that one quotes what was typed.
Error unreadable(const pb::Message& message, std::string_view form) {
  return Error(Code::kInvalidArgument, "The body is not a " + message.GetDescriptor()->full_name() + " as " +
                                           std::string(form) + "; compare it with the staff API's description.");
}

Status parse(const Request& request, bool isJson, pb::Message& message) {
  if (!isJson) return message.ParseFromString(request.body) ? okStatus() : Status(unreadable(message, "protobuf"));
  pb::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  if (pb::util::JsonStringToMessage(request.body, &message, options).ok()) return okStatus();
  return unreadable(message, "JSON");
}

Result<std::string> print(const pb::Message& message, bool isJson) {
  std::string body;
  pb::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  const bool isPrinted = isJson ? pb::util::MessageToJsonString(message, &body, options).ok()
                                : message.SerializeToString(&body);
  if (isPrinted) return body;
  return Error(Code::kInternal, "The answer could not be written; the server's log names the call.");
}

// What the protocol's own headers may say.
Status checkProtocol(const Request& request) {
  const std::string_view version = request.header("connect-protocol-version");
  if (!version.empty() && version != "1") {
    return Error(Code::kInvalidArgument, "This server speaks version 1 of the Connect protocol; send "
                                         "connect-protocol-version: 1.");
  }
  const std::string_view encoding = request.header("content-encoding");
  if (!encoding.empty() && encoding != "identity") {
    return Error(Code::kUnimplemented, "This server takes no compressed requests; send the body as it is (identity).");
  }
  return okStatus();
}
}  // namespace

int httpStatusOf(Code code) { return rowOf(code).httpStatus; }
std::string_view connectName(Code code) { return rowOf(code).name; }

Response connectError(const Error& error) {
  Response response{httpStatusOf(error.code()), {}, {}};
  response.body = "{\"code\":" + jsonString(connectName(error.code())) + ",\"message\":" + jsonString(error.message()) + '}';
  return response.with("Content-Type", std::string(kJson));
}

ConnectService::ConnectService(const pb::ServiceDescriptor& descriptor, Authorize authorize)
    : m_descriptor(descriptor), m_prefix('/' + descriptor.full_name() + '/'), m_authorize(std::move(authorize)) {
  FOYER_ASSERT(m_authorize);
}

void ConnectService::bindRaw(std::string_view method, const pb::Descriptor& req, const pb::Descriptor& res, Run run,
                             Make make) {
  const std::string name(method);
  const pb::MethodDescriptor* found = m_descriptor.FindMethodByName(name);
  if (!found) {
    m_problems.push_back("The service " + m_descriptor.full_name() + " has no method " + name +
                         "; correct the name where it is bound.");
  } else if (found->input_type() != &req || found->output_type() != &res) {
    m_problems.push_back("The method " + found->full_name() + " is bound with other types than its own (" +
                         found->input_type()->name() + ", " + found->output_type()->name() + ").");
  } else {
    m_bindings[name] = Binding{found, std::move(run), std::move(make)};
  }
}

Status ConnectService::complete() const {
  if (!m_problems.empty()) return Error(Code::kFailedPrecondition, m_problems.front());
  for (int i = 0; i < m_descriptor.method_count(); ++i) {
    const pb::MethodDescriptor& method = *m_descriptor.method(i);
    if (method.client_streaming() || method.server_streaming()) {
      return Error(Code::kFailedPrecondition, "The method " + method.full_name() +
                                                  " streams, which this server does not offer; make it unary.");
    }
    if (m_bindings.find(method.name()) == m_bindings.end()) {
      return Error(Code::kFailedPrecondition, "The method " + method.full_name() +
                                                  " has no function bound to it; bind one before the server starts.");
    }
  }
  return okStatus();
}

Response ConnectService::handle(const Request& request) const {
  const std::string_view path = request.path;
  const auto binding = path.starts_with(m_prefix) ? m_bindings.find(path.substr(m_prefix.size())) : m_bindings.end();
  if (binding == m_bindings.end()) {
    return withStatus(connectError(Error(Code::kUnimplemented, "This server has no such method.")), 404);
  }
  if (request.method != "POST") return methodNotAllowed("POST");
  const std::string type = mediaType(request.header("content-type"));
  if (type != kJson && type != kProto) {
    Response response = plainText(415, "Send application/json or application/proto.");
    return response.with("Accept-Post", "application/json, application/proto");
  }
  try {
    auto response = perform(binding->second, request);
    return response.ok() ? std::move(*response) : connectError(response.error());
  } catch (const std::exception&) {
    // The text of a foreign exception may quote what was typed: only the method is named.
    logError(Event{"a staff call ended with an exception"}.with("method", Safe(binding->second.method->full_name())));
    return connectError(Error(Code::kInternal, "The server could not finish this call; its log names the method."));
  }
}

Result<Response> ConnectService::perform(const Binding& binding, const Request& request) const {
  FOYER_TRY(checkProtocol(request));
  FOYER_TRY(checkSameOrigin(request));
  Call call{request, {}, std::nullopt};
  FOYER_TRY(m_authorize(*binding.method, call));
  const bool isJson = mediaType(request.header("content-type")) == kJson;
  const auto message = binding.make();
  FOYER_TRY(parse(request, isJson, *message));
  FOYER_ASSIGN(const MessagePtr answer, binding.run(*message, call));
  FOYER_ASSIGN(std::string body, print(*answer, isJson));
  Response response{200, std::move(call.responseHeaders), std::move(body)};
  return response.with("Content-Type", std::string(isJson ? kJson : kProto));
}

}  // namespace foyer::http
