// Erasure and withdrawal win over every write, whatever the order, for every record type that exists (invariant 8).
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/shared/merge/fleet_of_writers.h"

namespace foyer::merge {
namespace {

class RightsProperty : public ::testing::TestWithParam<uint32_t> {
 protected:
  static constexpr uint32_t kSeeds = 40;
  const schema::RecordType& type() { return *allTypes().type(GetParam()); }
  static std::string bytes(const record::RecordState& state) { return record::encodeState(state); }

  record::RecordState empty(FleetOfWriters& fleet) { return fleet.fold({}); }

  // About half of the fields.
  std::vector<uint32_t> someFields(FleetOfWriters& fleet) {
    std::vector<uint32_t> fields;
    for (const schema::FieldRule& rule : type().fields)
      if (fleet.random()() % 2 == 0) fields.push_back(rule.number);
    return fields;
  }
};

TEST_P(RightsProperty, ErasureLeavesTheIdAloneInWhateverOrderItComes) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    FleetOfWriters fleet(allTypes(), type(), seed);
    const auto changes = fleet.write(kChanges);
    record::RecordState tombstone;
    tombstone.id = empty(fleet).id;
    tombstone.isErased = true;
    for (size_t at = 0; at <= changes.size(); ++at) {
      auto state = empty(fleet);
      for (size_t i = 0; i < changes.size(); ++i) {
        if (i == at) erase(state);
        apply(state, &type(), changes[i].change, changes[i].write);
      }
      if (at == changes.size()) erase(state);
      ASSERT_EQ(bytes(state), bytes(tombstone)) << type().name << " seed " << seed << " erased at " << at;
    }
    auto erased = empty(fleet);
    erase(erased);
    const auto full = fleet.fold(changes);
    ASSERT_EQ(bytes(join(full, erased, &type())), bytes(tombstone));
    ASSERT_EQ(bytes(join(erased, full, &type())), bytes(tombstone));
    purge(erased, someFields(fleet));
    addWithdrawn(erased, "anything");
    ASSERT_EQ(bytes(erased), bytes(tombstone)) << "nothing is added to a tombstone";
  }
}

TEST_P(RightsProperty, WhatAWithdrawalTookOutStaysOutInWhateverOrderItComes) {
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    FleetOfWriters fleet(allTypes(), type(), seed);
    auto changes = fleet.write(kChanges);
    const auto fields = someFields(fleet);
    auto expected = fleet.fold(changes);
    purge(expected, fields);
    addWithdrawn(expected, "purpose");
    for (const uint32_t number : fields) {
      const record::FieldState* field = expected.field(number);
      ASSERT_TRUE(!field || field->versions.empty()) << type().name << " field " << number;
    }
    for (int round = 0; round < 5; ++round) {
      std::shuffle(changes.begin(), changes.end(), fleet.random());
      const size_t at = fleet.random()() % (changes.size() + 1);
      auto state = empty(fleet);
      for (size_t i = 0; i < changes.size(); ++i) {
        if (i == at) {
          purge(state, fields);
          addWithdrawn(state, "purpose");
        }
        apply(state, &type(), changes[i].change, changes[i].write);
      }
      purge(state, fields);
      addWithdrawn(state, "purpose");
      ASSERT_EQ(bytes(state), bytes(expected)) << type().name << " seed " << seed << " at " << at;
    }
    // As two replicas, one of which has heard of the withdrawal.
    auto heard = empty(fleet);
    purge(heard, fields);
    addWithdrawn(heard, "purpose");
    ASSERT_EQ(bytes(join(fleet.fold(changes), heard, &type())), bytes(expected)) << type().name << " seed " << seed;
    ASSERT_EQ(bytes(join(heard, fleet.fold(changes), &type())), bytes(expected)) << type().name << " seed " << seed;
  }
}

TEST_P(RightsProperty, AWithdrawnAnswerHoldsWhereverItStandsAmongTheWrites) {
  const schema::FieldRule* answer = type().fieldWithRight(RIGHT_ANSWER);
  if (!answer) return;  // a type without consent
  size_t withdrawals = 0;
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    FleetOfWriters fleet(allTypes(), type(), seed);
    auto changes = fleet.write(kChanges);
    const auto holds = [&](const std::string& wire) {
      const auto values = record::wireValues(wire);
      return values.ok() && !values->empty() && static_cast<int32_t>(values->back().number) == answer->withdrawing;
    };
    const bool isWithdrawn = std::any_of(changes.begin(), changes.end(), [&](const Written& written) {
      return std::any_of(written.write.fields.begin(), written.write.fields.end(), [&](const record::FieldWrite& field) {
        return field.field == answer->number && holds(field.wire);
      });
    });
    if (!isWithdrawn) continue;
    ++withdrawals;
    for (int round = 0; round < 5; ++round) {
      std::shuffle(changes.begin(), changes.end(), fleet.random());
      const auto state = fleet.fold(changes);
      ASSERT_TRUE(holds(resolve(*state.field(answer->number), *answer).wire)) << "seed " << seed;
    }
  }
  EXPECT_GT(withdrawals, kSeeds / 4) << "the writers hardly ever withdrew: this showed nothing";
}

INSTANTIATE_TEST_SUITE_P(EveryRecordType, RightsProperty, ::testing::ValuesIn(typeNumbers()),
                         [](const auto& param) { return allTypes().type(param.param)->name; });

}  // namespace
}  // namespace foyer::merge
