#include <gtest/gtest.h>

#include <set>

#include "shared/base/clock.h"
#include "shared/base/id_series.h"
#include "shared/base/ids.h"
#include "shared/base/log.h"
#include "shared/base/result.h"

namespace foyer {
namespace {

TEST(Ids, UuidV7IsOrderedByTimeAndKeepsItsVersion) {
  const Id16 early = newUuidV7(1'000, systemRandom());
  const Id16 late = newUuidV7(2'000, systemRandom());
  EXPECT_LT(early, late);
  EXPECT_EQ(early.bytes[6] >> 4, 7);
  EXPECT_EQ(early.bytes[8] >> 6, 2);
}
TEST(Ids, ReadsItsOwnTextForms) {
  const Id16 id = newRandomId(systemRandom());
  EXPECT_EQ(Id16::fromText(id.uuid()), id);
  EXPECT_EQ(Id16::fromText(id.hex()), id);
  EXPECT_FALSE(Id16::fromText("12"));
  EXPECT_FALSE(Id16::fromText("zz345678-1234-1234-1234-123456789012"));
}
TEST(Ids, AClockBefore1970MakesAnIdAllTheSame) { EXPECT_EQ(newUuidV7(-5, systemRandom()).bytes[0], 0); }

TEST(IdSeries, SharesItsBitsAndDrawsTheRestForEach) {
  const IdSeries series(systemRandom()), other(systemRandom());
  std::set<Id16> ids;
  for (int i = 0; i < 1'000; ++i) ids.insert(series.next(1'760'000'000'000));
  EXPECT_EQ(ids.size(), 1'000u);
  const Id16 one = *ids.begin();
  for (const Id16& id : ids) {
    EXPECT_EQ(id.view().substr(0, 12), one.view().substr(0, 12));
    EXPECT_TRUE(id.bytes[6] >> 4 == 7 && id.bytes[8] >> 6 == 2);
  }
  EXPECT_NE(other.next(1'760'000'000'000).view().substr(6, 6), one.view().substr(6, 6));
}
TEST(IdSeries, GoesOnInACopyAndIsOrderedByTime) {
  const IdSeries series(systemRandom());
  const IdSeries copy = series;
  EXPECT_EQ(series.next(1'000).view().substr(6, 6), copy.next(2'000).view().substr(6, 6));
  EXPECT_LT(series.next(1'000), copy.next(2'000));
}

TEST(Log, QuotesWhatWouldBreakTheLine) {
  Event event("kiosk connected");
  event.with("path", Safe("a b\"c\nd")).with("count", 3);
  EXPECT_EQ(event.line(), "kiosk connected: path=\"a b\\\"c d\" count=3");
}
template <typename Value>
concept Loggable = requires(Event event, const Value& value) { event.with("key", value); };

TEST(Log, TakesOnlyTypesThatCannotCarryAVisitorsWords) {
  EXPECT_FALSE(Loggable<std::string>);
  EXPECT_FALSE(Loggable<std::string_view>);
  EXPECT_TRUE(Loggable<Id16>);
  EXPECT_TRUE(Loggable<Error>);
}

TEST(Result, CarriesTheFirstErrorUp) {
  const auto fails = []() -> Result<int> { return Error(Code::kNotFound, "Not there."); };
  const auto caller = [&]() -> Result<std::string> {
    FOYER_ASSIGN(const int value, fails());
    return std::to_string(value);
  };
  EXPECT_EQ(caller().error().code(), Code::kNotFound);
}

TEST(Clock, FormatsUtc) { EXPECT_EQ(formatUtc(1'700'000'000'000), "2023-11-14T22:13:20Z"); }
TEST(Clock, BootClockDoesNotGoBack) {
  const SystemClock clock;
  const int64_t first = clock.bootMs();
  EXPECT_GE(clock.bootMs(), first);
  EXPECT_FALSE(clock.bootId().empty());
}

}  // namespace
}  // namespace foyer
