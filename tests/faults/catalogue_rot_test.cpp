// R6 for what a kiosk can get again: one bit turned in every page of its copy of the catalogue and of its book of seats.
// Whatever the bit, both open by themselves; the pages show what the server published or nothing, and all of it again
// after the next contact; no more seats are confirmed than were lent, and the next report brings seats again.
// How many bits of each page: 3, or what FOYER_BIT_ROT_ROUNDS says; of the seats ten times as many. Prints its figures, one a line.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/catalogue/seat_book.h"
#include "shared/base/log.h"
#include "shared/sync/limits.h"

namespace foyer::catalogue {
namespace {

namespace fs = std::filesystem;

constexpr size_t kPageBytes = 4096;
constexpr size_t kHeaderBytes = 100;
constexpr uint64_t kItems = 60;     // of the edition that is shown
constexpr uint64_t kNextItems = 90;  // and with those of the next one, of which a part has come
constexpr uint32_t kGranted = 6, kSpent = 2;

int roundsWanted() {
  const char* text = std::getenv("FOYER_BIT_ROT_ROUNDS");
  return text != nullptr ? std::max(1, std::atoi(text)) : 3;
}

std::string bytesOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Figures {
  int flips = 0, found = 0, harmless = 0;
  void print(const char* what) const {
    std::printf("bits of %s flipped: %d\n%s begun anew: %d\n%s as it was: %d\n", what, flips, what, found, what, harmless);
  }
};

struct RotTest : testing::Test {
  RotTest() {
    setLogLevel(LogLevel::kError);
    fs::create_directories(folder);
  }
  ~RotTest() override { fs::remove_all(folder); }

  void lay(const std::string& bytes) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    std::ofstream(path, std::ios::binary) << bytes;
  }
  bool isSetAside() const { return fs::exists(path.string() + ".damaged"); }
  // Some bits of every page, and one of each byte of the header, which says what the file is.
  template <typename Judge>
  Figures turnEach(const std::string& sound, int rounds, Judge judge) {
    Figures figures;
    const auto turn = [&](size_t bit) {
      std::string rotten = sound;
      rotten[bit / 8] = static_cast<char>(rotten[bit / 8] ^ (1 << (bit % 8)));
      lay(rotten);
      SCOPED_TRACE("bit " + std::to_string(bit % (kPageBytes * 8)) + " of page " + std::to_string(bit / 8 / kPageBytes + 1));
      judge();
      ++figures.flips;
      ++(isSetAside() ? figures.found : figures.harmless);
    };
    for (size_t page = 0; page < sound.size() / kPageBytes; ++page)
      for (int round = 0; round < rounds; ++round) turn((page * kPageBytes * 8) + chance() % (kPageBytes * 8));
    for (size_t byte = 0; byte < kHeaderBytes; ++byte) turn(byte * 8 + chance() % 8);
    return figures;
  }

  const fs::path folder = fs::temp_directory_path() / ("foyer-rot-" + newRandomId(systemRandom()).hex());
  const fs::path path = folder / "file.db";
  std::mt19937_64 chance{7};
};

// --- the catalogue ---

const Id16 kEpoch = *Id16::fromBytes("an epoch of some");

v1::Item item(uint64_t n) {
  v1::Item made;
  made.set_id("offer-" + std::to_string(n));
  made.set_sequence(n);
  made.mutable_offer()->set_order(static_cast<uint32_t>(n));
  (*made.mutable_offer()->mutable_title()->mutable_by_language())["de"] = std::string(300, static_cast<char>('a' + n % 26));
  return made;
}

// The feed from where this copy stands.
Status follow(CatalogueCopy& copy, uint64_t until, Batch last) {
  FOYER_TRY(copy.followEpoch(kEpoch));
  std::vector<v1::Item> items;
  for (uint64_t n = copy.cursor() + 1; n <= until; ++n) items.push_back(item(n));
  return copy.apply(items, until, last);
}

// How many items are shown; every one must be as it was published.
uint64_t shownOf(const CatalogueCopy& copy) {
  const auto shown = copy.snapshot();
  uint64_t count = 0;
  for (uint64_t n = 1; n <= kNextItems; ++n) {
    const v1::Item* found = shown->find("offer-" + std::to_string(n));
    if (found == nullptr) continue;
    ++count;
    EXPECT_TRUE(found->SerializeAsString() == item(n).SerializeAsString()) << "the pages show what nobody published: " << n;
  }
  EXPECT_EQ(shown->all(v1::Item::kOffer).size(), count);
  return count;
}

TEST_F(RotTest, TheCatalogueIsShownAsItWasPublishedOrComesAgain) {
  {
    auto copy = CatalogueCopy::open(path.string());
    ASSERT_TRUE(copy.ok() && follow(*copy, kItems, Batch::kComplete).ok());
    ASSERT_TRUE(follow(*copy, kItems + 20, Batch::kMoreToCome).ok());
  }
  const std::string sound = bytesOf(path);
  ASSERT_FALSE(fs::exists(path.string() + "-wal"));
  ASSERT_GT(sound.size() / kPageBytes, 8u);
  const Figures figures = turnEach(sound, roundsWanted(), [&] {
    auto copy = CatalogueCopy::open(path.string());
    ASSERT_TRUE(copy.ok()) << copy.error().message();
    EXPECT_EQ(shownOf(*copy), isSetAside() ? 0 : kItems);
    EXPECT_EQ(copy->cursor(), isSetAside() ? 0 : kItems + 20);
    // The server is met.
    const Status came = follow(*copy, kNextItems, Batch::kComplete);
    ASSERT_TRUE(came.ok()) << came.error().message();
    EXPECT_EQ(shownOf(*copy), kNextItems);
  });
  figures.print("the catalogue");
  EXPECT_GT(figures.found, figures.flips * 8 / 10);  // the rest are bits in pages that nobody reads
}

// --- seats ---

std::string course(uint64_t n) { return "course-" + std::to_string(n); }

Id16 leaseOf(uint64_t n) {
  Id16 id;
  id.bytes[15] = static_cast<uint8_t>(n);
  return id;
}

constexpr uint64_t kCourses = 100;

// A report and its answer: the server lends, but for what it has out already.
Status meet(SeatBook& book, bool hasForgotten) {
  FOYER_ASSIGN(const auto said, book.report());
  sync::v1::SeatLeases answer;
  answer.set_boot_id(said.boot_id());
  answer.set_boot_ms(said.boot_ms());
  answer.set_valid_ms(sync::kSeatLeaseMs);
  for (uint64_t n = 1; n <= kCourses; ++n) {
    auto& lease = *answer.add_leases();
    lease.set_id(leaseOf(hasForgotten ? n + kCourses : n).str());
    lease.set_session(course(n));
    lease.set_granted(kGranted);
    lease.set_keep(kGranted);
  }
  return book.apply(answer);
}

TEST_F(RotTest, NoMoreSeatsAreConfirmedThanWereLentAndTheNextReportBringsSome) {
  ManualClock clock;
  {
    auto book = SeatBook::open(path.string(), clock);
    ASSERT_TRUE(book.ok() && meet(**book, false).ok());
    for (uint64_t n = 1; n <= kCourses; ++n) ASSERT_FALSE((*book)->reserve(course(n), kSpent)->isNil());
  }
  const std::string sound = bytesOf(path);
  ASSERT_FALSE(fs::exists(path.string() + "-wal"));
  ASSERT_GT(sound.size() / kPageBytes, 2u);
  // Few pages, and few bits in them that say how many seats there are.
  const Figures figures = turnEach(sound, 10 * roundsWanted(), [&] {
    auto opened = SeatBook::open(path.string(), clock);
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    SeatBook& book = **opened;
    const uint32_t left = isSetAside() ? 0 : kGranted - kSpent;
    for (uint64_t n = 1; n <= kCourses; ++n) EXPECT_EQ(book.left(course(n)), left) << course(n);
    EXPECT_EQ(book.counts().size(), isSetAside() ? 0 : kCourses);
    const auto lease = book.reserve(course(1), kGranted - kSpent + 1);
    EXPECT_TRUE(lease.ok() && lease->isNil());
    // The server is met; it lends under new names what it does not count as lent.
    ASSERT_TRUE(meet(book, true).ok());
    EXPECT_EQ(book.left(course(1)), kGranted);
    EXPECT_FALSE(book.reserve(course(1), 1)->isNil());
  });
  figures.print("the book of seats");
  EXPECT_GT(figures.found, figures.flips * 8 / 10);
}

// The program was killed: what it did last stands in its log, which SQLite reads up to the first frame that is damaged.
TEST_F(RotTest, ABitInTheLogOfSeatsLetsNoSeatBeTakenTwice) {
  ManualClock clock;
  std::string file, log;
  {
    auto book = SeatBook::open(path.string(), clock);
    ASSERT_TRUE(book.ok() && meet(**book, false).ok());
    for (uint64_t n = 1; n <= kCourses; ++n) ASSERT_FALSE((*book)->reserve(course(n), kSpent)->isNil());
    file = bytesOf(path);
    log = bytesOf(path.string() + "-wal");
  }
  ASSERT_GT(log.size(), kPageBytes);
  int flips = 0;
  const auto turn = [&](size_t bit) {
    lay(file);
    std::string rotten = log;
    rotten[bit / 8] = static_cast<char>(rotten[bit / 8] ^ (1 << (bit % 8)));
    std::ofstream(path.string() + "-wal", std::ios::binary) << rotten;
    SCOPED_TRACE("bit " + std::to_string(bit) + " of the log");
    auto book = SeatBook::open(path.string(), clock);
    ASSERT_TRUE(book.ok()) << book.error().message();
    for (uint64_t n = 1; n <= kCourses; ++n) EXPECT_LE((*book)->left(course(n)), kGranted - kSpent) << course(n);
    ++flips;
  };
  constexpr size_t kLogHeaderBytes = 32, kFrameBytes = 24 + kPageBytes;
  for (size_t byte = 0; byte < kLogHeaderBytes; ++byte) turn(byte * 8 + chance() % 8);
  // The first frames count: behind them nothing is read.
  for (size_t frame = 0; frame < std::min<size_t>((log.size() - kLogHeaderBytes) / kFrameBytes, 10); ++frame)
    for (int round = 0; round < roundsWanted(); ++round) turn((kLogHeaderBytes + frame * kFrameBytes) * 8 + chance() % (kFrameBytes * 8));
  std::printf("bits of the log of seats flipped: %d\n", flips);
}

}  // namespace
}  // namespace foyer::catalogue
