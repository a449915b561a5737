#include "sync-server/review/people.h"

namespace foyer::review {

namespace {

bool wasGivenSlip(const record::RecordState& state) {
  for (const record::FieldState& field : state.fields) {
    for (const record::Version& version : field.versions)
      if (!version.slipId.isNil()) return true;
    for (const record::Dot& dot : field.ended)
      if (dot.seq == 0) return true;  // the visit of a slip, ended by a change with it
  }
  return false;
}

}  // namespace

void People::name(const Id16& device, const Id16& author, foyer::staff::v1::Origin& origin) {
  if (!device.isNil()) {
    auto known = m_kiosks.find(device);
    if (known == m_kiosks.end()) {
      const auto row = m_reader.kiosk(device);
      const bool isThere = row.ok() && row->has_value();
      known = m_kiosks.emplace(device, isThere ? std::pair{(*row)->name, (*row)->site} : std::pair<std::string, std::string>{}).first;
    }
    origin.set_kind("kiosk");
    origin.set_name(known->second.first);
    origin.set_site(known->second.second);
    return;
  }
  auto known = m_staff.find(author);
  if (known == m_staff.end()) {
    const auto row = m_reader.staff(author);
    known = m_staff.emplace(author, row.ok() && row->has_value() ? (*row)->name : std::string()).first;
  }
  origin.set_kind("staff");
  origin.set_name(known->second);
}

foyer::staff::v1::Origin People::origin(const store::LogRow& row, const record::ChangeBody* change) {
  foyer::staff::v1::Origin origin;
  name(row.device, row.author, origin);
  origin.set_received_ms(row.receivedMs);
  if (!change) return origin;
  origin.set_written_ms(change->wallMs);
  for (const record::RecordWrite& write : change->records) origin.set_by_slip(origin.by_slip() || !write.slipId.isNil());
  return origin;
}

foyer::staff::v1::Origin People::origin(const record::RecordState& state, const record::Version& version,
                                        const std::map<record::Dot, store::LogRow>& rows) {
  foyer::staff::v1::Origin origin;
  const auto row = rows.find(version.dot);
  if (row != rows.end()) {
    name(row->second.device, row->second.author, origin);
    origin.set_received_ms(row->second.receivedMs);
  } else {
    origin.set_kind(version.authorKind == record::AuthorKind::AUTHOR_KIND_SERVER ? "server" : "staff");
  }
  origin.set_written_ms(version.wallMs);
  // Where a visit was given a slip, what a kiosk wrote outside of the visit was written with it.
  origin.set_by_slip(version.authorKind == record::AuthorKind::AUTHOR_KIND_KIOSK && version.slipId.isNil() &&
                     wasGivenSlip(state));
  return origin;
}

}  // namespace foyer::review
