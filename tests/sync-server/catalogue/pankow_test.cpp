// The first user's catalogue says what is known of the programme: who runs it from when, where, what it offers, to
// whom it belongs, and all of it in four languages. Loaded as the server loads it.
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "sync-server/catalogue/untranslated.h"
#include "sync-server/catalogue/yaml_catalogue.h"

namespace {

namespace v1 = foyer::catalogue::v1;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

using Strings = std::set<std::string>;
const std::vector<std::string> kLanguages = {"de", "en", "es", "ar"};
constexpr char kMamis[] = "MaMis en Movimiento e.V.";
constexpr char kVia[] = "Verband für Interkulturelle Arbeit (VIA) e.V. Berlin/Brandenburg";

using SeeText = std::function<void(const std::string& place, const v1::Text& text)>;

void eachText(const Message& message, const std::string& place, const SeeText& see) {
  if (message.GetDescriptor() == v1::Text::descriptor()) return see(place, static_cast<const v1::Text&>(message));
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const std::string here = place + "." + field->name();
    if (!field->is_repeated()) {
      eachText(message.GetReflection()->GetMessage(message, field), here, see);
      continue;
    }
    for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i)
      eachText(message.GetReflection()->GetRepeatedMessage(message, field, i), here, see);
  }
}

class Pankow : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<std::string> problems;
    auto loaded = foyer::catalogue::loadCatalogue(std::string(FOYER_SOURCE_DIR) + "/deploy/catalogues/pankow", problems);
    ASSERT_THAT(problems, IsEmpty());
    ASSERT_TRUE(loaded.ok());
    for (v1::Item& item : *loaded) m_items[item.id()] = std::move(item);
  }
  std::vector<const v1::Item*> all(v1::Item::BodyCase kind) const {
    std::vector<const v1::Item*> found;
    for (const auto& [id, item] : m_items)
      if (item.body_case() == kind) found.push_back(&item);
    return found;
  }
  Strings idsOf(v1::Item::BodyCase kind) const {
    Strings ids;
    for (const v1::Item* item : all(kind)) ids.insert(item->id());
    return ids;
  }
  // The offers of this kind behind its tile, or the tile itself.
  std::vector<const v1::Item*> offers(v1::OfferKind kind, bool onHome) const {
    std::vector<const v1::Item*> found;
    for (const v1::Item* item : all(v1::Item::kOffer))
      if (item->offer().kind() == kind && item->offer().on_home() == onHome) found.push_back(item);
    return found;
  }
  static std::string in(const v1::Text& text, const std::string& language) {
    const auto found = text.by_language().find(language);
    return found == text.by_language().end() ? "" : found->second;
  }

  std::map<std::string, v1::Item> m_items;
};

// "name from until" of each.
std::vector<std::string> dated(const google::protobuf::RepeatedPtrField<v1::Period>& periods) {
  std::vector<std::string> all;
  for (const v1::Period& period : periods) all.push_back(period.name() + " " + period.from() + " " + period.until());
  return all;
}

int minutesOf(const v1::Date& date) {
  const auto minute = [](const std::string& time) { return std::stoi(time.substr(0, 2)) * 60 + std::stoi(time.substr(3)); };
  return minute(date.until()) - minute(date.from());
}

TEST_F(Pankow, SaysWhoCarriesFundsAndAnswersForItFromWhen) {
  const auto programmes = all(v1::Item::kProgramme);
  ASSERT_THAT(programmes, SizeIs(1));
  const v1::Programme& programme = programmes[0]->programme();
  EXPECT_EQ(in(programme.name(), "de"), "MigraUP");
  EXPECT_THAT(dated(programme.carriers()), ElementsAre(std::string(kMamis) + " 2025-01-01 ", std::string(kVia) + " 2025-01-01 "));
  EXPECT_THAT(dated(programme.funders()), ElementsAre("Bezirk Pankow von Berlin 2025-01-01 "));
  EXPECT_THAT(dated(programme.controllers()), ElementsAre("MaMis en Movimiento e.V. und VIA e.V. Berlin/Brandenburg 2025-01-01 "));
  ASSERT_THAT(programme.former_names(), SizeIs(1));
  EXPECT_EQ(programme.former_names(0).name(), "MIGRAPOWER");
  for (const std::string& language : kLanguages)
    for (const char* fact : {"MIGRAPOWER", "MigraUP", "2015", "2017", "2020", "2022", "2025", "MaMis en Movimiento e.V.", "VIA e.V."})
      EXPECT_THAT(in(m_items["about-history"].page().text(), language), HasSubstr(fact)) << language;
}

TEST_F(Pankow, HasThreeSitesAndFourLanguages) {
  EXPECT_EQ(idsOf(v1::Item::kSite), (Strings{"bibliothek", "familienhaus", "stadtteilzentrum"}));
  std::vector<v1::Item> items;
  for (const v1::Item* site : all(v1::Item::kSite)) {
    EXPECT_FALSE(site->site().address().empty() || site->site().phone().empty() || site->site().opening_hours().empty()) << site->id();
    items.push_back(*site);
  }
  EXPECT_THAT(foyer::catalogue::languagesOffered(items), UnorderedElementsAre("de", "en", "es", "ar"));
}

TEST_F(Pankow, HasThreeOffersWithTheirTopics) {
  std::map<v1::OfferKind, Strings> topics;
  for (const v1::Item* item : all(v1::Item::kOffer)) topics[item->offer().kind()].insert(item->offer().topics().begin(), item->offer().topics().end());
  for (const v1::OfferKind kind : {v1::OFFER_KIND_ADVICE, v1::OFFER_KIND_TRAINING, v1::OFFER_KIND_NETWORK})
    EXPECT_THAT(offers(kind, true), SizeIs(1)) << v1::OfferKind_Name(kind);
  // The fourth tile is for whoever does not know which of the three it is.
  EXPECT_THAT(offers(v1::OFFER_KIND_QUESTION, true), SizeIs(1));
  EXPECT_EQ(topics.size(), 4u);
  for (const auto& [kind, ids] : topics)
    for (const std::string& id : ids) EXPECT_EQ(m_items[id].topic().list(), "topic") << id;
  // Advice for organisations, then for individuals.
  EXPECT_EQ(topics[v1::OFFER_KIND_ADVICE],
            (Strings{"founding", "running-association", "concept", "grant-application", "finance-plan", "proof-of-use", "public-relations",
                     "networking", "team-building", "conflicts", "communication", "counselling-skills", "quality",
                     "administration-cooperation", "representation", "anti-discrimination", "multilingualism", "inclusion",
                     "residence", "benefits", "german-courses", "work", "housing", "health", "childcare-school", "letters-forms",
                     "accompaniment", "topic/other"}));
  EXPECT_THAT(topics[v1::OFFER_KIND_TRAINING],
              IsSupersetOf({"administration-cooperation", "representation", "concept", "finance-plan", "running-association", "quality"}));
  EXPECT_THAT(topics[v1::OFFER_KIND_NETWORK], IsSupersetOf({"multilingualism", "anti-discrimination", "administration-cooperation", "networking"}));
}

TEST_F(Pankow, HasTheCoursesAndTheGroupsOfTheNetwork) {
  Strings training, network;
  for (const v1::Item* item : offers(v1::OFFER_KIND_TRAINING, false)) training.insert(item->id());
  for (const v1::Item* item : offers(v1::OFFER_KIND_NETWORK, false)) network.insert(in(item->offer().title(), "en"));
  EXPECT_EQ(training, (Strings{"how-pankow-works", "political-advocacy", "project-management", "women-leadership", "quality-course",
                               "expert-round", "readings", "family-festival"}));
  EXPECT_EQ(network, (Strings{"Working group Lingua Pankow", "Working group Diversity", "Round table"}));
  EXPECT_THAT(in(m_items["network"].offer().text(), "en"), HasSubstr("public directory"));
  for (const v1::Item* item : offers(v1::OFFER_KIND_TRAINING, false))
    EXPECT_TRUE(std::any_of(m_items.begin(), m_items.end(), [&](const auto& each) { return each.second.session().offer() == item->id(); }))
        << item->id() << " has no date";
}

TEST_F(Pankow, HasCoursesAsSeriesOfDates) {
  const auto shapes = [this](const std::string& offer) {
    std::vector<std::pair<int, int>> found;  // dates, minutes of each
    for (const v1::Item* item : all(v1::Item::kSession)) {
      if (item->session().offer() != offer) continue;
      std::set<int> minutes;
      for (const v1::Date& date : item->session().dates()) minutes.insert(minutesOf(date));
      found.emplace_back(item->session().dates_size(), *minutes.rbegin());
      EXPECT_TRUE(std::is_sorted(item->session().dates().begin(), item->session().dates().end(),
                                 [](const v1::Date& a, const v1::Date& b) { return a.day() <= b.day() && a.day() != b.day(); }));
    }
    return found;
  };
  EXPECT_THAT(shapes("quality-course"), ElementsAre(Pair(3, 240))) << "three dates of four hours";
  EXPECT_THAT(shapes("project-management"), ElementsAre(Pair(3, 180), Pair(3, 180))) << "one date a module";
  EXPECT_THAT(shapes("women-leadership"), ElementsAre(Pair(2, 420)));
  EXPECT_THAT(shapes("expert-round"), testing::Each(Pair(1, 120)));
  EXPECT_THAT(shapes("readings"), testing::Each(Pair(1, 45)));
  EXPECT_FALSE(m_items["readings"].offer().external().by_language().empty()) << "registers elsewhere";
  for (const v1::Item* item : all(v1::Item::kSession))
    EXPECT_EQ(item->session().open(), item->session().offer() == "readings" || item->session().offer() == "family-festival") << item->id();
}

TEST_F(Pankow, HasItsPartnersAndPagesAboutItself) {
  Strings names;
  for (const v1::Item* item : all(v1::Item::kPartner)) names.insert(in(item->partner().name(), "de"));
  EXPECT_EQ(names, (Strings{kMamis, kVia, "Bezirk Pankow von Berlin"}));
  for (const std::string& language : kLanguages)
    for (const char* fact : {"1992", "40", "27"}) EXPECT_THAT(in(m_items["partner-via"].partner().about(), language), HasSubstr(fact)) << language;
  EXPECT_EQ(idsOf(v1::Item::kPage), (Strings{"about-aims", "about-for-whom", "about-values", "about-history", "about-your-rights"}));
}

TEST_F(Pankow, AsksForEachPurposeApartAndDemandsOnlyTheOneThatTheFormServes) {
  std::map<std::string, std::pair<bool, Strings>> purposes;  // required, forms
  Strings words;
  for (const v1::Item* item : all(v1::Item::kConsentText)) {
    const v1::ConsentText& text = item->consent_text();
    purposes[item->id()] = {text.required(), {text.forms().begin(), text.forms().end()}};
    for (const std::string& language : kLanguages) {
      words.insert(in(text.title(), language));
      words.insert(in(text.text(), language));
    }
  }
  EXPECT_THAT(purposes, ElementsAre(Pair("answer", Pair(true, Strings{"enquiry", "network"})), Pair("feedback", Pair(true, Strings{"feedback"})),
                                    Pair("invite", Pair(false, Strings{"enquiry", "network", "registration"})),
                                    Pair("publish", Pair(false, Strings{"network"})), Pair("refer", Pair(false, Strings{"enquiry"})),
                                    Pair("registration", Pair(true, Strings{"registration"}))));
  EXPECT_EQ(words.size(), purposes.size() * 2 * kLanguages.size()) << "no two purposes or languages say the same";
  EXPECT_EQ(words.count(""), 0u);
}

bool holdsArabic(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xfc) == 0xd8; });
}

// Names are the same everywhere; whatever says something is said anew in each language.
bool isName(const std::string& place) {
  return place.ends_with("programme.name") || place.ends_with("partner.name") || place.ends_with("settings.centre_name");
}
bool isSentence(const std::string& german) {
  std::istringstream words(german);
  const auto count = std::distance(std::istream_iterator<std::string>(words), {});
  return count >= 3 || german.find_first_of(".!?") != std::string::npos;
}

TEST_F(Pankow, SaysEverythingInFourLanguagesOfItsOwn) {
  size_t sentences = 0;
  for (const auto& [id, item] : m_items) {
    eachText(item, id, [&](const std::string& place, const v1::Text& text) {
      Strings different;
      for (const std::string& language : kLanguages) {
        const std::string words = in(text, language);
        EXPECT_NE(words.find_first_not_of(" \n"), std::string::npos) << place << " has no words in " << language;
        different.insert(words);
      }
      EXPECT_EQ(text.by_language_size(), 4) << place;
      if (isName(place)) return;
      EXPECT_TRUE(holdsArabic(in(text, "ar"))) << place << ": " << in(text, "ar");
      if (!isSentence(in(text, "de"))) return;
      EXPECT_THAT(different, SizeIs(4)) << place << " says the same in two languages: " << in(text, "de");
      ++sentences;
    });
  }
  EXPECT_GT(sentences, 150u);
}

}  // namespace
