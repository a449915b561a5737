#include "sync-server/catalogue/field_laws.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "sync-server/catalogue/problems.h"
#include "sync-server/catalogue/record_words.h"

namespace foyer::catalogue {
namespace {

// Ids travel inside records, where a code has at most this many bytes.
constexpr size_t kIdBytesMax = 64;
// The audit log is no record type but has a period of retention.
constexpr const char* kAudit = "audit";

constexpr FieldLaw kLaws[] = {
    {"Asset.file", Law::kRequired},
    {"Asset.description", Law::kRequired},
    {"Asset.sha256", Law::kWorkedOut},
    {"Asset.size_bytes", Law::kWorkedOut},
    {"Asset.media_type", Law::kWorkedOut},
    {"Programme.name", Law::kRequired},
    {"Programme.carriers", Law::kRequired},
    {"Programme.controllers", Law::kRequired},
    {"Period.name", Law::kRequired},
    {"Period.from", Law::kDay},
    {"Period.until", Law::kDay},
    {"Site.name", Law::kRequired},
    {"Site.phone", Law::kPhone},
    {"Site.email", Law::kEmail},
    {"Site.languages", Law::kRequired},
    {"Site.languages", Law::kLanguage},
    {"HelpNumber.label", Law::kRequired},
    {"HelpNumber.number", Law::kRequired},
    {"HelpNumber.number", Law::kPhone},
    {"Offer.kind", Law::kRequired},
    {"Offer.title", Law::kRequired},
    {"Offer.topics", Law::kReference, "topic:topic"},
    {"Offer.form", Law::kForm},
    {"Offer.sites", Law::kReference, "site"},
    {"Session.offer", Law::kRequired},
    {"Session.offer", Law::kReference, "offer"},
    {"Session.dates", Law::kRequired},
    {"Session.languages", Law::kLanguage},
    {"Session.site", Law::kReference, "site"},
    {"Date.day", Law::kRequired},
    {"Date.day", Law::kDay},
    {"Date.from", Law::kTime},
    {"Date.until", Law::kTime},
    {"Topic.list", Law::kRequired},
    {"Topic.list", Law::kCodeList},
    {"Topic.label", Law::kRequired},
    {"Page.title", Law::kRequired},
    {"Page.text", Law::kRequired},
    {"Partner.name", Law::kRequired},
    {"Partner.web", Law::kWeb},
    {"Partner.phone", Law::kPhone},
    {"Notice.text", Law::kRequired},
    {"Notice.from", Law::kDay},
    {"Notice.until", Law::kDay},
    {"Question.title", Law::kRequired},
    {"ConsentText.title", Law::kRequired},
    {"ConsentText.text", Law::kRequired},
    {"ConsentText.forms", Law::kRequired},
    {"ConsentText.forms", Law::kForm},
    {"Settings.centre_name", Law::kRequired},
    {"Settings.data_use", Law::kForm},
    {"Settings.retention_days", Law::kRecordType},
    {"Settings.language_names", Law::kLanguage},
    {"Settings.phone", Law::kPhone},
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// `pattern`: 0 stands for a digit, everything else for itself.
bool hasShape(const std::string& value, const std::string& pattern) {
  if (value.size() != pattern.size()) return false;
  for (size_t i = 0; i < value.size(); ++i) {
    if (pattern[i] == '0' ? !isDigit(value[i]) : value[i] != pattern[i]) return false;
  }
  return true;
}

bool isDay(const std::string& value) {
  if (!hasShape(value, "0000-00-00")) return false;
  const int year = std::atoi(value.substr(0, 4).c_str());
  const int month = std::atoi(value.substr(5, 2).c_str());
  const int day = std::atoi(value.substr(8, 2).c_str());
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

bool isTime(const std::string& value) {
  return hasShape(value, "00:00") && value.substr(0, 2) <= "23" && value.substr(3, 2) <= "59";
}

// Two or three letters, then parts of 2 to 8 letters or digits.
bool isLanguage(const std::string& value) {
  size_t partBegin = 0;
  for (size_t at = 0; at <= value.size(); ++at) {
    if (at < value.size() && value[at] != '-') {
      if (!isLetter(value[at]) && !(isDigit(value[at]) && partBegin > 0)) return false;
      if (partBegin == 0 && value[at] < 'a') return false;
      continue;
    }
    const size_t length = at - partBegin;
    if (length < 2 || length > (partBegin == 0 ? 3u : 8u)) return false;
    partBegin = at + 1;
  }
  return true;
}

bool isPhone(const std::string& value) {
  const auto digits = std::count_if(value.begin(), value.end(), isDigit);
  const bool clean = std::all_of(value.begin(), value.end(), [](char c) {
    return isDigit(c) || std::string(" +()-/.").find(c) != std::string::npos;
  });
  return clean && digits >= 2 && digits <= 15;
}

// A host with a dot inside, without blanks.
bool isDomain(const std::string& value) {
  const size_t dot = value.rfind('.');
  return dot != std::string::npos && dot > 0 && dot + 2 < value.size() &&
         std::all_of(value.begin(), value.end(), [](unsigned char c) { return c > 0x20 && c != '@'; });
}

bool isEmail(const std::string& value) {
  const size_t at = value.find('@');
  return at != std::string::npos && at > 0 && isDomain(value.substr(at + 1)) &&
         value.find(' ') == std::string::npos;
}

bool isWeb(const std::string& value) {
  for (const char* scheme : {"https://", "http://"}) {
    if (value.rfind(scheme, 0) == 0) return isDomain(value.substr(std::string(scheme).size()));
  }
  return value.find(':') == std::string::npos && isDomain(value.substr(0, value.find('/')));
}

std::optional<std::string> objectionToWord(const std::string& value, const std::set<std::string>& known,
                                           const std::string& noun) {
  if (known.count(value)) return std::nullopt;
  return inQuotes(value) + " is not " + noun + "; " + suggestion(value, known);
}

}  // namespace

std::vector<FieldLaw> lawsOf(const std::string& field) {
  std::vector<FieldLaw> laws;
  for (const FieldLaw& law : kLaws) {
    if (field == law.field) laws.push_back(law);
  }
  return laws;
}

std::optional<std::string> objection(Law law, const std::string& value) {
  switch (law) {
    case Law::kDay:
      if (isDay(value)) return std::nullopt;
      return inQuotes(value) + " is not a day of the calendar; write it as 2026-12-31.";
    case Law::kTime:
      if (isTime(value)) return std::nullopt;
      return inQuotes(value) + " is not a time of day; write it as 09:30, from 00:00 to 23:59.";
    case Law::kLanguage:
      if (isLanguage(value)) return std::nullopt;
      return inQuotes(value) + " is not a language tag; write it as de, en, ar or de-simple.";
    case Law::kForm:
      return objectionToWord(value, recordWords().forms, "a form");
    case Law::kCodeList:
      return objectionToWord(value, recordWords().codeLists, "a code list");
    case Law::kRecordType: {
      std::set<std::string> types = recordWords().types;
      types.insert(kAudit);
      return objectionToWord(value, types, "a kind of record");
    }
    case Law::kPhone:
      if (isPhone(value)) return std::nullopt;
      return inQuotes(value) + " is not a phone number; write digits, such as +49 30 1234567.";
    case Law::kEmail:
      if (isEmail(value)) return std::nullopt;
      return inQuotes(value) + " is not an e-mail address; write it as name@example.org.";
    case Law::kWeb:
      if (isWeb(value)) return std::nullopt;
      return inQuotes(value) + " is not a web address; write it as https://example.org.";
    case Law::kWorkedOut:
      return "This is worked out from the file itself; take the line away.";
    case Law::kRequired:
    case Law::kReference:
      break;
  }
  return std::nullopt;
}

std::optional<std::string> objectionToId(const std::string& kind, const std::string& id) {
  const bool clean = std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || isDigit(c) || std::string("-._/").find(c) != std::string::npos;
  });
  if (!clean || id.empty() || id.size() > kIdBytesMax || (!isLetter(id[0]) && !isDigit(id[0]))) {
    return "The id " + inQuotes(id) +
           " is not possible; use 1 to 64 of a-z, 0-9, - . _ / and begin with a letter "
           "or digit.";
  }
  if (kind == "question") return objectionToWord(id, recordWords().questions, "a question of a form");
  return std::nullopt;
}

}  // namespace foyer::catalogue
