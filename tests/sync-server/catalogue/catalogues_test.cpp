// The catalogues that are delivered: complete, and enough for every form.
#include <gmock/gmock.h>

#include <algorithm>
#include <iostream>
#include <set>

#include "sync-server/catalogue/record_words.h"
#include "sync-server/catalogue/untranslated.h"
#include "sync-server/catalogue/yaml_catalogue.h"

namespace {

namespace v1 = foyer::catalogue::v1;
using foyer::catalogue::recordWords;

class Delivered : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    std::vector<std::string> problems;
    auto loaded = foyer::catalogue::loadCatalogue(
        std::string(FOYER_SOURCE_DIR) + "/deploy/catalogues/" + GetParam(), problems);
    ASSERT_THAT(problems, testing::IsEmpty());
    ASSERT_TRUE(loaded.ok());
    m_items = std::move(*loaded);
  }

  std::vector<v1::Item> m_items;
};

TEST_P(Delivered, HasEveryTextInEachLanguageThatItsSitesOffer) {
  const auto languages = foyer::catalogue::languagesOffered(m_items);
  ASSERT_GE(languages.size(), 3u);
  for (const std::string& language : languages) {
    for (const auto& missing : foyer::catalogue::untranslated(m_items, language)) {
      ADD_FAILURE() << missing.id << " has no \"" << missing.field << "\" in " << language;
    }
  }
}

TEST_P(Delivered, NamesEachOfferedLanguageInItsOwnScript) {
  for (const v1::Item& item : m_items) {
    if (!item.has_settings()) continue;
    for (const std::string& language : foyer::catalogue::languagesOffered(m_items)) {
      EXPECT_TRUE(item.settings().language_names().count(language)) << language;
    }
  }
}

TEST_P(Delivered, HasEveryCodeListWithAWayOut) {
  std::set<std::string> lists;
  std::set<std::string> withOther;
  for (const v1::Item& item : m_items) {
    if (!item.has_topic()) continue;
    lists.insert(item.topic().list());
    // The ids of languages are language tags, where "und" says: another one.
    const bool other = item.id() == item.topic().list() + "/other" ||
                       (item.topic().list() == "language" && item.id() == "und");
    if (other) withOther.insert(item.topic().list());
  }
  EXPECT_EQ(lists, recordWords().codeLists);
  EXPECT_EQ(withOther, lists);
}

// A question that is newer than the catalogue is asked in the words of its own declaration, in German or English:
// that is no fault of the catalogue, but a thing to know.
TEST_P(Delivered, HasWordsOnlyForQuestionsThatSomeFormAsksAndSaysHowManyHaveNone) {
  std::set<std::string> worded;
  for (const v1::Item& item : m_items) {
    if (item.has_question()) worded.insert(item.id());
  }
  std::vector<std::string> wordless;
  for (const std::string& question : recordWords().questions)
    if (!worded.count(question)) wordless.push_back(question);
  for (const std::string& question : worded) EXPECT_TRUE(recordWords().questions.count(question)) << question;
  std::cout << "questions of " << GetParam() << " in the words of their declaration alone: " << wordless.size() << "\n";
  for (const std::string& question : wordless) std::cout << "  " << question << "\n";
  EXPECT_GT(worded.size(), wordless.size());
}

TEST_P(Delivered, AsksOneRequiredPurposeAndSaysWhoAsksInEachForm) {
  for (const std::string& form : recordWords().forms) {
    int required = 0;
    bool said = false;
    for (const v1::Item& item : m_items) {
      const auto& forms = item.consent_text().forms();
      if (item.consent_text().required() && std::find(forms.begin(), forms.end(), form) != forms.end())
        ++required;
      if (item.settings().data_use().count(form)) said = true;
    }
    EXPECT_EQ(required, 1) << form;
    EXPECT_TRUE(said) << form;
  }
}

TEST_P(Delivered, OffersTheHomePageAndDatesThatLeadSomewhere) {
  std::map<std::string, v1::Offer> offers;
  int onHome = 0;
  for (const v1::Item& item : m_items) {
    if (item.has_offer()) offers[item.id()] = item.offer();
    if (item.offer().on_home()) ++onHome;
  }
  EXPECT_GE(onHome, 3);
  for (const v1::Item& item : m_items) {
    if (!item.has_session()) continue;
    const v1::Offer& offer = offers[item.session().offer()];
    EXPECT_TRUE(offer.form() == "registration" || item.session().open()) << item.id();
    EXPECT_TRUE(offer.form().empty() || item.session().capacity() > 0) << item.id();
  }
}

INSTANTIATE_TEST_SUITE_P(Catalogue, Delivered, testing::Values("pankow", "example"),
                         [](const auto& param) { return std::string(param.param); });

}  // namespace
