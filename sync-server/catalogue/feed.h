// What changes in the feed when a catalogue is loaded: pure, items in, items out.
//
// Place: between yaml_catalogue and the store. The store keeps one version an id, the latest, tombstones
// included; a kiosk asks for everything above its cursor and so always gets the compacted feed.
//   new or different   an upsert with the next sequence
//   equal              nothing, and no new sequence: the version of a consent text stays what it is
//   gone               a tombstone (deleted, without a body); entries of code lists are retired instead,
//                      since records refer to their ids for years
// Equal means: the same deterministic bytes without the sequence.
// Ownership: values; any thread. Errors: an id that changes its kind or its code list is refused, since ids
// are never reused. Does not: store, send or number anything but its result.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "shared/base/result.h"

namespace foyer::catalogue {

using StoredItems = std::map<std::string, v1::Item>;

// The items to store, in the order of their sequences, which follow the highest one stored. `head`: the
// store's highest sequence, needed where `stored` comes without its tombstones.
Result<std::vector<v1::Item>> feedChanges(const StoredItems& stored, const std::vector<v1::Item>& loaded,
                                          uint64_t head = 0);

// "offer", "settings" ...: the name of the body's field; empty for a tombstone.
std::string kindOf(const v1::Item& item);

// The bytes of an item without its sequence, the same on every machine and in every run.
std::string deterministicBytes(const v1::Item& item);

// What a kiosk with this cursor still needs, in the order of sequences.
std::vector<v1::Item> newerThan(const StoredItems& stored, uint64_t cursor);

}  // namespace foyer::catalogue
