#include "tests/bench/records.h"

#include <cstdio>
#include <random>

#include "tests/bench/must.h"
#include "visit.pb.h"

namespace foyer::bench {

namespace {

using Words = std::vector<const char*>;

const Words kGiven = {"Anton",  "Berta",  "Cem",    "Daria", "Emil",  "Fatou",  "Greta", "Hassan", "Ida",   "Jakub",
                      "Klara",  "Lorenzo", "Maja",  "Nils",  "Oksana", "Pedro", "Rania", "Sven",   "Thea",  "Uwe",
                      "Vera",   "Walid",  "Xenia",  "Yara",  "Zoltan", "Aino",  "Bruno", "Chiara", "Dilan", "Eva",
                      "Felix",  "Günter", "Hélène", "Ivan",  "José",   "Katrin", "Luis", "Mehmet", "Nora",  "Otto"};
const Words kFamily = {"Abdi",   "Becker", "Carvalho", "Demir",  "Eriksson", "Farkas",  "Gruber", "Hoffmann", "Ionescu",
                       "Jansen", "Kaya",   "Lehmann",  "Moretti", "Nowak",   "O'Neill", "Petit",  "Quandt",   "Richter",
                       "Sato",   "Tran",   "Urban",    "Vogel",  "Wagner",   "Yıldız",  "Zieliński", "Arslan", "Braun",
                       "Conti",  "Diallo", "Fuchs",    "Haas",   "Kovács",   "Lindholm", "Mazur", "Schröder", "Weiss"};
const Words kOrganisation = {"Harbour Museum Trust", "Eastside Comprehensive School", "Lindgren Robotics AB",
                             "Valley Savings Bank",  "North Shore Clinic",            "Brick Lane Bakery",
                             "Institute for Soil Science", "City Parks Department",   "Old Mill Theatre",
                             "Kestrel Air Cargo",    "Weber und Partner",             "Green Roof Housing Coop",
                             "Union of Carpenters",  "Riverside Public Library",      "Self-employed"};
const Words kRole = {"Curator",  "Head teacher", "Electrician", "Bank clerk",      "Physiotherapist", "Pastry cook",
                     "Lab assistant", "Gardener", "Stage designer", "Fleet coordinator", "Apprentice", "Retired"};
const Words kCity = {"Bremen", "Nantes", "Braga", "Lublin", "Turku", "Bristol", "Linz", "Malmö", "Split", "Namur", "Ostrava", "Odense"};
const Words kEvent = {"autumn-fair-2026", "night-of-the-museums", "training-day", "volunteers-evening",
                      "house-tour-in-english",   "school-leavers-market"};
const Words kLanguage = {"en", "de", "fr", "pl", "pt", "fi", "tr", "ar"};
const Words kTopic = {"the lift to the second floor", "tickets for a class of thirty", "where to leave a bicycle",
                      "a receipt for the employer",   "the talk about night shifts",   "a place for prayer",
                      "the bus after the last talk",  "a badge with the wrong name",   "childcare on the Saturday",
                      "gluten free food"};
const Words kTail = {"Please ring before noon.", "A letter would be best.",      "Comes with an assistance dog.",
                     "Asked for an answer soon.", "Met us at the stand before.", "Two more people may come along.",
                     "",                          "Reads large print."};
const Words kCountry = {"44", "49", "33", "48", "351"};

struct Dice {
  std::mt19937_64 engine;
  uint64_t below(uint64_t bound) { return engine() % bound; }
  std::string of(const Words& words) { return words[below(words.size())]; }
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

Visit makeVisit(Dice& dice, uint64_t number) {
  const std::string given = dice.of(kGiven), family = dice.of(kFamily);
  std::string note = "Asks about " + dice.of(kTopic) + ". " + dice.of(kTail);
  if (note.back() == ' ') note.pop_back();
  Visit visit;
  // Ordered, as the ids that kiosks draw are: one a second.
  visit.id = newUuidV7(1'760'000'000'000 + static_cast<int64_t>(number) * 1'000, [&](std::span<uint8_t> bytes) {
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(dice.below(256));
  });
  visit.values = {
      dice.below(10) < 7 ? "registration" : "enquiry",
      given,
      family,
      addressPart(given) + "." + addressPart(family) + std::to_string(dice.below(1000)) + "@mail-" +
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
  std::vector<Visit> visits;
  for (size_t i = 0; i < count; ++i) visits.push_back(makeVisit(dice, first + i));
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
