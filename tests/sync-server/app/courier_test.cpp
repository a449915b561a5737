// The courier from a kiosk's journal to the server's records and back, and everything that happens to sticks.
#include <gmock/gmock.h>
#include <signal.h>

#include <algorithm>
#include <random>

#include "tests/sync-server/app/courier_world.h"
#include "tests/sync-server/app/program.h"

namespace foyer::app {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(Courier, BringsEverythingToTheServerAndTheAcknowledgementsBack) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(1'200);
  const auto first = lobby.visit(stick);
  EXPECT_EQ(first.written.entries, 1'200u);
  EXPECT_FALSE(first.written.hasMore);
  EXPECT_EQ(lobby.unsent(), 1'200u) << "a stick is no acknowledgement";
  EXPECT_THAT(must(import(stick)), HasSubstr("1200 entries taken"));
  EXPECT_EQ(log(), lobby.confirmed);

  const auto second = lobby.visit(stick);
  EXPECT_EQ(second.answered.answers, 1);
  EXPECT_EQ(second.answered.newlyAcked, 1'200u);
  EXPECT_EQ(second.written.entries, 0u);
  EXPECT_EQ(lobby.unsent(), 0u);
  // The way goes on.
  lobby.confirmMany(3);
  lobby.visit(stick);
  must(import(stick));
  EXPECT_EQ(log(), lobby.confirmed);
}

TEST_F(Courier, ShowsNothingThatAVisitorLeft) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(5);
  const std::string bytes = bytesOf(lobby.visit(stick).written.path);
  EXPECT_THAT(bytes, Not(HasSubstr("good")));
  EXPECT_THAT(bytes, Not(HasSubstr("Feedback")));
}

TEST_F(Courier, TakesARepeatedStickOnlyOnce) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(40);
  lobby.visit(stick);
  must(import(stick));
  const std::string again = must(import(stick));
  EXPECT_THAT(again, HasSubstr("0 entries taken, 40 were here before"));
  EXPECT_EQ(log(), lobby.confirmed);
  lobby.visit(stick);
  EXPECT_EQ(lobby.visit(stick).answered.newlyAcked, 0u) << "an answer that was taken tells nothing new";
  EXPECT_EQ(lobby.unsent(), 0u);
}

TEST_F(Courier, TakesAFileThatWasCutShortUpToItsLastWholeBatchAndTheRestLater) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(1'600);
  const fs::path file = lobby.visit(stick).written.path;
  const std::string whole = bytesOf(file);
  std::mt19937 random(7);
  std::vector<size_t> cuts = {0, 3, 8, 10, 60, whole.size() - 1, whole.size() - 64};
  for (int i = 0; i < 15; ++i) cuts.push_back(random() % whole.size());
  std::sort(cuts.begin(), cuts.end());
  size_t before = 0;
  for (const size_t cut : cuts) {
    write(file, whole.substr(0, cut));
    const auto said = import(file);
    ASSERT_FALSE(said.ok()) << "cut at " << cut;
    EXPECT_THAT(said.error().message(), HasSubstr("ends early")) << "cut at " << cut;
    const auto ids = log();
    ASSERT_GE(ids.size(), before);
    before = ids.size();
    ASSERT_TRUE(std::equal(ids.begin(), ids.end(), lobby.confirmed.begin())) << "cut at " << cut;
  }
  EXPECT_GE(before, 500u);
  // The answer to half a file acknowledges that half.
  EXPECT_EQ(lobby.visit(stick).answered.newlyAcked, before);
  EXPECT_EQ(lobby.unsent(), 1'600u - before);
  write(file, whole);
  must(import(file));
  EXPECT_EQ(log(), lobby.confirmed);
}

TEST_F(Courier, TakesNothingFromTheFirstDamagedBitOn) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(1'100);
  const fs::path file = lobby.visit(stick).written.path;
  const std::string whole = bytesOf(file);
  std::mt19937 random(11);
  for (int i = 0; i < 25; ++i) {
    std::string bytes = whole;
    bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    write(file, bytes);
    EXPECT_FALSE(import(file).ok());
    const auto ids = log();
    ASSERT_TRUE(ids.size() <= lobby.confirmed.size() && std::equal(ids.begin(), ids.end(), lobby.confirmed.begin()));
  }
  EXPECT_LT(log().size(), lobby.confirmed.size());
  write(file, whole);
  must(import(file));
  EXPECT_EQ(log(), lobby.confirmed);
}

TEST_F(Courier, NeverMixesTheFramesOfTwoFiles) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(10);
  const std::string first = bytesOf(lobby.visit(folder / "one").written.path);
  lobby.confirmMany(10);
  const fs::path file = lobby.visit(folder / "two").written.path;
  const std::string second = bytesOf(file);
  const size_t startBytes = 8 + 4 + 64 + (static_cast<uint8_t>(second[10]) << 8 | static_cast<uint8_t>(second[11]));
  write(file, second.substr(0, startBytes) + first.substr(startBytes));
  EXPECT_THAT(words(file), HasSubstr("damaged"));
  EXPECT_TRUE(log().empty());
}

TEST_F(Courier, AsksForTheStickThatComesBefore) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(1'600);
  const uint64_t room = roomOfOneBatch();
  std::vector<std::string> files;
  for (bool hasMore = true; hasMore;) {
    const auto visit = lobby.visit(folder / ("stick" + std::to_string(files.size() + 1)), room);
    files.push_back(visit.written.path);
    EXPECT_EQ(visit.written.stick, files.size());
    hasMore = visit.written.hasMore;
  }
  ASSERT_GE(files.size(), 3u);
  EXPECT_THAT(words(files[1]), HasSubstr("bring stick 1"));
  EXPECT_TRUE(log().empty());
  must(import(files[0]));
  EXPECT_THAT(words(files[2]), HasSubstr("bring stick 2"));
  must(import(files[1]));
  for (size_t i = 2; i < files.size(); ++i) must(import(files[i]));
  EXPECT_EQ(log(), lobby.confirmed);
}

TEST_F(Courier, ReadsTheSticksOfAJourneyInTheirOrderFromOneFolder) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(6'000);
  int sticks = 1;
  const uint64_t room = roomOfOneBatch();
  while (lobby.visit(stick, room).written.hasMore) ++sticks;
  ASSERT_GE(sticks, 10) << "number 10 comes after number 2";
  must(import(stick));
  EXPECT_EQ(log(), lobby.confirmed);
}

TEST_F(Courier, SaysThatAStickIsFullAndLeavesNothingOnIt) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(10);
  const auto said = lobby.tryVisit(stick, 300);
  ASSERT_FALSE(said.ok());
  EXPECT_EQ(said.error().code(), Code::kResourceExhausted);
  EXPECT_THAT(said.error().message(), HasSubstr("full"));
  EXPECT_TRUE(fs::is_empty(stick));
  EXPECT_FALSE(lobby.tryVisit(stick / "no" / "such" / ".." / "folder", 300).ok());
}

TEST_F(Courier, UnderstandsAnOldStickAfterANewerOne) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(10);
  lobby.visit(folder / "old");
  lobby.confirmMany(10);
  lobby.visit(folder / "new");
  must(import(folder / "new"));
  EXPECT_THAT(must(import(folder / "old")), HasSubstr("10 were here before"));
  EXPECT_EQ(lobby.visit(folder / "old").answered.newlyAcked, 20u) << "the answer knows of both";
  EXPECT_FALSE(lobby.visit(folder / "new").answered.isNumberedAnew);
  EXPECT_EQ(log(), lobby.confirmed);
}

TEST_F(Courier, LeavesOutAnswersThatAreDamagedForgedOrForOthers) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(4);
  lobby.visit(stick);
  must(import(stick));
  const fs::path answer = stick / sync::answerFileName(lobby.identity().device);
  const std::string whole = bytesOf(answer);
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    std::string bytes = whole;
    bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    if (i % 3 == 0) bytes = whole.substr(0, random() % whole.size());
    write(answer, bytes);
    const auto visit = lobby.visit(stick);
    ASSERT_EQ(visit.answered.answers, 0) << i;
    ASSERT_EQ(lobby.unsent(), 4u);
  }
  // Another kiosk's, whatever its name.
  Kiosk hall = kiosk("hall");
  hall.confirmMany(9);
  hall.visit(folder / "hall");
  must(import(folder / "hall"));
  fs::copy_file(folder / "hall" / sync::answerFileName(hall.identity().device), answer, fs::copy_options::overwrite_existing);
  EXPECT_EQ(lobby.visit(stick).answered.answers, 0);
  EXPECT_EQ(lobby.unsent(), 4u);
  write(answer, whole);
  EXPECT_EQ(lobby.visit(stick).answered.newlyAcked, 4u);
}

TEST_F(Courier, IsNotHarmedByAnAnswerToAnEarlierNumbering) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(5);
  lobby.visit(stick);
  must(import(stick));
  ASSERT_TRUE(lobby.journal().startIncarnation({}, Id16{}).ok());
  const auto visit = lobby.visit(stick);
  EXPECT_EQ(visit.answered.answers, 1);
  EXPECT_EQ(visit.answered.newlyAcked, 0u);
  EXPECT_EQ(lobby.unsent(), 5u);
  EXPECT_THAT(must(import(visit.written.path)), HasSubstr("5 were here before"));
  EXPECT_EQ(lobby.visit(stick).answered.newlyAcked, 5u);
  EXPECT_EQ(log(), lobby.confirmed);
}

TEST_F(Courier, BringsEverythingAgainToAServerThatWasRestored) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(5);
  lobby.visit(stick);
  must(import(stick));
  lobby.visit(stick);
  fs::copy(data(), folder / "backup", fs::copy_options::recursive);
  lobby.confirmMany(5);
  lobby.visit(stick);
  must(import(stick));
  lobby.visit(stick);
  ASSERT_EQ(lobby.unsent(), 0u);
  restoreServer(folder / "backup");
  ASSERT_EQ(log().size(), 5u);

  lobby.confirmMany(2);
  const fs::path fresh = folder / "fresh";
  lobby.visit(fresh);
  EXPECT_THAT(words(fresh), HasSubstr("will write everything again"));
  const auto visit = lobby.visit(fresh);
  EXPECT_TRUE(visit.answered.isNumberedAnew);
  EXPECT_EQ(visit.written.entries, 12u);
  must(import(visit.written.path));
  EXPECT_EQ(lobby.visit(fresh).answered.newlyAcked, 12u);
  auto ids = log();
  std::sort(ids.begin(), ids.end());
  std::sort(lobby.confirmed.begin(), lobby.confirmed.end());
  EXPECT_EQ(ids, lobby.confirmed) << "nothing is lost, nothing is there twice";
  // What is left on the first stick says the same about an earlier numbering.
  EXPECT_FALSE(lobby.visit(stick).answered.isNumberedAnew);
}

TEST_F(Courier, LosesNothingOfADiskThatWasCopied) {
  const std::string identity = this->identity("lobby");
  Kiosk lobby(schema, clock, identity, (folder / "lobby.db").string());
  lobby.confirmMany(5);
  // A disk that no server has answered yet names itself anew at each start, and no copy of it can be mistaken.
  lobby.visit(folder / "first");
  must(import(folder / "first"));
  lobby.visit(folder / "first");
  fs::copy(folder / "lobby.db", folder / "twin.db");
  fs::copy(folder / "lobby.db-wal", folder / "twin.db-wal");
  Kiosk twin(schema, clock, identity, (folder / "twin.db").string());
  lobby.confirmMany(5);
  twin.confirmMany(7);
  lobby.visit(folder / "one");
  twin.visit(folder / "two");
  must(import(folder / "one"));
  EXPECT_THAT(words(folder / "two"), HasSubstr("copied disk"));
  const auto healed = twin.visit(folder / "two");
  EXPECT_TRUE(healed.answered.isNumberedAnew);
  must(import(healed.written.path));
  EXPECT_EQ(lobby.visit(folder / "one").answered.newlyAcked, 5u);
  twin.visit(folder / "two");
  EXPECT_EQ(twin.unsent(), 0u);
  auto ids = log();
  std::vector<Id16> all = lobby.confirmed;
  all.insert(all.end(), twin.confirmed.begin(), twin.confirmed.end());
  std::sort(all.begin(), all.end());
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(ids, all);
}

TEST_F(Courier, IsTakenInByTheProgramWhileItServesAndWhileItDoesNot) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(3);
  const fs::path file = lobby.visit(stick).written.path;
  const std::string whole = bytesOf(file);
  const std::vector<std::string> import = {"courier", "import", "--data", data(), stick.string()};
  write(file, whole.substr(0, whole.size() - 10));
  const Finished cut = runProgram(import);
  EXPECT_EQ(cut.status, 1);
  EXPECT_THAT(cut.err, HasSubstr("ends early"));
  write(file, whole);
  {
    Program serving({"serve", "--data", data(), "--sync-port", "0", "--http-port", "0"});
    ASSERT_THAT(serving.readLine(), HasSubstr("ready"));
    const Finished done = runProgram(import);
    EXPECT_EQ(done.status, 0) << done.err;
    EXPECT_THAT(done.out, HasSubstr("The answer for kiosk lobby"));
    serving.signal(SIGTERM);
    EXPECT_EQ(serving.wait().status, 0);
  }
  EXPECT_EQ(log(), lobby.confirmed);
  EXPECT_EQ(lobby.visit(stick).answered.newlyAcked, 3u);
  const Finished nowhere = runProgram({"courier", "import", "--data", data(), (folder / "nowhere").string()});
  EXPECT_EQ(nowhere.status, 1);
  EXPECT_EQ(runProgram({"courier"}).status, 2);
  EXPECT_EQ(runProgram({"courier", "import", "--data", data()}).status, 2);
}

TEST_F(Courier, RefusesFilesOfKiosksThatItDoesNotKnowAndOtherFiles) {
  Kiosk lobby = kiosk("lobby");
  lobby.confirmMany(1);
  const fs::path file = lobby.visit(stick).written.path;
  fs::remove_all(data());
  must(initFolder(data(), {}, clock, systemRandom()));
  EXPECT_THAT(words(file), HasSubstr("not enrolled at this server"));
  write(file, "something else entirely");
  EXPECT_THAT(words(file), HasSubstr("no file of the courier"));
  EXPECT_THAT(words(folder / "nowhere"), HasSubstr("name the stick's folder"));
}

}  // namespace
}  // namespace foyer::app
