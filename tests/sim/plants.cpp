#include "tests/sim/plants.h"

namespace foyer::sim {

const std::vector<PlantedBug>& plantedBugs() {
  static const std::vector<PlantedBug> all = {
      {Plant::kAckBeforeSync, "ack-before-sync", "the server acknowledges before its log is on the medium"},
      {Plant::kSavedBeforeSync, "saved-before-sync", "a kiosk says \"saved\" before its journal is on the medium"},
      {Plant::kNoDedupe, "no-dedupe", "a change that comes again is appended again"},
      {Plant::kFailedWriteAcked, "failed-write-acked", "a batch whose transaction failed is acknowledged", "disks"},
      {Plant::kRowLost, "row-lost", "now and then a change is applied and not written into the log"},
      {Plant::kSeqReused, "seq-reused", "two changes are stored under one dot"},
      {Plant::kConflictForgotten, "conflict-forgotten", "contradicting values open no case"},
      {Plant::kCaseClosedBySync, "case-closed-by-sync", "the next change of a kiosk closes an open conflict"},
      {Plant::kQuarantineVanishes, "quarantine-vanishes", "a change that cannot be applied opens no case", "poison"},
      {Plant::kQuarantineBlocks, "quarantine-blocks", "a change that cannot be applied stops its kiosk", "poison"},
      {Plant::kQuarantineToldLate, "quarantine-told-late", "a change that cannot be applied opens its case only with the next change", "poison"},
      {Plant::kCapacityNotTold, "capacity-not-told", "a capacity that was lowered below what is promised opens no case"},
      {Plant::kHeldForgotten, "held-never-released", "a change that waited for a visit waits for ever"},
      {Plant::kEndedForgotten, "ended-forgotten", "what was replaced is not remembered"},
      {Plant::kClockWins, "clock-wins", "of several values the one with the latest wall clock is kept"},
      {Plant::kLastWriterWins, "last-writer-wins", "of several values the latest is kept"},
      {Plant::kLamportForgotten, "lamport-forgotten", "the server forgets the order of changes when it restarts", "restores"},
      {Plant::kErasedComesBack, "erased-stays", "an erased record stays readable"},
      {Plant::kWithdrawalForgotten, "withdrawal-forgotten", "what a withdrawal has taken out may come again"},
      {Plant::kWithdrawalIgnored, "withdrawal-ignored", "a withdrawal takes nothing out"},
      {Plant::kIncidentNotKept, "incident-not-kept", "a rolled back or copied kiosk is not told to staff", "clones"},
      {Plant::kOutcomeLost, "outcome-lost", "a kiosk is not told that its change is in quarantine", "poison"},
      {Plant::kReOfferIgnored, "re-offer-ignored", "a restored server asks for nothing that it lacks", "restores"},
      {Plant::kLamportNotRaised, "lamport-not-raised", "a kiosk counts on from its own number alone"},
      {Plant::kCloneUnnoticed, "clone-unnoticed", "a copied or rolled back kiosk keeps its incarnation and its ack", "clones"},
      {Plant::kEpochNotSaid, "epoch-not-said", "kiosks do not say which epoch they know", "restores"},
      {Plant::kAckTooFar, "ack-too-far", "the server acknowledges one entry more than it has"},
      {Plant::kAckGoesBack, "ack-goes-back", "the server acknowledges less than it did"},
      {Plant::kBatchCut, "batch-cut", "the last entry of a batch is left out on its way"},
      {Plant::kRetryGivesUp, "retry-gives-up", "a kiosk stops trying after some failures"},
      {Plant::kCatalogueHalf, "catalogue-half", "a kiosk leaves out an item of the catalogue and says that it has it"},
      {Plant::kPendingNotMoved, "pending-not-moved", "a new incarnation leaves behind what was pending", "clones"},
      {Plant::kJournalRemoved, "journal-removed", "a journal that cannot be opened is taken for damaged and removed", "disks"},
      {Plant::kConfirmedTwice, "confirmed-twice", "confirming once more makes another change"},
      {Plant::kPurgedEarly, "purged-early", "a kiosk purges what is acknowledged at its next start", "restores"},
      {Plant::kLeaseSpentTwice, "lease-spent-twice", "a kiosk forgets that it has given a seat of its lease away", "clocks"},
      {Plant::kEpochKept, "epoch-kept", "a restored server keeps its epoch", "restores"},
      {Plant::kBackupWithoutLog, "backup-without-log", "a backup leaves out the write-ahead log", "restores"},
  };
  return all;
}

std::optional<Plant> plantNamed(std::string_view name) {
  for (const PlantedBug& bug : plantedBugs())
    if (bug.name == name) return bug.plant;
  return std::nullopt;
}

}  // namespace foyer::sim
