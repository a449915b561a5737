#include "kiosk/catalogue/seat_book.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "shared/sync/limits.h"

namespace foyer::catalogue {
namespace {

namespace fs = std::filesystem;

constexpr char kCourse[] = "founding-1";

Id16 id(uint8_t n) {
  Id16 made;
  made.bytes[15] = n;
  return made;
}

struct SeatBookTest : testing::Test {
  SeatBookTest() { fs::create_directories(folder), open(); }
  ~SeatBookTest() override {
    book.reset();
    fs::remove_all(folder);
  }
  void open() {
    book.reset();
    auto opened = SeatBook::open(path(), clock);
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    book = std::move(*opened);
  }
  std::string path() const { return (folder / "seats.db").string(); }
  sync::v1::SeatReport report() {
    auto said = book->report();
    EXPECT_TRUE(said.ok());
    return std::move(*said);
  }
  // The server's answer to a report.
  void lend(uint32_t granted, uint32_t keep = 20, uint32_t free = 5) {
    const auto said = report();
    sync::v1::SeatLeases answer;
    answer.set_boot_id(said.boot_id());
    answer.set_boot_ms(said.boot_ms());
    answer.set_valid_ms(sync::kSeatLeaseMs);
    auto& lease = *answer.add_leases();
    lease.set_id(id(1).str());
    lease.set_session(kCourse);
    lease.set_granted(granted);
    lease.set_keep(keep);
    auto& stock = *answer.add_stocks();
    stock.set_session(kCourse);
    stock.set_free(free);
    ASSERT_TRUE(book->apply(answer).ok());
  }
  Id16 reserve(uint32_t seats) { return *book->reserve(kCourse, seats); }

  ManualClock clock;
  const fs::path folder = fs::temp_directory_path() / ("foyer-seats-" + newRandomId(systemRandom()).hex());
  std::unique_ptr<SeatBook> book;
};

TEST_F(SeatBookTest, ConfirmsWhatItWasLentAndNoMore) {
  EXPECT_TRUE(reserve(1).isNil());
  lend(3);
  EXPECT_EQ(reserve(2), id(1));
  EXPECT_TRUE(reserve(2).isNil());
  EXPECT_EQ(reserve(1), id(1));
  EXPECT_EQ(book->left(kCourse), 0u);
}

TEST_F(SeatBookTest, ATakenSeatIsOnTheDiskBeforeAnybodyIsTold) {
  lend(2);
  EXPECT_EQ(reserve(1), id(1));
  open();  // as after a crash
  EXPECT_EQ(book->left(kCourse), 1u);
}

TEST_F(SeatBookTest, RunsOutOnTheBootClockFromTheMomentItAsked) {
  const auto said = report();
  clock.advanceMs(60'000);  // the answer was slow
  sync::v1::SeatLeases answer;
  answer.set_boot_id(said.boot_id());
  answer.set_boot_ms(said.boot_ms());
  answer.set_valid_ms(sync::kSeatLeaseMs);
  auto& lease = *answer.add_leases();
  lease.set_id(id(1).str());
  lease.set_session(kCourse);
  lease.set_granted(2);
  lease.set_keep(2);
  ASSERT_TRUE(book->apply(answer).ok());
  clock.setWallMs(0);  // nobody asks it
  clock.advanceMs(sync::kSeatLeaseMs - 60'001);
  EXPECT_EQ(book->left(kCourse), 2u);
  clock.advanceMs(1);
  EXPECT_TRUE(reserve(1).isNil());
}

TEST_F(SeatBookTest, AfterARebootACopyOfTheDiskConfirmsNobody) {
  lend(4);
  fs::copy_file(path(), folder / "copy.db");
  fs::copy_file(path() + "-wal", folder / "copy.db-wal", fs::copy_options::skip_existing);
  clock.reboot("another machine");
  auto copy = SeatBook::open((folder / "copy.db").string(), clock);
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ((*copy)->left(kCourse), 0u);
  EXPECT_TRUE((*copy)->reserve(kCourse, 1)->isNil());
}

TEST_F(SeatBookTest, ANewStartGivesBackWhatTheOneBeforeHadLeft) {
  lend(4);
  EXPECT_EQ(reserve(1), id(1));
  open();
  const auto said = report();
  ASSERT_EQ(said.holdings_size(), 1);
  EXPECT_EQ(said.holdings(0).spent(), 1u);
  EXPECT_EQ(said.holdings(0).returned(), 3u);
  EXPECT_TRUE(said.holdings(0).ended());
  EXPECT_EQ(book->left(kCourse), 0u);
}

TEST_F(SeatBookTest, GivesBackWhatTheServerWantsAndSaysSo) {
  lend(4, 1);
  EXPECT_EQ(book->left(kCourse), 1u);
  EXPECT_TRUE(book->hasNews());
  EXPECT_EQ(report().holdings(0).returned(), 3u);
  EXPECT_FALSE(book->hasNews());
}

TEST_F(SeatBookTest, ALeaseThatIsNotNamedAnyMoreHasEnded) {
  lend(4);
  sync::v1::SeatLeases none;
  none.set_boot_id(clock.bootId());
  none.set_boot_ms(clock.bootMs());
  none.set_valid_ms(sync::kSeatLeaseMs);
  ASSERT_TRUE(book->apply(none).ok());
  EXPECT_TRUE(reserve(1).isNil());
  EXPECT_EQ(report().holdings_size(), 0);
}

TEST_F(SeatBookTest, AnAnswerToAnotherBootIsWorthNothing) {
  const auto said = report();
  clock.reboot("boot-2");
  sync::v1::SeatLeases answer;
  answer.set_boot_id(said.boot_id());
  answer.set_boot_ms(1'000'000'000);
  answer.set_valid_ms(sync::kSeatLeaseMs);
  answer.add_leases()->set_id(id(1).str());
  answer.mutable_leases(0)->set_session(kCourse);
  answer.mutable_leases(0)->set_granted(4);
  ASSERT_TRUE(book->apply(answer).ok());
  EXPECT_EQ(book->left(kCourse), 0u);
}

TEST_F(SeatBookTest, WhatWasNotUsedCanBeConfirmedAgain) {
  lend(2);
  const Id16 lease = reserve(2);
  ASSERT_TRUE(book->giveBack(lease, 2).ok());
  EXPECT_EQ(book->left(kCourse), 2u);
}

TEST_F(SeatBookTest, SaysWhatIsHereAndWhatIsFreeBeside) {
  lend(2, 20, 7);
  EXPECT_EQ(book->counts().at(kCourse), (SeatCount{2, 7}));
}

TEST_F(SeatBookTest, AWishIsSaidUntilItIsOver) {
  report();
  book->wish(kCourse, 6);
  EXPECT_TRUE(book->hasNews());
  EXPECT_EQ(report().wishes(0).seats(), 6u);
  book->wish(kCourse, 0);
  EXPECT_EQ(report().wishes_size(), 0);
}

TEST_F(SeatBookTest, ADamagedFileIsSetAsideAndBegunAnew) {
  book.reset();
  std::ofstream(path(), std::ios::binary | std::ios::trunc) << std::string(8192, 'x');
  fs::remove(path() + "-wal");
  open();
  EXPECT_EQ(book->left(kCourse), 0u);
  EXPECT_TRUE(fs::exists(path() + ".damaged"));
}

}  // namespace
}  // namespace foyer::catalogue
