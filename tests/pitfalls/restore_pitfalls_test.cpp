// Disks that were put back or copied, and servers that were restored: real engines, journals, gRPC, backups.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <fstream>

#include "tests/pitfalls/centre.h"

namespace foyer::pitfalls {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

struct Pitfall : testing::Test {
  Centre centre;
  Machine kiosk{centre, "lobby"};

  std::vector<store::IncidentKind> kinds() {
    std::vector<store::IncidentKind> all;
    for (const auto& incident : centre.incidents(kiosk.device())) all.push_back(incident.kind);
    return all;
  }
  void send(int count) {
    kiosk.confirmMany(count);
    ASSERT_TRUE(kiosk.sendsAll());
  }
  void restart() {
    kiosk.stop();
    kiosk.start();
  }
  // The same whatever order it is folded in.
  void expectTheSameAfterARebuild() {
    kiosk.stop();
    const std::string before = centre.digest();
    centre.stop();
    EXPECT_EQ(centre.rebuiltDigest(), before);
  }
};

TEST_F(Pitfall, ClientRestoredFromABackupUploadsNothingSilently) {
  kiosk.start();
  send(5);
  kiosk.stop();
  const std::string image = kiosk.copyDisk("image");
  kiosk.start();
  send(5);
  kiosk.stop();
  kiosk.putDisk(image);
  kiosk.start();
  kiosk.confirmMany(3);
  ASSERT_TRUE(kiosk.sendsAll());
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
  EXPECT_EQ(centre.log().size(), 13u);
  EXPECT_TRUE(eventually([&] { return centre.flaggedMs(kiosk.device()) != 0; })) << "staff are told";
  EXPECT_THAT(kinds(), Contains(store::IncidentKind::kRolledBack));
  expectTheSameAfterARebuild();
}

TEST_F(Pitfall, TwoDevicesWithOneIdentityOverwriteEachOther) {
  kiosk.start();
  send(4);
  kiosk.stop();
  Machine twin = kiosk.twin("twin", kiosk.copyDisk("image"));
  // Both write under the same numbers without a line, and come one after the other.
  centre.stop();
  kiosk.start();
  twin.start();
  kiosk.confirmMany(3);
  twin.confirmMany(3);
  centre.start();
  ASSERT_TRUE(eventually([&] { return kiosk.unsent() == 0 && twin.unsent() == 0; }));
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
  EXPECT_TRUE(centre.hasAll(twin.confirmed));
  EXPECT_EQ(centre.log().size(), 10u);
  EXPECT_TRUE(eventually([&] { return centre.flaggedMs(kiosk.device()) != 0; }));
  EXPECT_THAT(kinds(), Contains(store::IncidentKind::kCopied));
  twin.stop();
  expectTheSameAfterARebuild();
}

TEST_F(Pitfall, TenCopiesOfOneDiskAtOnceLoseNothing) {
  kiosk.start();
  send(2);
  kiosk.stop();
  const std::string image = kiosk.copyDisk("image");
  std::vector<std::unique_ptr<Machine>> twins;
  for (int i = 0; i < 9; ++i) twins.emplace_back(new Machine(kiosk.twin("twin" + std::to_string(i), image)));
  kiosk.start();
  for (auto& twin : twins) twin->start();
  for (int round = 0; round < 3; ++round) {
    kiosk.confirm();
    for (auto& twin : twins) twin->confirm();
  }
  // Each takes the line from the others; all get their turn.
  ASSERT_TRUE(eventually([&] { return kiosk.unsent() == 0; }));
  for (auto& twin : twins) ASSERT_TRUE(eventually([&] { return twin->unsent() == 0; }));
  for (auto& twin : twins) EXPECT_TRUE(centre.hasAll(twin->confirmed));
  EXPECT_EQ(centre.log().size(), 2u + 10u * 3u);
  EXPECT_NE(centre.flaggedMs(kiosk.device()), 0);
  twins.clear();
  expectTheSameAfterARebuild();
}

TEST_F(Pitfall, CopiedDatabaseKeepsItsSiteId) {
  kiosk.start();
  send(2);
  kiosk.stop();
  Machine twin = kiosk.twin("twin", kiosk.copyDisk("image"));
  twin.start();
  twin.confirm();
  ASSERT_TRUE(twin.sendsAll());
  twin.stop();
  kiosk.start();
  send(1);
  kiosk.stop();
  EXPECT_NE(kiosk.openJournal()->incarnation(), twin.openJournal()->incarnation());
}

TEST_F(Pitfall, ServerRestoredClientsTrustTheirOwnCheckpoint) {
  kiosk.start();
  Machine annex(centre, "annex");
  annex.start();
  send(6);
  annex.confirmMany(2);
  ASSERT_TRUE(annex.sendsAll());
  const std::string backup = centre.backUp("backup.foyer");
  send(7);
  annex.confirmMany(3);
  ASSERT_TRUE(annex.sendsAll());
  const std::string before = centre.digest();
  centre.stop();
  centre.restore(backup);
  centre.start();
  ASSERT_TRUE(eventually([&] { return centre.hasAll(kiosk.confirmed) && centre.hasAll(annex.confirmed); }));
  ASSERT_TRUE(kiosk.sendsAll());
  ASSERT_TRUE(annex.sendsAll());
  EXPECT_EQ(centre.log().size(), 18u);
  EXPECT_EQ(before.size(), centre.digest().size());
  EXPECT_TRUE(eventually([&] { return !kinds().empty(); }));
  EXPECT_THAT(kinds(), ElementsAre(store::IncidentKind::kServerRestored));
  EXPECT_EQ(centre.flaggedMs(kiosk.device()), 0) << "its disk is not to blame";
  annex.stop();
  expectTheSameAfterARebuild();
}

TEST_F(Pitfall, ServerRestoredWithoutLossAcknowledgesAsBefore) {
  kiosk.start();
  send(3);
  const std::string backup = centre.backUp("backup.foyer");
  centre.stop();
  centre.restore(backup);
  centre.start();
  ASSERT_TRUE(eventually([&] { return kiosk.isOnline() && centre.log().size() == 3; }));
  std::this_thread::sleep_for(std::chrono::seconds(2));
  ASSERT_TRUE(kiosk.sendsAll());
  send(2);
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
  EXPECT_TRUE(centre.incidents(kiosk.device()).empty());
}

TEST_F(Pitfall, RestoreRewindsCursorsAndBringsDeletesBack) {
  centre.publish("site-a", "A");
  centre.publish("site-b", "B");
  kiosk.start();
  ASSERT_TRUE(eventually([&] { return kiosk.catalogueIds() == std::set<std::string>{"site-a", "site-b"}; }));
  kiosk.stop();
  const std::string image = kiosk.copyDisk("image");
  kiosk.start();
  centre.unpublish("site-b");
  ASSERT_TRUE(eventually([&] { return kiosk.catalogueIds() == std::set<std::string>{"site-a"}; }));
  kiosk.stop();
  kiosk.putDisk(image);
  kiosk.start();
  EXPECT_TRUE(eventually([&] { return kiosk.catalogueIds() == std::set<std::string>{"site-a"}; }));
}

TEST_F(Pitfall, AnItemThatTheRestoredServerNeverHadStaysOnTheKiosk) {
  centre.publish("site-a", "A");
  kiosk.start();
  ASSERT_TRUE(eventually([&] { return kiosk.catalogueIds().size() == 1; }));
  const std::string backup = centre.backUp("backup.foyer");
  centre.publish("site-b", "B");
  ASSERT_TRUE(eventually([&] { return kiosk.catalogueIds().size() == 2; }));
  centre.stop();
  centre.restore(backup);
  centre.start();
  EXPECT_TRUE(eventually([&] { return kiosk.catalogueIds() == std::set<std::string>{"site-a"}; }));
}

TEST_F(Pitfall, TombstonesPurgedOnOneSideOnly) {
  centre.publish("site-a", "A");
  centre.publish("site-b", "B");
  kiosk.start();
  ASSERT_TRUE(eventually([&] { return kiosk.catalogueIds().size() == 2; }));
  kiosk.stop();
  // Far away for long: the server still says what went, however much came after it.
  centre.unpublish("site-b");
  for (int i = 0; i < 50; ++i) centre.publish("site-c", "C" + std::to_string(i));
  kiosk.start();
  EXPECT_TRUE(eventually([&] { return kiosk.catalogueIds() == std::set<std::string>{"site-a", "site-c"}; }));
}

TEST_F(Pitfall, BackupWithoutTheWal) {
  kiosk.start();
  std::string backup;
  for (int i = 0; i < 5; ++i) {
    send(20);
    const auto logged = centre.log();
    // Nothing was folded into the main file between the commit and this.
    backup = centre.backUp("backup" + std::to_string(i));
    kiosk.confirmMany(3);
  }
  ASSERT_TRUE(kiosk.sendsAll());
  const auto all = kiosk.confirmed;
  kiosk.stop();
  centre.stop();
  centre.restore(backup);
  centre.start();
  const auto restored = centre.log();
  const std::set<Id16> here(restored.begin(), restored.end());
  for (size_t i = 0; i < 5 * 20 + 4 * 3; ++i) EXPECT_EQ(here.count(all[i]), 1u) << "confirmed before the last backup";
}

TEST_F(Pitfall, ABackupTakenUnderLoadIsOneMomentAndWhole) {
  kiosk.start();
  std::atomic<bool> isDone = false;
  std::thread visitors([&] {
    while (!isDone) kiosk.confirm();
  });
  std::vector<std::string> backups;
  for (int i = 0; i < 4; ++i) backups.push_back(centre.backUp("load" + std::to_string(i)));
  isDone = true;
  visitors.join();
  ASSERT_TRUE(kiosk.sendsAll());
  const auto all = kiosk.confirmed;
  for (const std::string& backup : backups) {
    struct stat state {};
    ASSERT_EQ(::stat(backup.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777, 0600u);
    EXPECT_FALSE(fs::exists(backup + ".part"));
    EXPECT_FALSE(fs::exists(backup + ".work"));
  }
  centre.stop();
  centre.restore(backups[1]);
  centre.start();
  ASSERT_TRUE(eventually([&] { return centre.hasAll(all); })) << "the kiosk brings what came after";
  expectTheSameAfterARebuild();
}

TEST_F(Pitfall, ARottenDatabaseOfTheServerIsToldAndHealedByABackupAndTheKiosks) {
  kiosk.start();
  send(20);
  const std::string backup = centre.backUp("backup.foyer");
  send(20);
  kiosk.stop();
  centre.stop();
  const std::string database = centre.data() + "/foyer.db";
  std::string bytes;
  {
    std::ifstream in(database, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  for (size_t page = 0; page + 4096 <= bytes.size(); page += 4096)
    bytes[page + 2000] = static_cast<char>(bytes[page + 2000] ^ 4);
  std::ofstream(database, std::ios::binary) << bytes;
  const auto opened = app::openFolder(centre.data(), store::Opening::kExisting);
  ASSERT_FALSE(opened.ok());
  EXPECT_THAT(opened.error().message(), HasSubstr("is damaged or no database; keep it and restore a backup"));
  EXPECT_FALSE(app::backUp(centre.data(), centre.file("rotten.foyer"), centre.clock()).ok()) << "nor is it backed up";
  centre.restore(backup);
  centre.start();
  kiosk.start();
  ASSERT_TRUE(eventually([&] { return centre.hasAll(kiosk.confirmed); }));
  ASSERT_TRUE(kiosk.sendsAll());
  EXPECT_EQ(centre.log().size(), 40u);
  expectTheSameAfterARebuild();
}

TEST_F(Pitfall, ARestoreNeverOverwritesAndRefusesWhatIsNoWholeBackup) {
  kiosk.start();
  send(3);
  const std::string backup = centre.backUp("backup.foyer");
  const auto words = [&](const std::string& file, const std::string& to) {
    const auto done = app::restore(to, file, "", centre.clock(), systemRandom());
    return done.ok() ? std::string("restored") : done.error().message();
  };
  EXPECT_THAT(words(backup, centre.data()), HasSubstr("is not empty"));
  EXPECT_TRUE(centre.hasAll(kiosk.confirmed));
  EXPECT_FALSE(app::backUp(centre.data(), backup, centre.clock()).ok()) << "a backup is not overwritten either";
  std::ifstream in(backup, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  const auto write = [&](const std::string& name, std::string content) {
    std::ofstream(centre.file(name), std::ios::binary) << content;
    return centre.file(name);
  };
  std::string flipped = bytes;
  flipped[bytes.size() / 2] = static_cast<char>(flipped[bytes.size() / 2] ^ 1);
  EXPECT_THAT(words(write("flipped", flipped), centre.file("a")), HasSubstr("damaged"));
  EXPECT_THAT(words(write("cut", bytes.substr(0, bytes.size() / 2)), centre.file("a")), HasSubstr("damaged"));
  EXPECT_THAT(words(write("longer", bytes + "x"), centre.file("a")), HasSubstr("damaged"));
  EXPECT_THAT(words(write("foreign", "SQLite format 3"), centre.file("a")), HasSubstr("is not a backup"));
  EXPECT_THAT(words(write("newer", "foyer-backup 2\n" + bytes), centre.file("a")), HasSubstr("newer foyer-server"));
  EXPECT_THAT(words(centre.file("nothing"), centre.file("a")), HasSubstr("cannot be read"));
  EXPECT_FALSE(fs::exists(centre.file("a"))) << "nothing is left of a restore that failed";
  EXPECT_EQ(words(backup, centre.file("a")), "restored");
}

}  // namespace
}  // namespace foyer::pitfalls
