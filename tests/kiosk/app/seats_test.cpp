// What a registration promises: a seat that the kiosk was lent, or the waiting list, and honest words about both.
#include <algorithm>

#include "tests/kiosk/app/surface_world.h"

namespace foyer::app {
namespace {

class SeatsAtTheForm : public testing::Test {
 protected:
  SeatsAtTheForm() {
    const auto catalogue = catalogueFrom("pankow");
    m_catalogue.setSnapshot(catalogue);
    m_catalogue.setLanguage("en");
    m_form.setCatalogue(catalogue);
    for (const catalogue::v1::Item* item : catalogue->all(catalogue::v1::Item::kSession)) {
      if (item->session().capacity() > 0 && !item->session().open() && m_session.isEmpty()) {
        m_session = QString::fromStdString(item->id());
        m_offer = QString::fromStdString(item->session().offer());
      }
    }
  }
  void fillIn(int seats) {
    m_port.begin("registration", m_offer, m_session);
    m_port.setValue("contact.names", "Amal Example");
    m_port.setValue("registration.seats", seats);
    for (const QVariant& purpose : m_catalogue.purposes("registration"))
      m_port.setConsent(purpose.toMap()["id"].toString(), "given");
  }
  // The state, and the lease in UUID form.
  std::pair<std::string, std::string> saved() const {
    const schema::RecordType& type = *m_schema.typeNamed("Registration");
    std::pair<std::string, std::string> said;
    for (const record::RecordWrite& write : m_saved.back().records) {
      if (write.type != type.number) continue;
      for (const record::FieldWrite& field : write.fields) {
        const schema::FieldRule& rule = *type.field(field.field);
        const auto values = record::textValues(rule, field.wire);
        if (rule.name == "state") said.first = values.front();
        if (rule.name == "lease") said.second = values.front();
      }
    }
    return said;
  }

  const schema::Schema m_schema = std::move(*schema::Schema::loadBuiltIn());
  ManualClock m_clock;
  LanguageModel m_languages;
  CatalogueModel m_catalogue{"stadtteilzentrum", m_clock};
  Status m_disk;
  uint32_t m_lent = 0;
  const Id16 m_lease = newRandomId(systemRandom());
  std::vector<record::ChangeBody> m_saved;
  std::vector<uint32_t> m_wishes;
  form::FormModel m_form{m_schema, m_clock, IdSeries(systemRandom()), [this](const record::ChangeBody& change) {
                           if (m_disk.ok()) m_saved.push_back(change);
                           m_port.noteSubmitted(m_disk);
                           return m_disk;
                         }};
  FormPort m_port{m_form, m_catalogue, m_languages, "stadtteilzentrum",
                  {[this](const std::string&, uint32_t seats) {
                     if (m_lent < seats) return Id16{};
                     m_lent -= seats;
                     return m_lease;
                   },
                   [this](const Id16&, uint32_t seats) { m_lent += seats; },
                   [this](const std::string&, uint32_t seats) { m_wishes.push_back(seats); }}};
  QString m_session, m_offer;
};

TEST_F(SeatsAtTheForm, ASeatThatWasLentIsTakenAndConfirmed) {
  m_lent = 3;
  fillIn(2);
  const QVariantMap result = m_port.confirm();
  ASSERT_TRUE(result["ok"].toBool()) << result["message"].toString().toStdString();
  EXPECT_EQ(saved(), std::pair(std::string("REGISTRATION_STATE_CONFIRMED"), m_lease.uuid()));
  EXPECT_EQ(m_lent, 1u);
  m_port.wipe();
  EXPECT_EQ(m_lent, 1u) << "it is used";
}

TEST_F(SeatsAtTheForm, WithoutEnoughSeatsOneWaitsAndIsToldSo) {
  m_lent = 1;
  fillIn(2);
  const QVariantMap result = m_port.confirm();
  ASSERT_TRUE(result["ok"].toBool());
  EXPECT_EQ(saved(), std::pair(std::string("REGISTRATION_STATE_WAITING"), std::string()));
  EXPECT_EQ(m_lent, 1u);
  EXPECT_FALSE(result["summary"].toString().isEmpty());
}

TEST_F(SeatsAtTheForm, TheServerHearsHowManyRegisterAndWhenNobodyDoesAnyMore) {
  fillIn(4);
  ASSERT_FALSE(m_wishes.empty());
  EXPECT_EQ(m_wishes.back(), 4u);
  m_port.wipe();
  EXPECT_EQ(m_wishes.back(), 0u);
}

TEST_F(SeatsAtTheForm, AFullDiskKeepsTheSeatForTheSecondTryAndGivesItBackAtTheEnd) {
  m_lent = 2;
  fillIn(2);
  m_disk = Error(Code::kResourceExhausted, "The disk is full.");
  EXPECT_FALSE(m_port.confirm()["ok"].toBool());
  EXPECT_EQ(m_lent, 0u);
  m_port.wipe();
  EXPECT_EQ(m_lent, 2u);
}

TEST_F(SeatsAtTheForm, ASeatThatMayBeUsedIsNotGivenToSomebodyElse) {
  m_lent = 2;
  fillIn(2);
  m_disk = Error(Code::kDeadlineExceeded, "The disk did not answer in time.");
  EXPECT_FALSE(m_port.confirm()["ok"].toBool());
  m_port.wipe();
  EXPECT_EQ(m_lent, 0u);
}

TEST_F(SeatsAtTheForm, PressingAgainStoresTheSameChangeWithTheSameSeat) {
  m_lent = 2;
  fillIn(2);
  m_disk = Error(Code::kDeadlineExceeded, "The disk did not answer in time.");
  EXPECT_FALSE(m_port.confirm()["ok"].toBool());
  m_disk = okStatus();
  EXPECT_TRUE(m_port.confirm()["ok"].toBool());
  ASSERT_EQ(m_saved.size(), 1u);
  EXPECT_EQ(saved().second, m_lease.uuid());
  EXPECT_EQ(m_lent, 0u);
}

TEST_F(SeatsAtTheForm, OnlineThePageSaysAllThatIsFreeAndOfflineOnlyWhatThisKioskCanGive) {
  const auto shown = [&] {
    for (const QVariant& session : m_catalogue.offer(m_offer)["sessions"].toList())
      if (session.toMap()["id"] == m_session) return session.toMap();
    return QVariantMap();
  };
  EXPECT_TRUE(shown()["waiting"].toBool()) << "nothing was heard of seats yet";
  m_catalogue.setSeats({{m_session.toStdString(), {2, 5}}});
  m_catalogue.setOnline(Online::kYes);
  EXPECT_EQ(shown()["freePlaces"].toInt(), 7);
  EXPECT_FALSE(shown()["waiting"].toBool());
  m_catalogue.setOnline(Online::kNo);
  EXPECT_EQ(shown()["freePlaces"].toInt(), 2);
  EXPECT_FALSE(shown()["seatsText"].toString().isEmpty());
  m_catalogue.setSeats({{m_session.toStdString(), {0, 5}}});
  EXPECT_TRUE(shown()["waiting"].toBool()) << "this kiosk cannot promise what it was not lent";
  m_catalogue.setOnline(Online::kYes);
  m_catalogue.setSeats({{m_session.toStdString(), {0, 0}}});
  EXPECT_TRUE(shown()["waiting"].toBool());
  EXPECT_FALSE(shown()["seatsText"].toString().isEmpty());
}

}  // namespace
}  // namespace foyer::app
