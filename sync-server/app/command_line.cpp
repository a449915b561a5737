#include "sync-server/app/command_line.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace foyer::app {
namespace {

enum class Value { kText, kPort };
enum class Need { kRequired, kOptional, kRepeated };

struct Option {
  std::string_view name;
  std::string_view valueName;
  Value value = Value::kText;
  Need need = Need::kOptional;
};

constexpr Option kData{"--data", "DIR", Value::kText, Need::kRequired};

struct Command {
  std::vector<std::string_view> words;
  Verb verb;
  std::vector<Option> options;
  std::string_view operand;  // empty: none
  std::string_view purpose;
};

const std::vector<Command>& commands() {
  static const std::vector<Command> kCommands = {
      {{"init"},
       Verb::kInit,
       {kData, {"--host", "NAME", Value::kText, Need::kRepeated}},
       "",
       "makes a server's folder: keys, certificates, database; prints the first-run code"},
      {{"serve"},
       Verb::kServe,
       {kData,
        {"--sync-port", "PORT", Value::kPort, Need::kOptional},
        {"--http-port", "PORT", Value::kPort, Need::kOptional},
        {"--listen", "ADDRESS", Value::kText, Need::kOptional},
        {"--console", "DIR", Value::kText, Need::kOptional}},
       "",
       "serves kiosks (7443) and staff (8443) until SIGTERM or SIGINT"},
      {{"digest"}, Verb::kDigest, {kData}, "", "prints the digest of all records and open cases"},
      {{"rebuild"}, Verb::kRebuild, {kData}, "", "folds all records again from the log"},
      {{"backup"}, Verb::kBackup, {kData}, "FILE", "writes all data and keys into a new file, also while the server serves"},
      {{"restore"},
       Verb::kRestore,
       {kData, {"--erased", "FILE", Value::kText, Need::kOptional}},
       "FILE",
       "makes a server of a backup in a new or empty folder; --erased: the newest list of erasures"},
      {{"admin", "enrol-kiosk"},
       Verb::kEnrolKiosk,
       {kData,
        {"--name", "NAME", Value::kText, Need::kRequired},
        {"--site", "SITE", Value::kText, Need::kRequired},
        {"--out", "DIR", Value::kText, Need::kRequired},
        {"--server", "HOST:PORT", Value::kText, Need::kOptional}},
       "",
       "makes a kiosk's identity in a new folder"},
      {{"admin", "load-catalogue"}, Verb::kLoadCatalogue, {kData}, "FOLDER", "publishes the catalogue of a folder"},
      {{"admin", "first-run-code"}, Verb::kFirstRunCode, {kData}, "", "prints a new code while there is no account"},
      {{"courier", "import"},
       Verb::kCourierImport,
       {kData},
       "FILE|FOLDER",
       "takes in what kiosks wrote onto a stick, and puts the answers beside it"},
      {{"help"}, Verb::kHelp, {}, "", "prints this"},
      {{"--help"}, Verb::kHelp, {}, "", ""},
      {{"version"}, Verb::kVersion, {}, "", "prints the version"},
      {{"--version"}, Verb::kVersion, {}, "", ""},
  };
  return kCommands;
}

Error wrong(std::string sentence) { return Error(Code::kInvalidArgument, std::move(sentence)); }

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::string_view word : words) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

Result<const Command*> findCommand(std::span<const std::string> words) {
  if (words.empty()) return wrong("Say what to do; \"foyer-server help\" lists the commands.");
  for (const Command& command : commands()) {
    if (words.size() < command.words.size()) continue;
    if (std::equal(command.words.begin(), command.words.end(), words.begin())) return &command;
  }
  const bool needsSecond = words[0] == "admin" || words[0] == "courier";
  if (needsSecond && words.size() < 2) {
    return wrong("\"" + words[0] + "\" needs a second word; \"foyer-server help\" lists the commands.");
  }
  const std::string said = needsSecond ? words[0] + " " + words[1] : words[0];
  return wrong("\"" + said.substr(0, 80) + "\" is not a command; \"foyer-server help\" lists them.");
}

bool isPort(const std::string& text) {
  uint32_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size() && number <= 65535;
}

Status takeOption(const Command& command, const std::string& name, const std::string* value,
                  Invocation& invocation) {
  const auto option = std::find_if(command.options.begin(), command.options.end(),
                                   [&](const Option& candidate) { return candidate.name == name; });
  const std::string commandName = joined(command.words);
  if (option == command.options.end()) {
    return wrong("\"" + name.substr(0, 80) + "\" is not an option of \"" + commandName +
                 "\"; \"foyer-server help\" lists them.");
  }
  if (value == nullptr || value->empty()) return wrong(name + " needs a value: " + name + " " + std::string(option->valueName) + ".");
  if (option->value == Value::kPort && !isPort(*value)) {
    return wrong(name + " wants a port from 0 to 65535, not \"" + value->substr(0, 80) + "\".");
  }
  auto& values = invocation.options[name];
  if (!values.empty() && option->need != Need::kRepeated) return wrong(name + " stands twice; say it once.");
  values.push_back(*value);
  return okStatus();
}

Status checkComplete(const Command& command, const Invocation& invocation) {
  for (const Option& option : command.options) {
    if (option.need != Need::kRequired || invocation.options.contains(option.name)) continue;
    return wrong("\"" + joined(command.words) + "\" needs " + std::string(option.name) + " " +
                 std::string(option.valueName) + ".");
  }
  const size_t wanted = command.operand.empty() ? 0 : 1;
  if (invocation.operands.size() > wanted) {
    return wrong("\"" + invocation.operands[wanted].substr(0, 80) + "\" is one word too many for \"" +
                 joined(command.words) + "\".");
  }
  if (invocation.operands.size() < wanted) {
    return wrong("\"" + joined(command.words) + "\" needs " + std::string(command.operand) + ".");
  }
  return okStatus();
}

}  // namespace

std::string Invocation::text(std::string_view option, std::string_view otherwise) const {
  const auto found = options.find(option);
  return std::string(found == options.end() ? otherwise : std::string_view(found->second.back()));
}

uint16_t Invocation::port(std::string_view option, uint16_t otherwise) const {
  const auto found = options.find(option);
  if (found == options.end()) return otherwise;
  uint16_t number = 0;
  const std::string& text = found->second.back();
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> Invocation::all(std::string_view option) const {
  const auto found = options.find(option);
  return found == options.end() ? std::vector<std::string>() : found->second;
}

Result<Invocation> parseCommandLine(std::span<const std::string> words) {
  FOYER_ASSIGN(const Command* command, findCommand(words));
  Invocation invocation;
  invocation.verb = command->verb;
  for (size_t i = command->words.size(); i < words.size(); ++i) {
    const std::string& word = words[i];
    if (!word.starts_with("--")) {
      invocation.operands.push_back(word);
      continue;
    }
    const size_t equals = word.find('=');
    if (equals != std::string::npos) {
      const std::string value = word.substr(equals + 1);
      FOYER_TRY(takeOption(*command, word.substr(0, equals), &value, invocation));
      continue;
    }
    const bool hasValue = i + 1 < words.size();
    FOYER_TRY(takeOption(*command, word, hasValue ? &words[i + 1] : nullptr, invocation));
    ++i;
  }
  FOYER_TRY(checkComplete(*command, invocation));
  return invocation;
}

std::string usageText() {
  std::string text = "foyer-server keeps what visitors leave at kiosks, and serves kiosks and staff.\n\n";
  for (const Command& command : commands()) {
    if (command.purpose.empty()) continue;
    text += "  foyer-server " + joined(command.words);
    for (const Option& option : command.options) {
      const std::string part = std::string(option.name) + " " + std::string(option.valueName);
      text += option.need == Need::kRequired ? " " + part
                                             : " [" + part + (option.need == Need::kRepeated ? " ...]" : "]");
    }
    if (!command.operand.empty()) text += " " + std::string(command.operand);
    text += "\n      " + std::string(command.purpose) + "\n";
  }
  return text;
}

}  // namespace foyer::app
