#include "sync-server/catalogue/feed.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <set>

namespace foyer::catalogue {
namespace {

Status checkReuse(const v1::Item& before, const v1::Item& after) {
  if (before.deleted()) return okStatus();
  const bool sameList = before.topic().list() == after.topic().list();
  if (kindOf(before) == kindOf(after) && sameList) return okStatus();
  return Error(Code::kFailedPrecondition,
               "The id \"" + after.id() + "\" already belongs to " +
                   (before.has_topic() ? "the code list \"" + before.topic().list() + "\""
                                       : "an item of the kind \"" + kindOf(before) + "\"") +
                   "; ids are never reused, choose a new one.");
}

v1::Item withoutBody(const v1::Item& item) {
  v1::Item gone;
  gone.set_id(item.id());
  gone.set_deleted(true);
  return gone;
}

v1::Item leaving(const v1::Item& item) {
  if (!item.has_topic()) return withoutBody(item);
  v1::Item retired = item;
  retired.mutable_topic()->set_retired(true);
  return retired;
}

}  // namespace

std::string kindOf(const v1::Item& item) {
  const auto* kind =
      item.GetReflection()->GetOneofFieldDescriptor(item, v1::Item::descriptor()->FindOneofByName("body"));
  return kind == nullptr ? "" : kind->name();
}

std::string deterministicBytes(const v1::Item& item) {
  v1::Item unnumbered = item;
  unnumbered.clear_sequence();
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    unnumbered.SerializeToCodedStream(&coded);
  }
  return bytes;
}

Result<std::vector<v1::Item>> feedChanges(const StoredItems& stored, const std::vector<v1::Item>& loaded,
                                          uint64_t head) {
  uint64_t sequence = head;
  for (const auto& [id, item] : stored) sequence = std::max(sequence, item.sequence());
  std::vector<v1::Item> changes;
  const auto put = [&](v1::Item item) {
    item.set_sequence(++sequence);
    changes.push_back(std::move(item));
  };
  std::set<std::string> present;
  for (const v1::Item& item : loaded) {
    present.insert(item.id());
    const auto before = stored.find(item.id());
    if (before != stored.end()) {
      FOYER_TRY(checkReuse(before->second, item));
      if (deterministicBytes(before->second) == deterministicBytes(item)) continue;
    }
    put(item);
  }
  for (const auto& [id, item] : stored) {
    if (present.count(id)) continue;
    v1::Item after = leaving(item);
    if (deterministicBytes(after) != deterministicBytes(item)) put(std::move(after));
  }
  return changes;
}

std::vector<v1::Item> newerThan(const StoredItems& stored, uint64_t cursor) {
  std::vector<v1::Item> items;
  for (const auto& [id, item] : stored) {
    if (item.sequence() > cursor) items.push_back(item);
  }
  std::sort(items.begin(), items.end(),
            [](const v1::Item& a, const v1::Item& b) { return a.sequence() < b.sequence(); });
  return items;
}

}  // namespace foyer::catalogue
