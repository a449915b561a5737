#include "tests/bench/records.h"

#include <cstdio>
#include <random>

#include "shared/base/id_series.h"
#include "tests/bench/must.h"
#include "visit.pb.h"

namespace foyer::bench {

namespace {

using Texts = std::vector<const char*>;

const Texts kGiven = {"Anna", "Ben", "Chloe", "David", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kira",
    "Liam", "Mei", "Noor", "Olga", "Pavel", "Quinn", "Rosa", "Sami", "Tara", "Ulla", "Viktor", "Wen", "Ximena",
    "Yusuf", "Zoe", "Amara", "Björn", "Céline", "Dmitri", "Eleni", "Fatima", "Goran", "Hana", "Ivo", "Jana",
    "Kofi", "Leila", "Marek", "Nadia"};
const Texts kFamily = {"Smith", "Müller", "Garcia", "Rossi", "Novak", "Kowalski", "Jensen", "Okafor", "Nguyen",
    "Tanaka", "Silva", "Dubois", "Ivanova", "Haddad", "Andersson", "Petrov", "Schmidt", "Khan", "Lopez", "Bauer",
    "Costa", "Virtanen", "Horvath", "Papadopoulos", "O'Brien", "Meyer", "Santos", "Yilmaz", "Popescu", "Larsen",
    "Weber", "Fischer", "Moreau", "Ricci", "Marin", "Lindqvist"};
const Texts kOrganisation = {"Northwind Fabrication", "City Hospital Trust", "Lakeside Secondary School",
    "Orion Optics GmbH", "Blue Harbour Logistics", "Hillside Dental Practice", "Metro Transit Authority",
    "Greenfield Farms Coop", "Atlas Machine Tools", "Riverbank Housing", "St. Clara Pharmacy",
    "Polytechnic of the North", "Sunrise Bakery", "Delta Insurance Brokers", "Independent"};
const Texts kRole = {"Engineer", "Nurse", "Teacher", "Purchasing manager", "Student", "Director", "Technician",
    "Researcher", "Sales representative", "Visitor", "Journalist", "Volunteer"};
const Texts kCity = {"Hamburg", "Lyon", "Porto", "Gdansk", "Tampere", "Leeds", "Graz", "Bergen", "Zagreb", "Ghent",
    "Brno", "Aarhus"};
const Texts kEvent = {"spring-open-day-2026", "industry-fair-hall-3", "health-career-night", "robotics-demo-track",
    "alumni-reception", "campus-tour-english"};
const Texts kLanguage = {"en", "de", "fr", "pl", "pt", "fi", "tr", "ar"};
const Texts kTopic = {"opening hours", "wheelchair access", "group discount for schools",
    "parking near the main entrance", "a lost badge", "the morning workshop", "vegetarian catering",
    "an invoice with a different address", "the shuttle from the station", "a refund for the second ticket"};
const Texts kTail = {"Please call back in the afternoon.", "Prefers e-mail.", "Will arrive after ten.",
    "Needs a confirmation today.", "Was here last year too.", "Brings two colleagues.", "",
    "Speaks little English."};
const Texts kCountry = {"44", "49", "33", "48", "351"};

struct Dice {
  std::mt19937_64 engine;
  uint64_t below(uint64_t bound) { return engine() % bound; }
  std::string of(const Texts& texts) { return texts[below(texts.size())]; }
};

template <typename... Numbers>
std::string formatted(const char* format, Numbers... numbers) {
  char text[64];
  std::snprintf(text, sizeof text, format, static_cast<unsigned>(numbers)...);
  return text;
}

// What of a name goes into an address: ASCII letters, small.
std::string addressPart(const std::string& name) {
  std::string part;
  for (const char c : name)
    if (c >= 'A' && c <= 'Z') part.push_back(static_cast<char>(c - 'A' + 'a'));
    else if (c >= 'a' && c <= 'z') part.push_back(c);
  return part;
}

Visit makeVisit(Dice& dice, const IdSeries& ids, uint64_t number) {
  const std::string given = dice.of(kGiven), family = dice.of(kFamily);
  std::string note = "Asked about " + dice.of(kTopic) + ". " + dice.of(kTail);
  if (note.back() == ' ') note.pop_back();
  Visit visit;
  // Ordered, as the ids that kiosks draw are: one a second.
  visit.id = ids.next(kFirstVisitMs + static_cast<int64_t>(number) * 1'000);
  visit.values = {
      dice.below(10) < 7 ? "registration" : "enquiry",
      given,
      family,
      addressPart(given) + "." + addressPart(family) + std::to_string(dice.below(1000)) + "@example-" +
          std::string(1, static_cast<char>('a' + dice.below(8))) + ".org",
      "+" + dice.of(kCountry) + formatted(" %02u %07u", 10 + dice.below(89), dice.below(10'000'000)),
      dice.of(kOrganisation),
      dice.of(kRole),
      dice.of(kCity),
      dice.of(kEvent),
      dice.of(kLanguage),
      note,
      formatted("2026-%02u-%02uT%02u:", 1 + dice.below(12), 1 + dice.below(28), 8 + dice.below(11)) +
          formatted("%02u:%02u.%03uZ", dice.below(60), dice.below(60), dice.below(1000)),
  };
  return visit;
}

}  // namespace

std::vector<Visit> makeVisits(size_t count, uint32_t seed, uint64_t first) {
  Dice dice{std::mt19937_64(seed)};
  const IdSeries ids([&dice](std::span<uint8_t> bytes) {
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(dice.below(256));
  });
  std::vector<Visit> visits;
  for (size_t i = 0; i < count; ++i) visits.push_back(makeVisit(dice, ids, first + i));
  return visits;
}

std::string asJson(const Visit& visit) {
  constexpr std::array<const char*, kFields> kNames = {"kind", "given_name", "family_name", "email", "phone", "organisation",
                                                       "role", "city",       "event",       "language", "note", "captured_at"};
  std::string json = "{\"id\":\"" + visit.id.uuid() + "\"";
  for (size_t i = 0; i < kFields; ++i) json += std::string(",\"") + kNames[i] + "\":\"" + visit.values[i] + "\"";
  return json + "}";
}

schema::Schema loadSchema() {
  auto messages = schema::Schema::builtInMessages();
  messages.push_back(v1::Visit::descriptor());
  return must(schema::Schema::load(messages));
}

record::RecordWrite writeTo(const schema::Schema& schema, const Id16& record, uint32_t field, const std::string& value) {
  const schema::RecordType& type = *schema.typeNamed("Visit");
  record::RecordWrite write;
  write.recordId = record;
  write.type = type.number;
  const std::string values[] = {value};
  write.fields.push_back({field, must(record::wireFromText(*type.field(field), values)), {}});
  return write;
}

record::ChangeBody bodyOf(const schema::Schema& schema, const Visit& visit) {
  record::ChangeBody body;
  body.id = visit.id;
  record::RecordWrite write = writeTo(schema, visit.id, 1, visit.values[0]);
  write.isNew = true;
  for (uint32_t field = 2; field <= kFields; ++field) {
    if (visit.values[field - 1].empty()) continue;
    write.fields.push_back(std::move(writeTo(schema, visit.id, field, visit.values[field - 1]).fields.front()));
  }
  body.records.push_back(std::move(write));
  return body;
}

}  // namespace foyer::bench
