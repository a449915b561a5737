// Bugs that can be planted, to see that the simulation finds them: the tests are tested.
//
// Place: foyer-sim --plant NAME; the World puts the bug at a port (the disk, the line, the store's view, the
// clock, an operator's hand), never into product code: see sabotage.h. Ownership: values. Threads: any.
// Errors: plantNamed() gives nothing for an unknown name. Does not: exist in any product binary.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foyer::sim {

enum class Plant {
  kNone,
  // At the disks.
  kAckBeforeSync,
  kSavedBeforeSync,
  // At the server's store.
  kNoDedupe,
  kFailedWriteAcked,
  kRowLost,
  kSeqReused,
  kConflictForgotten,
  kCaseClosedBySync,
  kQuarantineVanishes,
  kQuarantineBlocks,
  kQuarantineToldLate,
  kCapacityNotTold,
  kHeldForgotten,
  kEndedForgotten,
  kClockWins,
  kLastWriterWins,
  kLamportForgotten,
  kErasedComesBack,
  kWithdrawalForgotten,
  kWithdrawalIgnored,
  kIncidentNotKept,
  // On the line.
  kOutcomeLost,
  kReOfferIgnored,
  kLamportNotRaised,
  kCloneUnnoticed,
  kEpochNotSaid,
  kAckTooFar,
  kAckGoesBack,
  kBatchCut,
  // At kiosks.
  kRetryGivesUp,
  kCatalogueHalf,
  kPendingNotMoved,
  kJournalRemoved,
  kConfirmedTwice,
  kPurgedEarly,
  kLeaseSpentTwice,
  // In an operator's hand.
  kEpochKept,
  kBackupWithoutLog,
};

struct PlantedBug {
  Plant plant = Plant::kNone;
  std::string_view name;
  std::string_view words;
  // The profile in which it is soonest found.
  std::string_view profile = "default";
};

const std::vector<PlantedBug>& plantedBugs();
std::optional<Plant> plantNamed(std::string_view name);

}  // namespace foyer::sim
