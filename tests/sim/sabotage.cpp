#include "tests/sim/sabotage.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "shared/sync/entry.h"
#include "sync-server/store/sqlite_view.h"
#include "tests/sim/surroundings.h"

namespace foyer::sim {

namespace {

// The store's writer with one fault.
class FaultyView final : public store::SqliteView {
 public:
  FaultyView(sqlite::Database& database, Sabotage& sabotage) : SqliteView(database), m_sabotage(sabotage) {}

  Result<std::optional<store::LogRow>> findChange(const Id16& id) const override {
    if (m_sabotage.is(Plant::kNoDedupe)) return std::optional<store::LogRow>();
    return SqliteView::findChange(id);
  }

  Result<int64_t> appendLog(const store::LogRow& row) override {
    store::LogRow own = row;
    const bool isKiosks = !row.device.isNil();
    if (isKiosks && m_sabotage.is(Plant::kSeqReused) && row.seq > 1 && m_sabotage.isTurn(7)) --own.seq;
    if (isKiosks && m_sabotage.is(Plant::kRowLost) && m_sabotage.isTurn(11)) {
      FOYER_ASSIGN(const int64_t head, logHead());
      return head + 1;
    }
    if (m_sabotage.is(Plant::kNoDedupe)) {
      FOYER_ASSIGN(const auto known, SqliteView::findChange(row.changeId));
      if (known) own.changeId.bytes[15] ^= 0x5a;
    }
    FOYER_ASSIGN(const int64_t n, SqliteView::appendLog(own));
    for (const store::CaseRow& late : std::exchange(m_late, {})) FOYER_TRY(SqliteView::putCase(late));
    if (isKiosks && m_sabotage.is(Plant::kCaseClosedBySync)) FOYER_TRY(closeAnyCase(n));
    return n;
  }

  Status putCase(const store::CaseRow& row) override {
    const bool isConflict = row.kind == store::CaseKind::kConflict && row.closedMs == 0;
    const bool isQuarantine = row.kind == store::CaseKind::kQuarantine && row.closedMs == 0;
    if (isConflict && m_sabotage.is(Plant::kConflictForgotten)) return okStatus();
    if (isQuarantine && m_sabotage.is(Plant::kQuarantineVanishes)) return okStatus();
    if (isQuarantine && m_sabotage.is(Plant::kQuarantineToldLate)) return m_late.push_back(row), okStatus();
    if (row.kind == store::CaseKind::kCapacity && m_sabotage.is(Plant::kCapacityNotTold)) return okStatus();
    if (isQuarantine && m_sabotage.is(Plant::kQuarantineBlocks)) return Error(Code::kUnavailable, "Try again.");
    return SqliteView::putCase(row);
  }

  Result<std::vector<int64_t>> heldFor(const Id16& slipId) const override {
    if (m_sabotage.is(Plant::kHeldForgotten)) return std::vector<int64_t>();
    return SqliteView::heldFor(slipId);
  }

  Status addIncident(const store::IncidentRow& row) override {
    if (m_sabotage.is(Plant::kIncidentNotKept)) return okStatus();
    return SqliteView::addIncident(row);
  }

  Status setMeta(std::string_view key, std::string_view value) override {
    if (key == "lamport" && m_sabotage.is(Plant::kLamportForgotten)) return okStatus();
    return SqliteView::setMeta(key, value);
  }

  Status putRecord(const store::RecordRow& row, const std::vector<Id16>& refersTo) override {
    FOYER_ASSIGN(record::RecordState state, record::decodeState(row.state));
    if (state.isErased && m_sabotage.is(Plant::kErasedComesBack)) return okStatus();
    if (!state.purged.empty() && m_sabotage.is(Plant::kWithdrawalIgnored)) return okStatus();
    if (m_sabotage.is(Plant::kWithdrawalForgotten)) state.purged.clear();
    for (record::FieldState& field : state.fields) {
      if (m_sabotage.is(Plant::kEndedForgotten)) field.ended.clear();
      if (m_sabotage.is(Plant::kClockWins)) keepBest(field, &record::Version::wallMs);
      if (m_sabotage.is(Plant::kLastWriterWins)) keepBest(field, &record::Version::lamport);
    }
    store::RecordRow own = row;
    own.state = record::encodeState(state);
    return SqliteView::putRecord(own, refersTo);
  }

 private:
  template <typename Number>
  static void keepBest(record::FieldState& field, Number record::Version::* number) {
    if (field.versions.size() < 2) return;
    const auto best = std::max_element(
        field.versions.begin(), field.versions.end(),
        [&](const record::Version& a, const record::Version& b) { return a.*number < b.*number; });
    field.versions = {record::Version(*best)};
  }

  Status closeAnyCase(int64_t n) {
    FOYER_ASSIGN(auto open, listCases(static_cast<int>(store::CaseKind::kConflict), false, 1, 0));
    if (open.empty()) return okStatus();
    open.front().closedMs = 1;
    open.front().closedByN = n;
    return SqliteView::putCase(open.front());
  }

  Sabotage& m_sabotage;
  std::vector<store::CaseRow> m_late;
};

// Whatever became of a transaction, it says that it is done.
class LyingStore final : public store::Store {
 public:
  explicit LyingStore(store::Store& store) : m_store(store) {}
  Status write(const std::function<Status(store::Writer&)>& work) override {
    (void)m_store.write(work);
    return okStatus();
  }
  Status read(const std::function<Status(const store::Reader&)>& work) const override { return m_store.read(work); }

 private:
  store::Store& m_store;
};

}  // namespace

std::unique_ptr<store::Store> Sabotage::over(store::Store& store) const {
  if (!is(Plant::kFailedWriteAcked)) return nullptr;
  return std::make_unique<LyingStore>(store);
}

std::function<std::unique_ptr<store::SqliteView>(sqlite::Database&)> Sabotage::view() {
  if (m_plant < Plant::kNoDedupe || m_plant > Plant::kIncidentNotKept) return {};
  return [this](sqlite::Database& database) { return std::make_unique<FaultyView>(database, *this); };
}

Network::Tamper Sabotage::tamper() {
  if (m_plant < Plant::kOutcomeLost || m_plant > Plant::kBatchCut) return {};
  return {[this](size_t kiosk, SyncRequest& message) { return changeUp(kiosk, message); },
          [this](size_t kiosk, SyncResponse& message) { return changeDown(kiosk, message); }};
}

bool Sabotage::changeUp(size_t kiosk, SyncRequest& message) {
  if (message.has_hello()) {
    m_hellos[kiosk] = message.hello();
    if (is(Plant::kEpochNotSaid)) message.mutable_hello()->clear_server_epoch();
  }
  if (is(Plant::kBatchCut) && message.has_batch()) {
    auto batch = sync::fromMessage(sync::v1::Batch(message.batch()), Id16{});
    if (batch.ok() && batch->entries.size() > 1) {
      batch->entries.pop_back();
      *message.mutable_batch() = sync::toMessage(*batch, Id16{});
    }
  }
  return true;
}

bool Sabotage::changeDown(size_t kiosk, SyncResponse& message) {
  if (is(Plant::kOutcomeLost) && message.has_ack()) message.mutable_ack()->clear_outcomes();
  if (is(Plant::kOutcomeLost) && message.has_outcomes()) return false;
  if (is(Plant::kReOfferIgnored) && message.has_wanted()) message.mutable_wanted()->clear_change_ids();
  if (is(Plant::kAckTooFar) && message.has_ack() && isTurn(3)) message.mutable_ack()->set_seq(message.ack().seq() + 1);
  if (is(Plant::kAckGoesBack) && message.has_ack() && message.ack().seq() > 1 && isTurn(3))
    message.mutable_ack()->set_seq(message.ack().seq() - 2);
  if (!message.has_welcome()) return true;
  sync::v1::Welcome& welcome = *message.mutable_welcome();
  if (is(Plant::kLamportNotRaised)) welcome.set_lamport(0);
  if (is(Plant::kCloneUnnoticed) && welcome.order() == sync::v1::ORDER_NEW_INCARNATION) {
    welcome.set_order(sync::v1::ORDER_NONE);
    welcome.set_acked_seq(m_hellos[kiosk].last_seq());
    welcome.set_chain_head(m_hellos[kiosk].chain_head());
  }
  return true;
}

}  // namespace foyer::sim
