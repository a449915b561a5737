// Who wrote something: authors of versions and log rows as names for people.
//
// Place: record and case views. Ownership: borrows a Reader for one question; caches what it asked. One thread.
#pragma once

#include <map>

#include "foyer/staff/v1/staff.pb.h"
#include "shared/record/record.h"
#include "sync-server/store/store.h"

namespace foyer::review {

class People {
 public:
  explicit People(const store::Reader& reader) : m_reader(reader) {}
  // For a log row that is at hand.
  foyer::staff::v1::Origin origin(const store::LogRow& row, const record::ChangeBody* change);
  // For a version of this record: `rows` are the log rows of the record, by dot.
  foyer::staff::v1::Origin origin(const record::RecordState& state, const record::Version& version,
                                  const std::map<record::Dot, store::LogRow>& rows);

 private:
  void name(const Id16& device, const Id16& author, foyer::staff::v1::Origin& origin);
  const store::Reader& m_reader;
  std::map<Id16, std::pair<std::string, std::string>> m_kiosks;  // name, site
  std::map<Id16, std::string> m_staff;
};

}  // namespace foyer::review
