// The contract of the port Store for erasures: marks, what is due in the log, and that nothing of it stays on disk.
#include <fstream>
#include <sstream>

#include "tests/sync-server/store/store_contract.h"

namespace foyer::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Erasures : public StoreContract {
 protected:
  bool stands(const std::string& word) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder)) {
      std::ifstream in(entry.path(), std::ios::binary);
      std::stringstream content;
      content << in.rdbuf();
      if (content.str().find(word) != std::string::npos) return true;
    }
    return false;
  }
  bool isErased(const Id16& mark) const {
    bool answer = false;
    EXPECT_TRUE(m_store
                    ->read([&](const Reader& reader) -> Status {
                      FOYER_ASSIGN(answer, reader.isErased(mark));
                      return okStatus();
                    })
                    .ok());
    return answer;
  }
};

INSTANTIATE_TEST_SUITE_P(Adapters, Erasures, adapters(), adapterName);

TEST_P(Erasures, AreRememberedOnceAndOverARestartAndARebuild) {
  EXPECT_FALSE(isErased(id(1)));
  write([](Writer& w) -> Status {
    FOYER_TRY(w.addErased(id(1)));
    FOYER_ASSIGN(const bool isKnown, w.isErased(id(1)));
    EXPECT_TRUE(isKnown) << "in the same transaction";
    return w.addErased(id(1));
  });
  write([](Writer& w) { return w.clearFolded(); });
  reopen();
  EXPECT_TRUE(isErased(id(1)));
  EXPECT_FALSE(isErased(id(2)));
}

TEST_P(Erasures, WaitForTheListOutsideUntilTheyStandInIt) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.addErased(id(2)));
    return w.addErased(id(1));
  });
  EXPECT_THAT(read([](const Reader& r) { return r.erasedUnlisted(10); }), ElementsAre(id(1), id(2)));
  EXPECT_THAT(read([](const Reader& r) { return r.erasedUnlisted(1); }), ElementsAre(id(1)));
  write([](Writer& w) -> Status {
    FOYER_TRY(w.setErasedListed(id(1)));
    return w.addErased(id(1));
  });
  EXPECT_THAT(read([](const Reader& r) { return r.erasedUnlisted(10); }), ElementsAre(id(2)));
}

TEST_P(Erasures, ReplaceARowOfTheLogAndLeaveNothingOfItOnTheDisk) {
  LogRow row = logRow(1);
  row.content = "Zaunkoenig" + std::string(20'000, 'x') + "Rotkehlchen";  // longer than a page of the database
  write([&](Writer& w) -> Status {
    FOYER_TRY(w.appendLog(row));
    FOYER_TRY(w.addRedactionDue(1));
    return w.addRedactionDue(1);
  });
  ASSERT_TRUE(stands("Zaunkoenig") && stands("Rotkehlchen"));
  EXPECT_THAT(read([](const Reader& r) { return r.redactionsDue(10); }), ElementsAre(1));
  write([](Writer& w) { return w.redactLog(1, "less"); });
  EXPECT_FALSE(stands("Zaunkoenig") || stands("Rotkehlchen"));
  EXPECT_THAT(read([](const Reader& r) { return r.redactionsDue(10); }), IsEmpty());
  const auto after = read([](const Reader& r) { return r.findChange(id(1)); });
  ASSERT_TRUE(after);
  EXPECT_EQ(after->content, "less");
  EXPECT_TRUE(after->dataKeyId.isNil());
  EXPECT_EQ(after->seq, row.seq) << "it keeps its name";
}

TEST_P(Erasures, LeaveARowAloneThatHoldsNothingOfIt) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.appendLog(logRow(1)));
    FOYER_TRY(w.addRedactionDue(1));
    return w.redactLog(1, {});
  });
  EXPECT_EQ(read([](const Reader& r) { return r.findChange(id(1)); })->content, logRow(1).content);
  EXPECT_THAT(read([](const Reader& r) { return r.redactionsDue(10); }), IsEmpty());
}

TEST_P(Erasures, TakeARecordOutOfTheInbox) {
  write([](Writer& w) -> Status {
    FOYER_TRY(w.putInbox({id(1), 4, "Zaunkoenig", {"work"}, "de", "pankow", 100, "new", "", "zaunkoenig"}));
    FOYER_TRY(w.appendLog(logRow(1)));
    FOYER_TRY(w.dropInbox(id(1)));
    return w.redactLog(1, "less");
  });
  EXPECT_EQ(read([](const Reader& r) { return r.countInbox({}); }), 0u);
  EXPECT_FALSE(stands("Zaunkoenig"));
}

}  // namespace
}  // namespace foyer::store
