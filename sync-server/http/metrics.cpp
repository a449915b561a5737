#include "sync-server/http/metrics.h"

#include <algorithm>

namespace foyer::http {

struct Metrics::Line {
  Kind kind;
  std::string name;
  std::string help;
  std::string labels;  // {site="hall"} or nothing
  std::function<std::string()> read;
};

namespace {
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string labelText(const Metrics::Labels& labels) {
  if (labels.empty()) return {};
  std::string text;
  for (const auto& [name, value] : labels) text += (text.empty() ? "{" : ",") + name + "=\"" + escaped(value) + '"';
  return text + '}';
}

bool isName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool isReading(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }
}  // namespace

Metrics::Metrics() = default;
Metrics::~Metrics() = default;

void Metrics::append(Kind kind, std::string name, std::string help, Labels labels, std::function<std::string()> read) {
  FOYER_ASSERT(isName(name));
  // Lines of one name stay together, as the format demands.
  auto place = m_lines.end();
  for (auto line = m_lines.begin(); line != m_lines.end(); ++line) {
    if (line->name == name) place = line + 1;
  }
  m_lines.insert(place, Line{kind, std::move(name), std::move(help), labelText(labels), std::move(read)});
}

Counter& Metrics::counter(std::string name, std::string help, Labels labels) {
  Counter& made = m_counters.emplace_back();
  append(Kind::kCounter, std::move(name), std::move(help), std::move(labels),
         [&made] { return std::to_string(made.value()); });
  return made;
}

Gauge& Metrics::gauge(std::string name, std::string help, Labels labels) {
  Gauge& made = m_gauges.emplace_back();
  append(Kind::kGauge, std::move(name), std::move(help), std::move(labels),
         [&made] { return std::to_string(made.value()); });
  return made;
}

void Metrics::measured(Kind kind, std::string name, std::string help, std::function<int64_t()> read, Labels labels) {
  append(kind, std::move(name), std::move(help), std::move(labels),
         [read = std::move(read)] { return std::to_string(read()); });
}

std::string Metrics::exposition() const {
  std::string text;
  const std::string* before = nullptr;
  for (const Line& line : m_lines) {
    if (!before || *before != line.name) {
      std::string help = line.help;
      std::replace(help.begin(), help.end(), '\n', ' ');
      text += "# HELP " + line.name + ' ' + help + "\n# TYPE " + line.name +
              (line.kind == Kind::kCounter ? " counter\n" : " gauge\n");
    }
    before = &line.name;
    text += line.name + line.labels + ' ' + line.read() + '\n';
  }
  return text;
}

Respond metricsResponder(const Metrics& metrics) {
  return [&metrics](const Request& request) {
    if (!isReading(request)) return methodNotAllowed("GET, HEAD");
    Response response{200, {}, metrics.exposition()};
    response.with("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    return response;
  };
}

Respond healthResponder(std::function<Health()> examine) {
  return [examine = std::move(examine)](const Request& request) {
    if (!isReading(request)) return methodNotAllowed("GET, HEAD");
    const Health health = examine();
    Response response{health.status.ok() ? 200 : 503, {}, {}};
    response.with("Content-Type", "application/json");
    response.body = health.status.ok() ? "{\"status\":\"ok\"" : "{\"status\":\"failing\",\"reason\":";
    if (!health.status.ok()) response.body += jsonString(health.status.error().message());
    for (const auto& [name, value] : health.facts) response.body += ',' + jsonString(name) + ':' + jsonString(value);
    response.body += '}';
    return response;
  };
}

}  // namespace foyer::http
