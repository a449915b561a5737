// The part of the Store port that accounts use, in memory: staff, sessions and settings.
//
// Place: tests of sync-server/accounts, which look at decisions and not at the disk (the contract test of
// sync-server/store does that). A write that fails leaves all as it was, as the port promises. Ownership: the
// test's. Threads: any (one mutex). Errors: everything else of the port answers kUnimplemented.
#pragma once

#include <map>
#include <mutex>

#include "sync-server/store/store.h"

namespace foyer::accounts {

struct MemoryRows {
  std::map<std::string, std::string, std::less<>> meta;
  std::map<Id16, store::StaffRow> staff;
  std::map<std::string, store::SessionRow, std::less<>> sessions;
};

// The macro keeps 40 functions that accounts must not call from hiding the few that they do.
#define FOYER_NOT_FOR_ACCOUNTS \
  { return Error(Code::kUnimplemented, "Accounts have no business here."); }

class MemoryWriter final : public store::Writer {
 public:
  explicit MemoryWriter(MemoryRows& rows) : m_rows(rows) {}

  Result<std::string> meta(std::string_view key) const override {
    const auto found = m_rows.meta.find(key);
    return found == m_rows.meta.end() ? std::string() : found->second;
  }
  Result<std::optional<store::StaffRow>> staff(const Id16& id) const override {
    const auto found = m_rows.staff.find(id);
    return found == m_rows.staff.end() ? std::nullopt : std::optional(found->second);
  }
  Result<std::optional<store::StaffRow>> staffByName(std::string_view nameKey) const override {
    for (const auto& [id, row] : m_rows.staff) {
      if (row.nameKey == nameKey) return std::optional(row);
    }
    return std::optional<store::StaffRow>();
  }
  Result<uint64_t> countStaff() const override { return uint64_t{m_rows.staff.size()}; }
  Result<std::optional<store::SessionRow>> session(std::string_view tokenHash) const override {
    const auto found = m_rows.sessions.find(tokenHash);
    return found == m_rows.sessions.end() ? std::nullopt : std::optional(found->second);
  }
  Status setMeta(std::string_view key, std::string_view value) override {
    m_rows.meta[std::string(key)] = value;
    return okStatus();
  }
  Status putStaff(const store::StaffRow& row) override {
    m_rows.staff[row.id] = row;
    return okStatus();
  }
  Status putSession(const store::SessionRow& row) override {
    m_rows.sessions[row.tokenHash] = row;
    return okStatus();
  }
  Status deleteSession(std::string_view tokenHash) override {
    m_rows.sessions.erase(std::string(tokenHash));
    return okStatus();
  }
  Status deleteSessionsBefore(int64_t createdMs, int64_t lastUsedMs) override {
    std::erase_if(m_rows.sessions, [&](const auto& entry) {
      return entry.second.createdMs < createdMs || entry.second.lastUsedMs < lastUsedMs;
    });
    return okStatus();
  }

  Result<int64_t> logHead() const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::LogRow>> logAfter(int64_t, size_t) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::optional<store::LogRow>> logRow(int64_t) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::optional<store::LogRow>> findChange(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<uint64_t> countLog(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::optional<store::DataKeyRow>> dataKey(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::optional<store::RecordRow>> record(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::RecordRow>> recordsOfType(uint32_t, const Id16&, size_t) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::RecordRow>> recordsChangedAfter(int64_t, size_t) const override FOYER_NOT_FOR_ACCOUNTS
  Result<uint64_t> countRecords(uint32_t) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<Id16>> referringTo(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::HistoryRow>> history(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::SlipTarget>> slip(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<int64_t>> heldFor(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::optional<store::CaseRow>> findCase(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::optional<store::CaseRow>> openCase(const Id16&, uint32_t) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::CaseRow>> casesOf(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::CaseRow>> listCases(int, bool, size_t, size_t) const override FOYER_NOT_FOR_ACCOUNTS
  Result<uint64_t> countOpenCases() const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::KioskRow>> kiosks() const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::optional<store::KioskRow>> kiosk(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::optional<store::KioskRow>> kioskByCertificate(std::string_view) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::optional<store::IncarnationRow>> incarnation(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::IncarnationRow>> incarnationsOf(const Id16&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<int64_t> catalogueHead() const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::CatalogueRow>> catalogueAfter(int64_t, size_t) const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::CatalogueRow>> catalogue() const override FOYER_NOT_FOR_ACCOUNTS
  Result<std::vector<store::InboxRow>> inbox(const store::InboxFilter&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<uint64_t> countInbox(const store::InboxFilter&) const override FOYER_NOT_FOR_ACCOUNTS
  Result<int64_t> appendLog(const store::LogRow&) override FOYER_NOT_FOR_ACCOUNTS
  Status setLogOutcome(int64_t, store::LogOutcome) override FOYER_NOT_FOR_ACCOUNTS
  Status putDataKey(const store::DataKeyRow&) override FOYER_NOT_FOR_ACCOUNTS
  Status putRecord(const store::RecordRow&, const std::vector<Id16>&) override FOYER_NOT_FOR_ACCOUNTS
  Status addHistory(const store::HistoryRow&) override FOYER_NOT_FOR_ACCOUNTS
  Status putSlip(const Id16&, const std::vector<store::SlipTarget>&) override FOYER_NOT_FOR_ACCOUNTS
  Status hold(const Id16&, int64_t) override FOYER_NOT_FOR_ACCOUNTS
  Status release(const Id16&) override FOYER_NOT_FOR_ACCOUNTS
  Status putCase(const store::CaseRow&) override FOYER_NOT_FOR_ACCOUNTS
  Status putKiosk(const store::KioskRow&) override FOYER_NOT_FOR_ACCOUNTS
  Status putIncarnation(const store::IncarnationRow&) override FOYER_NOT_FOR_ACCOUNTS
  Status putCatalogue(const store::CatalogueRow&) override FOYER_NOT_FOR_ACCOUNTS
  Status putInbox(const store::InboxRow&) override FOYER_NOT_FOR_ACCOUNTS
  Status clearFolded() override FOYER_NOT_FOR_ACCOUNTS
  Status attempt(const std::function<Status()>&) override FOYER_NOT_FOR_ACCOUNTS

 private:
  MemoryRows& m_rows;
};

#undef FOYER_NOT_FOR_ACCOUNTS

class MemoryStore final : public store::Store {
 public:
  Status write(const std::function<Status(store::Writer&)>& work) override {
    const std::lock_guard lock(m_mutex);
    if (m_isDiskFull) return Error(Code::kResourceExhausted, "The disk is full; free space.");
    MemoryRows changed = m_rows;
    MemoryWriter writer(changed);
    FOYER_TRY(work(writer));
    m_rows = std::move(changed);
    ++m_writes;
    return okStatus();
  }
  Status read(const std::function<Status(const store::Reader&)>& work) const override {
    MemoryRows snapshot = rows();
    const MemoryWriter reader(snapshot);
    return work(reader);
  }
  MemoryRows rows() const {
    const std::lock_guard lock(m_mutex);
    return m_rows;
  }
  void fillDisk() { m_isDiskFull = true; }
  void deactivate(const Id16& staff) { m_rows.staff[staff].isActive = false; }
  int writes() const { return m_writes; }

 private:
  mutable std::mutex m_mutex;
  MemoryRows m_rows;
  bool m_isDiskFull = false;
  int m_writes = 0;
};

}  // namespace foyer::accounts
