// The contract of the port Store for the inbox: what staff look through.
#include "tests/sync-server/store/store_contract.h"

namespace foyer::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Inbox : public StoreContract {
 protected:
  void SetUp() override {
    StoreContract::SetUp();
    write([](Writer& w) -> Status {
      FOYER_TRY(w.putInbox({id(1), 4, "One", {"work", "law"}, "de", "pankow", 100, "new", "", "amina % yusuf"}));
      FOYER_TRY(w.putInbox({id(2), 5, "Two", {"work"}, "ar", "pankow", 300, "open", "x", "بسمة haddad"}));
      FOYER_TRY(w.putInbox({id(3), 4, "Three", {}, "de", "mitte", 200, "new", "", "jose yusufi"}));
      return w.putCase({id(90), CaseKind::kConflict, id(3), 4, 1, 1, 1, 0, 0, "r"});
    });
  }
  std::vector<Id16> found(const InboxFilter& filter) {
    std::vector<Id16> ids;
    for (const InboxRow& row : read([&](const Reader& r) { return r.inbox(filter); })) ids.push_back(row.recordId);
    EXPECT_EQ(read([&](const Reader& r) { return r.countInbox(filter); }), ids.size());
    return ids;
  }
};

INSTANTIATE_TEST_SUITE_P(Adapters, Inbox, adapters(), adapterName);

TEST_P(Inbox, ShowsTheNewestFirst) { EXPECT_THAT(found({}), ElementsAre(id(2), id(3), id(1))); }

TEST_P(Inbox, FiltersByEveryColumn) {
  EXPECT_THAT(found({.types = {4}}), ElementsAre(id(3), id(1)));
  EXPECT_THAT(found({.types = {4, 5}, .sites = {"pankow"}}), ElementsAre(id(2), id(1)));
  EXPECT_THAT(found({.languages = {"ar", "es"}}), ElementsAre(id(2)));
  EXPECT_THAT(found({.statuses = {"new"}}), ElementsAre(id(3), id(1)));
  EXPECT_THAT(found({.topics = {"law", "work"}}), ElementsAre(id(2), id(1)));
  EXPECT_THAT(found({.fromMs = 200}), ElementsAre(id(2), id(3)));
  EXPECT_THAT(found({.untilMs = 200}), ElementsAre(id(1)));
  EXPECT_THAT(found({.onlyWithCase = true}), ElementsAre(id(3)));
}

TEST_P(Inbox, FindsEveryWordAsPartOfAWordAndTakesNothingForAWildcard) {
  EXPECT_THAT(found({.search = "yusuf"}), ElementsAre(id(3), id(1)));
  EXPECT_THAT(found({.search = " yus  ami "}), ElementsAre(id(1)));
  EXPECT_THAT(found({.search = "بسمة"}), ElementsAre(id(2)));
  EXPECT_THAT(found({.search = "%"}), ElementsAre(id(1)));
  EXPECT_THAT(found({.search = "_"}), IsEmpty());
  EXPECT_THAT(found({.search = "' OR 1 --"}), IsEmpty());
}

TEST_P(Inbox, PagesAndSaysWhichRowsHaveAnOpenCase) {
  const auto rows = read([](const Reader& r) { return r.inbox({.limit = 1, .offset = 1}); });
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].recordId, id(3));
  EXPECT_TRUE(rows[0].hasCase);
  EXPECT_EQ(rows[0].title, "Three");
  EXPECT_EQ(read([](const Reader& r) { return r.countInbox({.limit = 1, .offset = 1}); }), 3u);
}

TEST_P(Inbox, ReplacesARowWithItsTopics) {
  write([](Writer& w) { return w.putInbox({id(1), 4, "One", {"family"}, "de", "pankow", 100, "done", "", "q"}); });
  EXPECT_THAT(found({.topics = {"law"}}), IsEmpty());
  EXPECT_THAT(found({.statuses = {"done"}, .topics = {"family"}}), ElementsAre(id(1)));
}

TEST_P(Inbox, IsEmptiedWithAllThatIsFoldedAndTheLogStays) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.appendLog(logRow(1)));
    FOYER_TRY(w.putRecord({id(1), 4, "s", 1}, {id(2)}));
    FOYER_TRY(w.addHistory({1, id(1)}));
    FOYER_TRY(w.putSlip(id(1), {{4, id(1)}}));
    FOYER_TRY(w.hold(id(1), 1));
    FOYER_TRY(w.setMeta("epoch", "e"));
    return w.clearFolded();
  });
  EXPECT_THAT(found({}), IsEmpty());
  EXPECT_FALSE(read([](const Reader& r) { return r.record(id(1)); }));
  EXPECT_THAT(read([](const Reader& r) { return r.referringTo(id(2)); }), IsEmpty());
  EXPECT_THAT(read([](const Reader& r) { return r.history(id(1)); }), IsEmpty());
  EXPECT_THAT(read([](const Reader& r) { return r.slip(id(1)); }), IsEmpty());
  EXPECT_THAT(read([](const Reader& r) { return r.heldFor(id(1)); }), IsEmpty());
  EXPECT_EQ(read([](const Reader& r) { return r.countOpenCases(); }), 0u);
  EXPECT_EQ(read([](const Reader& r) { return r.logHead(); }), 1);
  EXPECT_EQ(read([](const Reader& r) { return r.meta("epoch"); }), "e");
}

}  // namespace
}  // namespace foyer::store
