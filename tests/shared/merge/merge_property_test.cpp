// Merging is commutative, associative and idempotent for every record type that exists, by walking the rule
// table: a new record type is covered without a new test (invariant 3).
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "tests/shared/merge/fleet_of_writers.h"

namespace foyer::merge {
namespace {

class MergeProperty : public ::testing::TestWithParam<uint32_t> {
 protected:
  static constexpr uint32_t kSeeds = 60;
  const schema::RecordType& type() { return *allTypes().type(GetParam()); }
  static std::string bytes(const record::RecordState& state) { return record::encodeState(state); }
};

TEST_P(MergeProperty, AnyOrderAndRepetitionGivesTheSameState) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    FleetOfWriters fleet(allTypes(), type(), seed);
    auto changes = fleet.write(kChanges);
    const std::string expected = bytes(fleet.fold(changes));
    for (int round = 0; round < 5; ++round) {
      auto again = changes;
      again.insert(again.end(), changes.begin(), changes.begin() + kChanges / 2);
      std::shuffle(again.begin(), again.end(), fleet.random());
      ASSERT_EQ(bytes(fleet.fold(again)), expected) << type().name << " seed " << seed;
    }
  }
}

TEST_P(MergeProperty, AnyGroupingGivesTheSameState) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    FleetOfWriters fleet(allTypes(), type(), seed);
    auto changes = fleet.write(kChanges);
    const auto whole = fleet.fold(changes);
    std::shuffle(changes.begin(), changes.end(), fleet.random());
    const auto third = static_cast<std::ptrdiff_t>(kChanges / 3);
    const auto a = fleet.fold({changes.begin(), changes.begin() + third});
    const auto b = fleet.fold({changes.begin() + third, changes.begin() + 2 * third});
    const auto c = fleet.fold({changes.begin() + 2 * third, changes.end()});
    ASSERT_EQ(bytes(join(join(a, b, &type()), c, &type())), bytes(whole)) << type().name << " seed " << seed;
    ASSERT_EQ(bytes(join(a, join(b, c, &type()), &type())), bytes(whole)) << type().name << " seed " << seed;
    ASSERT_EQ(bytes(join(b, a, &type())), bytes(join(a, b, &type()))) << type().name << " seed " << seed;
    ASSERT_EQ(bytes(join(whole, whole, &type())), bytes(whole)) << type().name << " seed " << seed;
  }
}

TEST_P(MergeProperty, NoWriteVanishesUnlessSomebodyHadSeenIt) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    FleetOfWriters fleet(allTypes(), type(), seed);
    const auto changes = fleet.write(kChanges);
    const auto state = fleet.fold(changes);
    for (const Written& written : changes) {
      for (const record::FieldWrite& write : written.write.fields) {
        const record::FieldState* field = state.field(write.field);
        ASSERT_NE(field, nullptr);
        const bool stands = std::any_of(field->versions.begin(), field->versions.end(), [&](const record::Version& v) {
          return v.dot == written.change.dot();
        });
        const record::Dot slip{written.change.body().slipId, 0};
        const bool wasSeen = std::binary_search(field->ended.begin(), field->ended.end(), written.change.dot()) ||
                             std::binary_search(field->ended.begin(), field->ended.end(), slip);
        ASSERT_TRUE(stands || wasSeen) << type().name << " field " << write.field << " seed " << seed;
      }
    }
  }
}

TEST_P(MergeProperty, NoWallClockDecidesAnything) {
  constexpr int64_t kWrongBy[] = {1, 4'102'444'800'000};  // right, and from before 1970 to after 2100
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    std::vector<std::string> answers;
    for (const int64_t wallMs : kWrongBy) {
      FleetOfWriters fleet(allTypes(), type(), seed, wallMs);
      const auto state = fleet.fold(fleet.write(kChanges));
      std::string& answer = answers.emplace_back();
      for (const record::FieldState& field : state.fields) {
        const Resolved resolved = resolve(field, *type().field(field.field));
        answer += resolved.wire + (resolved.isConflict ? "conflict;" : ";");
        for (const record::Version* version : resolved.standing) answer += version->dot.text() + ",";
      }
    }
    ASSERT_EQ(answers[0], answers[1]) << type().name << " seed " << seed;
  }
}

TEST_P(MergeProperty, StateSurvivesItsBytes) {
  FleetOfWriters fleet(allTypes(), type(), 7);
  const auto state = fleet.fold(fleet.write(kChanges));
  const auto again = record::decodeState(bytes(state));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(bytes(*again), bytes(state));
}

INSTANTIATE_TEST_SUITE_P(EveryRecordType, MergeProperty, ::testing::ValuesIn(typeNumbers()),
                         [](const auto& param) { return allTypes().type(param.param)->name; });

}  // namespace
}  // namespace foyer::merge
