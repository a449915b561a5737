// What earlier releases left on disks and sticks is read by this one: databases of servers and kiosks, their
// sealed entries, and the courier's files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/catalogue/seat_book.h"
#include "kiosk/journal/journal.h"
#include "kiosk/sync/courier.h"
#include "shared/schema/schema.h"
#include "sync-server/app/courier_import.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/ingest/rebuild.h"
#include "tests/versions/golden.h"

namespace foyer::versions {
namespace {

struct OfRelease : testing::TestWithParam<std::string> {
  // The rows of a query as they stand in the file, before any program of this release has opened it.
  static std::vector<std::string> rows(const std::string& path, const std::string& query) {
    auto database = must(sqlite::Database::open(path));
    auto statement = must(database.prepare(query));
    std::vector<std::string> found;
    while (must(statement.step())) found.push_back(std::string(statement.blob(0)) + "|" + std::string(statement.blob(1)));
    return found;
  }
  std::vector<std::string> records() const { return rows(golden.server() + "/foyer.db", "SELECT id, state FROM record ORDER BY id"); }
  std::vector<std::string> log() const { return rows(golden.server() + "/foyer.db", "SELECT change_id, content FROM log ORDER BY n"); }
  std::unique_ptr<journal::Journal> openJournal(const uplink::Identity& identity) const {
    return must(journal::Journal::open(golden.data() + "/journal.db",
                                       {identity.device, identity.sealingPublicKey, identity.signingSecretKey.copy()}, clock,
                                       systemRandom()));
  }

  const Golden golden{GetParam()};
  const SystemClock clock;
};

TEST_P(OfRelease, TheServersLogAndRecordsAreReadAndFoldAgainToTheSame) {
  const auto recordsBefore = records();
  const auto logBefore = log();
  ASSERT_FALSE(recordsBefore.empty());
  std::string digest;
  {
    const app::Folder server = must(app::openFolder(golden.server(), store::Opening::kExisting));
    digest = must(ingest::digest(*server.store));
  }
  EXPECT_EQ(records(), recordsBefore) << "opening changes tables, not records";
  EXPECT_EQ(log(), logBefore);
  {
    const auto schema = must(schema::Schema::loadBuiltIn());
    const app::Folder server = must(app::openFolder(golden.server(), store::Opening::kExisting));
    const auto keys = must(fleet::loadKeys(server.keysPath()));
    ingest::LogOpener opener(schema, keys);
    const auto report = must(ingest::rebuild(*server.store, schema, opener));
    EXPECT_EQ(report.changes, logBefore.size());
    EXPECT_EQ(report.quarantined, 0u) << "every sealed entry of that release opens";
    EXPECT_EQ(must(ingest::digest(*server.store)), digest);
  }
}

TEST_P(OfRelease, TheKiosksJournalIsReadAndGoesOn) {
  const size_t entries = rows(golden.data() + "/journal.db", "SELECT change_id, sealed FROM entry").size();
  ASSERT_GT(entries, 0u);
  const auto identity = must(uplink::readIdentity(golden.identity()));
  const auto journal = openJournal(identity);
  EXPECT_EQ(must(journal->changeIdsAfter(0, 1'000)).ids.size(), entries);
  const auto hello = journal->hello();
  const auto batch = must(journal->entriesAfter(0, 10'000, 100'000'000));
  EXPECT_EQ(batch.entries.size(), hello.last_seq()) << "its chain holds";
  EXPECT_EQ(journal->counts().unsent, hello.last_seq() - hello.acked_seq());
}

TEST_P(OfRelease, ItsServerTakesWhatItsKioskStillHas) {
  const auto identity = must(uplink::readIdentity(golden.identity()));
  const auto journal = openJournal(identity);
  const uint64_t unsent = journal->counts().unsent;
  const uplink::CourierParts parts{identity, *journal, clock, systemRandom(), golden.data() + "/journey", "test", {}};
  const fs::path stick = golden.folder() / "new-stick";
  fs::create_directories(stick);
  EXPECT_EQ(must(uplink::receiveCourier(parts, stick.string())).written.entries, unsent);
  const size_t before = log().size();
  const app::Folder server = must(app::openFolder(golden.server(), store::Opening::kExisting));
  must(app::importCourierOffline(server, stick.string(), clock));
  EXPECT_EQ(log().size(), before + unsent);
  EXPECT_EQ(must(uplink::takeCourierAnswers(parts, stick.string())).newlyAcked, unsent);
  EXPECT_EQ(journal->counts().unsent, 0u);
}

TEST_P(OfRelease, TheKiosksCatalogueIsShown) {
  const size_t items = rows(golden.data() + "/catalogue.db", "SELECT id, body FROM item").size();
  const auto copy = must(catalogue::CatalogueCopy::open(golden.data() + "/catalogue.db"));
  EXPECT_FALSE(copy.snapshot()->isEmpty());
  EXPECT_GT(copy.cursor(), 0u);
  EXPECT_TRUE(copy.missing().empty());
  size_t shown = 0;
  for (const auto kind : {catalogue::v1::Item::kProgramme, catalogue::v1::Item::kSite, catalogue::v1::Item::kOffer,
                          catalogue::v1::Item::kSession, catalogue::v1::Item::kTopic, catalogue::v1::Item::kPage,
                          catalogue::v1::Item::kPartner, catalogue::v1::Item::kNotice, catalogue::v1::Item::kQuestion,
                          catalogue::v1::Item::kConsentText, catalogue::v1::Item::kSettings})
    shown += copy.snapshot()->all(kind).size();
  EXPECT_EQ(shown, items);
}

TEST_P(OfRelease, TheSeatsThatItsKioskHasTakenStayTaken) {
  if (!fs::exists(golden.seats())) return;  // kept none, or was lent none
  const auto book = must(catalogue::SeatBook::open(golden.seats(), clock));
  const auto report = must(book->report());
  ASSERT_EQ(report.holdings_size(), 1);
  EXPECT_EQ(report.holdings(0).session(), "sailing-1");
  EXPECT_EQ(report.holdings(0).spent(), 1u);
  EXPECT_EQ(report.holdings(0).returned(), 2u) << "a new start gives back what is left";
}

TEST_P(OfRelease, ItsSticksAreRead) {
  if (!fs::exists(golden.stick())) return;  // that release had no courier
  const app::Folder server = must(app::openFolder(golden.server(), store::Opening::kExisting));
  const std::string said = must(app::importCourierOffline(server, golden.stick().string(), clock));
  EXPECT_THAT(said, testing::HasSubstr("12 were here before"));
  EXPECT_THAT(said, testing::HasSubstr("3 entries taken"));
  const auto identity = must(uplink::readIdentity(golden.identity()));
  const auto journal = openJournal(identity);
  const uplink::CourierParts parts{identity, *journal, clock, systemRandom(), golden.data() + "/journey", "test", {}};
  EXPECT_EQ(must(uplink::takeCourierAnswers(parts, golden.stick().string())).newlyAcked, 3u);
}

TEST_P(OfRelease, DatabasesOfANewerReleaseAreRefusedUntouched) {
  for (const std::string& path :
       {golden.server() + "/foyer.db", golden.data() + "/journal.db", golden.data() + "/catalogue.db", golden.seats()}) {
    if (!fs::exists(path)) continue;
    {
      auto database = must(sqlite::Database::open(path));
      ASSERT_TRUE(database.execute("PRAGMA user_version=99; PRAGMA wal_checkpoint(TRUNCATE);").ok());
    }
    const auto before = rows(path, "SELECT name, sql FROM sqlite_schema ORDER BY name");
    std::string said;
    if (path.ends_with("foyer.db")) {
      const auto opened = app::openFolder(golden.server(), store::Opening::kExisting);
      ASSERT_FALSE(opened.ok());
      said = opened.error().message();
    } else if (path.ends_with("journal.db")) {
      const auto identity = must(uplink::readIdentity(golden.identity()));
      const auto opened = journal::Journal::open(
          path, {identity.device, identity.sealingPublicKey, identity.signingSecretKey.copy()}, clock, systemRandom());
      ASSERT_FALSE(opened.ok());
      said = opened.error().message();
    } else if (path == golden.seats()) {
      const auto opened = catalogue::SeatBook::open(path, clock);
      ASSERT_FALSE(opened.ok());
      said = opened.error().message();
    } else {
      const auto opened = catalogue::CatalogueCopy::open(path);
      ASSERT_FALSE(opened.ok());
      said = opened.error().message();
    }
    EXPECT_THAT(said, testing::HasSubstr("install the newer program. Nothing was changed."));
    EXPECT_EQ(rows(path, "SELECT name, sql FROM sqlite_schema ORDER BY name"), before);
    EXPECT_EQ(must(must(sqlite::Database::open(path)).version()), 99);
  }
}

INSTANTIATE_TEST_SUITE_P(Golden, OfRelease, testing::ValuesIn(releases()), [](const auto& one) {
  std::string name = one.param;
  std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

TEST(GoldenFiles, AreThereForThisReleaseAndTheOneBefore) { EXPECT_GE(releases().size(), 2u); }

}  // namespace
}  // namespace foyer::versions
