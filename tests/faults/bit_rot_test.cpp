// R6: one bit turned in every page of a kiosk's journal, in every page of its log, and in every entry. Whatever the
// bit, the journal opens by itself, what it sends is what visitors wrote, and every undamaged entry is sent.
//
// What stands for a server: it has what was acknowledged, takes what it is sent, orders what a session would order,
// and opens it with the organisation's key. Prints its figures, one a line.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>

#include "kiosk/journal/wal_mend.h"
#include "shared/sqlite/sqlite.h"
#include "tests/kiosk/journal/journal_world.h"

namespace foyer::journal {
namespace {

namespace fs = std::filesystem;

constexpr int kEntries = 60;
constexpr uint64_t kSeed = 7;

// How many bits of each page: 3, or what FOYER_BIT_ROT_ROUNDS says.
int roundsWanted() {
  const char* text = std::getenv("FOYER_BIT_ROT_ROUNDS");
  return text != nullptr ? std::max(1, std::atoi(text)) : 3;
}

struct Arrived {
  std::map<Id16, std::string> sound;  // by change id; the plain bytes
  int refused = 0;                    // do not open
};

struct Figures {
  int flips = 0, framesMended = 0, harmless = 0, detected = 0, entriesLost = 0, entriesRefused = 0, stuck = 0, wrong = 0;
  void print(const char* what) const {
    if (framesMended > 0) std::printf("%s mended in place: %d\n", what, framesMended);
    std::printf("%s flipped: %d\n%s healed by a new incarnation: %d\n%s without effect: %d\n%s entries lost: %d\n"
                "%s entries told as damaged: %d\n%s stuck: %d\n%s delivered with other content: %d\n",
                what, flips, what, detected, what, harmless, what, entriesLost, what, entriesRefused, what, stuck, what, wrong);
  }
};

std::string bytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

struct BitRotTest : testing::Test {
  JournalWorld world;
  const std::string path = world.folder.file("journal.db");
  std::set<Id16> confirmed, acked;
  std::map<Id16, std::string> truth;
  std::string file, log;  // as they lay on the disk
  // Where each entry's sealed bytes are.
  std::map<Id16, std::string> sealed;
  std::mt19937_64 chance{kSeed};

  // Two incarnations, several data keys, a part acknowledged, copies of it still here.
  void SetUp() override {
    auto journal = world.open();
    // What is acknowledged was welcomed before.
    ASSERT_TRUE(journal->onWelcomed({newRandomId(systemRandom()), 0, 0, world.organisation.publicKey, 0, 0}).ok());
    for (int i = 0; i < kEntries; ++i) {
      world.clock.advanceMs(i % 9 == 8 ? seal::kDataKeyLifeMs + 1 : 1'000);
      const auto receipt = world.append(*journal, "visit " + std::to_string(i) + std::string(chance() % 200, 'x'));
      ASSERT_TRUE(receipt.ok());
      confirmed.insert(receipt->changeId);
      if (i == 12) ack(*journal, 10);
      if (i == 20) renumber(*journal);
      if (i == 35) ack(*journal, 15);
    }
    // The log is as it is when the power goes: nothing was brought into the file since the last start.
    const Arrived all = arrivedFrom(*journal, 0);
    file = bytesOf(path);
    log = bytesOf(path + "-wal");
    ASSERT_FALSE(log.empty());
    for (const auto& [id, plain] : all.sound) truth[id] = plain;
    ASSERT_TRUE(journal->startIncarnation({confirmed.begin(), confirmed.end()}, Id16{}).ok());
    const auto batch = journal->entriesAfter(0, 1'000, 10'000'000);
    for (const auto& entry : batch->entries) sealed[entry.changeId] = entry.content.sealed;
    truth = arrivedFrom(*journal, 0).sound;
    ASSERT_EQ(truth.size(), confirmed.size());
  }
  static void renumber(Journal& journal) { ASSERT_TRUE(journal.startIncarnation({}, Id16{}).ok()); }
  void ack(Journal& journal, uint64_t seq) {
    const auto batch = journal.entriesAfter(0, static_cast<uint32_t>(seq), 10'000'000);
    for (const auto& entry : batch->entries) acked.insert(entry.changeId);
    ASSERT_TRUE(journal.markAcked(seq, {}).ok());
  }
  // The journal as a file alone: SQLite has brought the log into it.
  void settle() {
    lay(file, log);
    ASSERT_NE(world.open(), nullptr);
    file = bytesOf(path);
    log.clear();
    ASSERT_FALSE(fs::exists(path + "-wal"));
  }
  void lay(const std::string& fileBytes, const std::string& logBytes) {
    for (const auto& entry : fs::directory_iterator(fs::path(path).parent_path())) fs::remove(entry.path());
    write(path, fileBytes);
    if (!logBytes.empty()) write(path + "-wal", logBytes);
  }
  std::string flipped(std::string bytes, size_t from, size_t count) {
    const size_t bit = chance() % (count * 8);
    bytes[from + bit / 8] = static_cast<char>(bytes[from + bit / 8] ^ (1 << (bit % 8)));
    return bytes;
  }

  Arrived arrivedFrom(Journal& journal, uint64_t after) {
    Arrived arrived;
    const auto batch = journal.entriesAfter(after, 1'000, 10'000'000);
    EXPECT_TRUE(batch.ok()) << batch.error().message();
    if (!batch.ok()) return arrived;
    std::map<Id16, const sync::Key*> keys;
    for (const sync::Key& key : batch->keys) keys[key.sealed.id] = &key;
    for (const sync::Entry& entry : batch->entries) {
      const sync::Key& key = *keys[entry.content.dataKeyId];
      const auto dataKey =
          seal::openDataKey(key.sealed, world.device, key.incarnation, world.organisation, world.signing.publicKey);
      const auto header = entry.sealedHeader(world.device, journal.incarnation());
      const auto plain = dataKey.ok() ? seal::openEntry(entry.content, header, *dataKey)
                                      : Result<std::string>(dataKey.error());
      if (plain.ok()) {
        arrived.sound[entry.changeId] = *plain;
      } else {
        ++arrived.refused;
      }
    }
    return arrived;
  }
  // As a session goes: up to the server's acknowledgement or, where the two do not agree, everything that it wants.
  Arrived deliver(Journal& journal, const Id16& ackedIncarnation, uint64_t ackedSeq) {
    bool isBehind = journal.incarnation() != ackedIncarnation ? journal.hello().acked_seq() != 0
                                                              : journal.hello().acked_seq() > ackedSeq;
    uint64_t from = journal.incarnation() == ackedIncarnation ? ackedSeq : 0;
    if (!isBehind && from > journal.hello().last_seq()) isBehind = true;
    if (!isBehind && !journal.entriesAfter(from, 1'000, 10'000'000).ok()) {
      EXPECT_TRUE(journal.startIncarnation({}, Id16{}, sync::v1::INCARNATION_CAUSE_DAMAGED).ok());
      from = 0;
    }
    if (isBehind) {
      std::vector<Id16> wanted;
      const auto offered = journal.changeIdsAfter(0, 1'000);
      for (const Id16& id : offered->ids)
        if (!acked.contains(id)) wanted.push_back(id);
      EXPECT_TRUE(journal.startIncarnation(wanted, Id16{}).ok());
      from = 0;
    }
    return arrivedFrom(journal, from);
  }

  // Opens what lies there and counts.
  void judge(Figures& figures, const Id16& ackedIncarnation, int mayLose, const std::string& where) {
    ++figures.flips;
    const auto frames = mendWal(path);
    const bool isMended = frames.ok() && frames->mendedFrames > 0;
    figures.framesMended += isMended ? 1 : 0;
    auto journal = world.tryOpen();
    if (!journal.ok()) {
      ++figures.stuck;
      ADD_FAILURE() << where << ": stuck: " << journal.error().message();
      return;
    }
    const bool isHealed = (*journal)->hello().incarnation_cause() == sync::v1::INCARNATION_CAUSE_DAMAGED;
    const Arrived arrived = deliver(**journal, ackedIncarnation, 15);
    for (const auto& [id, plain] : arrived.sound) {
      if (truth.contains(id) && truth[id] == plain) continue;
      ++figures.wrong;
      ADD_FAILURE() << where << ": delivered what nobody wrote";
    }
    int lost = 0;
    for (const Id16& id : confirmed) lost += !arrived.sound.contains(id) && !acked.contains(id) ? 1 : 0;
    figures.entriesRefused += arrived.refused;
    figures.entriesLost += std::max(0, lost - arrived.refused);
    if (!isMended) ++(isHealed || arrived.refused > 0 ? figures.detected : figures.harmless);
    EXPECT_LE(lost, mayLose) << where;
    EXPECT_TRUE(lost == 0 || isHealed || arrived.refused > 0) << where << ": lost without a word";
    EXPECT_TRUE(world.append(**journal, "the next visitor").ok()) << where;
  }
  Id16 incarnationNow() {
    lay(file, log);
    return world.open()->incarnation();
  }
};

TEST_F(BitRotTest, LosesAtMostTheDamagedEntryOfAnyPage) {
  settle();
  const Id16 incarnation = incarnationNow();
  Figures figures;
  const int rounds = roundsWanted();
  // Each page some times, and the first, which says what the file is, at each of its first bytes.
  for (size_t page = 0; page < file.size() / 4096; ++page) {
    for (int round = 0; round < rounds; ++round) {
      const std::string rotten = flipped(file, page * 4096, 4096);
      lay(rotten, "");
      judge(figures, incarnation, 1, "page " + std::to_string(page + 1) + ", round " + std::to_string(round));
    }
  }
  for (size_t byte = 0; byte < 108; ++byte) {
    lay(flipped(file, byte, 1), "");
    judge(figures, incarnation, 0, "byte " + std::to_string(byte));
  }
  figures.print("pages");
}

TEST_F(BitRotTest, LosesNothingInTheLog) {
  const Id16 incarnation = incarnationNow();
  Figures figures;
  const size_t frames = (log.size() - 32) / (4096 + 24);
  ASSERT_GT(frames, 50u);
  for (size_t frame = 0; frame < frames; ++frame) {
    lay(file, flipped(log, 32 + frame * (4096 + 24), 4096 + 24));
    judge(figures, incarnation, 0, "frame " + std::to_string(frame));
    lay(file, flipped(log, 32 + frame * (4096 + 24), 24));
    judge(figures, incarnation, 0, "head of frame " + std::to_string(frame));
  }
  for (size_t byte = 0; byte < 32; ++byte) {
    lay(file, flipped(log, byte, 1));
    judge(figures, incarnation, 0, "head of the log, byte " + std::to_string(byte));
  }
  figures.print("log frames");
}

// SQLite's sum cannot tell the high bits of words apart: which of them it was, only the entry knows.
TEST_F(BitRotTest, LosesNothingToTheHighestBitOfAWordInTheLog) {
  const Id16 incarnation = incarnationNow();
  Figures figures;
  for (const auto& [id, bytes] : sealed) {
    const size_t at = log.rfind(bytes);
    if (at == std::string::npos) continue;
    // Pages begin at multiples of a word.
    const size_t first = at + 3 - at % 4;
    for (size_t byte = first; byte < at + bytes.size(); byte += 160) {
      std::string rotten = log;
      rotten[byte] = static_cast<char>(rotten[byte] ^ 0x80);
      lay(file, rotten);
      judge(figures, incarnation, 0, "entry " + id.hex() + ", byte " + std::to_string(byte - at));
    }
  }
  EXPECT_GT(figures.flips, 20);
  figures.print("highest bits");
}

TEST_F(BitRotTest, MendsOneBitOfAnyEntry) {
  settle();
  const Id16 incarnation = incarnationNow();
  Figures figures;
  for (const auto& [id, bytes] : sealed) {
    const size_t at = file.find(bytes);
    ASSERT_NE(at, std::string::npos);
    lay(flipped(file, at, bytes.size()), "");
    judge(figures, incarnation, 0, "entry " + id.hex());
  }
  EXPECT_EQ(figures.flips, kEntries);
  figures.print("sealed entries");
}

TEST_F(BitRotTest, MendsAnEntryWhileTheJournalIsInUse) {
  settle();
  lay(file, "");
  auto journal = world.open();
  {
    auto disk = sqlite::Database::open(path);
    ASSERT_TRUE(disk.ok());
    auto find = disk->prepare("SELECT max(position), sealed FROM entry");
    ASSERT_TRUE(find.ok() && *find->step());
    auto rot = disk->prepare("UPDATE entry SET sealed = ? WHERE position = ?");
    ASSERT_TRUE(rot.ok());
    const std::string rotten = flipped(std::string(find->blob(1)), 0, find->blob(1).size());
    const int64_t position = find->integer(0);
    find->reset();
    ASSERT_TRUE(rot->bindBlob(1, rotten).bindInt(2, position).run().ok());
  }
  EXPECT_EQ(journal->entriesAfter(15, 1'000, 10'000'000).error().code(), Code::kDataLoss);
  ASSERT_TRUE(journal->startIncarnation({}, Id16{}, sync::v1::INCARNATION_CAUSE_DAMAGED).ok());
  EXPECT_EQ(arrivedFrom(*journal, 0).sound, truth);
  EXPECT_TRUE(fs::exists(path + ".damaged-1"));
  EXPECT_TRUE(world.append(*journal, "the next visitor").ok());
  journal.reset();
  EXPECT_EQ(world.open()->counts().unsent, kEntries + 1u);
}

}  // namespace
}  // namespace foyer::journal
