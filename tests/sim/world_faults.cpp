// What misfortune does in a run: to kiosks, to the server, to their disks, lines and clocks.
#include <algorithm>

#include "tests/sim/world.h"

namespace foyer::sim {

namespace {

Stroke strokeOf(const Event& event) { return Draw(event.luck).chance(0.5) ? Stroke::kProcessKilled : Stroke::kPowerCut; }

}  // namespace

void World::fault(const Event& event, int lane, const std::string& words, int64_t lastsMs) {
  m_ledger.countFault(std::string(nameOf(event.act)));
  m_chronicle.tell(lane, Mark::kFault, words, m_agenda.nowMs() + lastsMs);
}

void World::strikeKiosk(const Event& event, SimKiosk& kiosk) {
  switch (event.act) {
    case Act::kKioskKilled:
      fault(event, kiosk.lane(), "its program is killed");
      return kiosk.crash(Stroke::kProcessKilled);
    case Act::kKioskPowerCut:
      fault(event, kiosk.lane(), "loses power");
      return kiosk.crash(Stroke::kPowerCut);
    case Act::kBatteryEmpty:
      fault(event, kiosk.lane(), "loses power, and its clock's battery is empty: it is 1970");
      return kiosk.crash(Stroke::kPowerCut, Battery::kEmpty);
    case Act::kKioskStruck:
      m_ledger.countFault(std::string(nameOf(event.act)));
      return kiosk.disk().strikeAfter(static_cast<uint64_t>(event.amount), strokeOf(event));
    case Act::kKioskDiskFull:
    case Act::kKioskDiskErrors:
    case Act::kSyncErrors:
      fault(event, kiosk.lane(), std::string(nameOf(event.act)) + " for " + minutes(event.amount), event.amount);
      return troubleDisk(kiosk.disk(), event);
    case Act::kBitRot: return rot(event, kiosk);
    case Act::kRolledBack: return rollBack(event, kiosk);
    case Act::kCloned: return clone(event, kiosk);
    case Act::kPoison:
      m_ledger.countFault(std::string(nameOf(event.act)));
      return strokeOf(event) == Stroke::kPowerCut ? visit(event, true) : useSlip(event, true);
    case Act::kClockJump:
      fault(event, kiosk.lane(), "its wall clock jumps");
      return kiosk.clock().setWall(event.amount);
    default: return;
  }
}

void World::strikeServer(const Event& event) {
  switch (event.act) {
    case Act::kServerKilled:
      fault(event, kServerLane, "is killed");
      return m_server->crash(Stroke::kProcessKilled);
    case Act::kServerPowerCut:
      fault(event, kServerLane, "loses power");
      return m_server->crash(Stroke::kPowerCut);
    case Act::kServerStruck:
      m_ledger.countFault(std::string(nameOf(event.act)));
      return m_server->disk().strikeAfter(static_cast<uint64_t>(event.amount), strokeOf(event));
    case Act::kServerDiskFull:
    case Act::kServerDiskErrors:
      fault(event, kServerLane, std::string(nameOf(event.act)) + " for " + minutes(event.amount), event.amount);
      return troubleDisk(m_server->disk(), event);
    case Act::kServerRestored: return restore(event);
    case Act::kServerClockJump:
      fault(event, kServerLane, "its wall clock jumps");
      return m_server->clock().setWall(event.amount);
    default: return;
  }
}

void World::strikeLine(const Event& event, size_t kiosk) {
  const int lane = static_cast<int>(kiosk);
  switch (event.act) {
    case Act::kPartition:
      fault(event, lane, "is cut off for " + minutes(event.amount), event.amount);
      return m_network.partition(kiosk, m_agenda.nowMs() + event.amount);
    case Act::kPartitionOfAll:
      fault(event, kServerLane, "is cut off from all kiosks for " + minutes(event.amount), event.amount);
      for (size_t i = 0; i < m_kiosks.size(); ++i) m_network.partition(i, m_agenda.nowMs() + event.amount);
      return;
    case Act::kLineTorn:
      fault(event, lane, "its line is torn");
      return m_network.tearLineOf(kiosk);
    case Act::kStreamReplayed:
      fault(event, lane, "all of its last stream arrives once more");
      return m_network.replayLineOf(kiosk);
    default: return;
  }
}

void World::rollBack(const Event& event, SimKiosk& kiosk) {
  auto& images = m_images[event.kiosk % m_kiosks.size()];
  if (images.empty()) return;
  fault(event, kiosk.lane(), "its disk is replaced by an old image");
  kiosk.putIn(images[event.luck % images.size()]);
  noteDestroyed();
}

void World::clone(const Event& event, SimKiosk& kiosk) {
  fault(event, kiosk.lane(), "its disk is cloned to " + std::to_string(event.amount) + " other machines");
  const KioskImage image = kiosk.image();
  const KioskIdentity identity = kiosk.identity();
  kiosk.noteCopied();
  for (int64_t i = 0; i < event.amount; ++i) addKiosk(identity).putIn(image);
}

void World::restore(const Event& event) {
  if (m_backups.empty()) return;
  fault(event, kServerLane, "is restored from an old backup");
  m_server->restore(m_backups[event.luck % m_backups.size()]);
  noteDestroyed();
}

void World::noteDestroyed() {
  for (Promise& promise : m_ledger.promises()) {
    const bool isAtServer = m_ledger.committed.count(promise.changeId) > 0;
    const bool isAtKiosk = std::any_of(m_kiosks.begin(), m_kiosks.end(), [&](const auto& kiosk) {
      return kiosk->holds(promise);
    });
    if (!isAtServer && !isAtKiosk) promise.isDestroyed = true;
  }
  // A seat nobody knows of any more cannot be kept free: the kiosk of the old image has it to confirm once more.
  for (const Visit& visit : m_visits) {
    const Promise* promise = m_ledger.find(visit.body.id);
    if (promise != nullptr && promise->isDestroyed) giveBackSeats(visit.body);
  }
}

void World::rot(const Event& event, SimKiosk& kiosk) {
  if (!kiosk.isRunning() || kiosk.unsent() == 0) return;
  auto& journal = kiosk.core().journal();
  const uint64_t acked = journal.hello().acked_seq();
  const auto batch = journal.entriesAfter(acked + event.luck % kiosk.unsent(), 1, 1);
  if (!batch.ok() || batch->entries.empty()) return;
  const sync::Entry& entry = batch->entries.front();
  // Only where it lies in the database: a bit that rots in the write-ahead log takes all later entries with it at the
  // next start, which no journal on SQLite can heal.
  kiosk.writeBack();
  if (!kiosk.isRunning() || !kiosk.disk().rot("journal.db", entry.content.sealed, event.luck >> 8)) return;
  if (Promise* promise = m_ledger.find(entry.changeId)) promise->isRotten = true;
  fault(event, kiosk.lane(), "one bit of an entry that is not sent yet rots on its disk");
}

void World::troubleDisk(Disk& disk, const Event& event) {
  const bool isFull = event.act == Act::kKioskDiskFull || event.act == Act::kServerDiskFull;
  if (isFull) {
    const uint64_t used = kDiskBytes - disk.freeBytes();
    disk.setCapacity(used + event.luck % 40'000);
  } else if (event.act == Act::kSyncErrors) {
    disk.setSyncErrorChance(m_scenario.disks.syncErrorChance);
  } else {
    disk.setErrorChance(m_scenario.disks.errorChance);
  }
  m_agenda.after(event.amount, [&disk, isFull, act = event.act] {
    if (isFull) disk.setCapacity(kDiskBytes);
    if (act == Act::kSyncErrors) disk.setSyncErrorChance(0);
    if (!isFull) disk.setErrorChance(0);
  });
}

}  // namespace foyer::sim
