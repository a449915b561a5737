// The word list of the fair whose visits are measured: what an organiser would ship with its record type.
#include <cstdio>
#include <set>

#include "shared/record/covered.h"
#include "tests/bench/must.h"
#include "tests/bench/records.h"

namespace foyer::bench {

namespace {

constexpr uint32_t kOtherSeed = 99;
constexpr size_t kTexts = 2'000;
// Fields whose values are chosen from a list: kind, organisation, role, city, event, language.
constexpr size_t kChosen[] = {0, 5, 6, 7, 8, 9};
// Fields that are typed: names, address, number, note, time.
constexpr size_t kTyped[] = {1, 2, 3, 4, 10, 11};
constexpr size_t kGiven = 1, kNote = 10, kEmail = 3, kPhone = 4, kTime = 11;

std::string head(size_t field, size_t length) {
  return {static_cast<char>((field + 1) << 3 | 2), static_cast<char>(length)};
}

std::set<std::string> texts(const std::vector<Visit>& visits) {
  std::set<std::string> found;
  for (const Visit& visit : visits) {
    for (const size_t field : kChosen) found.insert(head(field, visit.values[field].size()) + visit.values[field]);
    for (const size_t field : kTyped) found.insert(head(field, visit.values[field].size()));
    // Frequent given names are few, and public; family names are not in the list.
    const std::string& given = visit.values[kGiven];
    found.insert(head(kGiven, given.size()) + given);
    found.insert(visit.values[kEmail].substr(0, visit.values[kEmail].find('.') + 1));
    const std::string& note = visit.values[kNote];
    const size_t first = note.find(". ");
    found.insert(note.substr(0, first));
    if (first != std::string::npos) found.insert(note.substr(first));
    const std::string& email = visit.values[kEmail];
    found.insert(email.substr(email.find('@')));
    const std::string& phone = visit.values[kPhone];
    found.insert(head(kPhone, phone.size()) + phone.substr(0, phone.find(' ') + 1));
    found.insert(head(kTime, visit.values[kTime].size()) + visit.values[kTime].substr(0, 5));
  }
  return found;
}

// Pieces of numbers and of times of the day.
void addNumbers(std::vector<seal::Phrase>& phrases) {
  const auto add = [&](const char* format, int first, int second = 0) {
    char text[16];
    std::snprintf(text, sizeof text, format, first, second);
    phrases.push_back({text, 1});
  };
  for (int number = 0; number < 100; ++number) add("%02d", number);
  for (int number = 10; number < 100; ++number) add("%02d ", number);
  for (int number = 0; number < 1000; ++number) add("%03d", number), add("%03dZ", number);
  for (int month = 1; month <= 12; ++month)
    for (int day = 1; day <= 31; ++day) add("%02d-%02dT", month, day);
  for (int hour = 7; hour <= 20; ++hour)
    for (int minute = 0; minute < 60; ++minute) add("%02d:%02d:", hour, minute);
  for (int second = 0; second < 60; ++second) add("%02d.", second);
}

}  // namespace

std::shared_ptr<const seal::Words> fairWords() {
  const std::vector<Visit> visits = makeVisits(kTexts, kOtherSeed);
  std::vector<seal::Phrase> phrases;
  for (const std::string& text : texts(visits)) phrases.push_back({text, 1});
  addNumbers(phrases);
  const schema::Schema schema = loadSchema();
  std::vector<std::string> samples;
  for (const Visit& visit : visits) {
    record::ChangeBody body = bodyOf(schema, visit);
    body.authorKind = record::AuthorKind::AUTHOR_KIND_KIOSK;
    body.seq = body.lamport = samples.size() + 1;
    body.wallMs = 1'760'000'000'000 + static_cast<int64_t>(samples.size()) * 1'000 + 900;
    body.bootMs = 40'000'000 + static_cast<int64_t>(samples.size()) * 12'345;
    samples.push_back(record::encodeCovered(body, ""));
  }
  const std::string& one = samples.front();
  phrases.push_back({one.substr(0, 3), 1});  // format, flags, Lamport number
  // One record of this type, up to its first field.
  const size_t first = one.find(head(0, visits.front().values[0].size()));
  phrases.push_back({one.substr(first - 6, 6), 1});
  return std::make_shared<const seal::Words>(seal::Words::weighed(std::move(phrases), samples));
}

}  // namespace foyer::bench
