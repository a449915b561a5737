// A kiosk's copy of the catalogue on a disk that fails: an update that could not be kept is asked for again.
#include <gtest/gtest.h>

#include "kiosk/catalogue/catalogue_copy.h"
#include "tests/sim/disk/disk.h"

namespace foyer::catalogue {
namespace {

constexpr char kPath[] = "/no-folder-of-any-machine/catalogue.db";

v1::Item offer(const std::string& id, uint64_t sequence) {
  v1::Item item;
  item.set_id(id);
  item.set_sequence(sequence);
  item.mutable_offer()->set_order(static_cast<uint32_t>(sequence));
  return item;
}

// What the server sends to one that has come so far.
Status sendAfter(CatalogueCopy& copy, const std::vector<v1::Item>& feed) {
  std::vector<v1::Item> newer;
  for (const v1::Item& item : feed)
    if (item.sequence() > copy.cursor()) newer.push_back(item);
  return newer.empty() ? okStatus() : copy.apply(newer, feed.back().sequence(), Batch::kComplete);
}

TEST(SimCatalogue, ShowsAnUpdateAfterADiskThatWasFullWhereverItWasInTheMiddle) {
  std::vector<v1::Item> feed;
  for (uint64_t i = 1; i <= 40; ++i) feed.push_back(offer("offer-" + std::to_string(i) + std::string(200, 'x'), i));
  int refused = 0;
  for (uint64_t room = 0; room < 120'000; room += 1'500) {
    sim::Disk disk("catalogue", sim::Draw(room));
    auto opened = CatalogueCopy::open(kPath, disk.vfs());
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    ASSERT_TRUE(opened->apply(std::vector{offer("before", 0)}, 0, Batch::kComplete).ok());
    disk.setCapacity(sim::kDiskBytes - disk.freeBytes() + room);
    const Status first = sendAfter(*opened, feed);
    if (!first.ok()) {
      ++refused;
      EXPECT_EQ(opened->cursor(), 0u) << room << ": it would not be sent again";
      EXPECT_NE(opened->snapshot()->find("before"), nullptr) << room;
    }
    disk.heal();
    disk.setCapacity(sim::kDiskBytes);
    ASSERT_TRUE(sendAfter(*opened, feed).ok()) << room;
    EXPECT_EQ(opened->snapshot()->all(v1::Item::kOffer).size(), feed.size() + 1) << "with room for " << room << " bytes more";
  }
  EXPECT_GT(refused, 3);
}

}  // namespace
}  // namespace foyer::catalogue
