// The way back: what the server says by an answer, as if it had said it on a stream. A session of the shared
// protocol judges it, so that an old, foreign or restored server's answer is understood the same way.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/sync/authority_signature.h"
#include "kiosk/sync/courier.h"
#include "shared/base/log.h"
#include "shared/sync/courier.h"

namespace foyer::uplink {

namespace {

namespace fs = std::filesystem;

// Nothing: it cannot be read or is no answer. An answer that was damaged on the way does no harm: the next
// import makes another.
std::optional<sync::AnswerParts> readAnswer(const fs::path& path) {
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  if (failed || size > sync::kCourierAnswerBytesMax + 1024) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  auto parts = sync::splitAnswer(text.str());
  if (parts.ok()) return std::move(*parts);
  logWarning(Event("an answer of the courier was left out").with("reason", parts.error()));
  return std::nullopt;
}

// The answer tells nothing new: it is about another numbering, or older than what is known.
bool isOld(const sync::v1::CourierAnswer& answer, const sync::v1::Hello& present) {
  if (answer.incarnation() != present.incarnation()) return true;
  const sync::v1::Welcome& welcome = answer.welcome();
  const bool isSameEpoch = present.server_epoch().empty() || present.server_epoch() == welcome.server_epoch();
  if (welcome.order() == sync::v1::ORDER_RE_OFFER) return isSameEpoch && !present.server_epoch().empty();
  // Of another life of the server, and not told to offer anything: it was written for an earlier contact.
  return !isSameEpoch || welcome.acked_seq() < present.acked_seq();
}

// Offers find no server here that says what it lacks, so that everything within the horizon is wanted.
Status offerEverything(sync::KioskSession& session) {
  for (;;) {
    sync::v1::SyncResponse wanted;
    bool isOffered = false;
    for (const sync::v1::SyncRequest& request : session.takeMessages()) {
      if (!request.has_offer()) continue;
      isOffered = true;
      for (const std::string& id : request.offer().change_ids()) wanted.mutable_wanted()->add_change_ids(id);
    }
    if (!isOffered) return okStatus();
    wanted.mutable_wanted();
    FOYER_TRY(session.onMessage(std::move(wanted)));
  }
}

Status act(const CourierParts& parts, const sync::KioskEvent& event, const sync::v1::CourierAnswer& answer,
           CourierAnswered& answered) {
  if (const auto* ordered = std::get_if<sync::NewIncarnationOrdered>(&event)) {
    logWarning(Event("a new incarnation of the journal was begun by an answer of the courier")
                   .with("reason", Safe(ordered->reason)));
    if (parts.followEpoch) FOYER_TRY(parts.followEpoch(ordered->serverEpoch));
    if (parts.beforeNewIncarnation) parts.beforeNewIncarnation();
    FOYER_TRY(parts.journal.startIncarnation(ordered->wanted, ordered->serverEpoch));
    answered.isNumberedAnew = true;
  }
  const auto* welcomed = std::get_if<sync::Welcomed>(&event);
  if (welcomed == nullptr) return okStatus();
  const uint64_t before = parts.journal.hello().acked_seq();
  if (parts.followEpoch) FOYER_TRY(parts.followEpoch(welcomed->serverEpoch));
  FOYER_TRY(parts.journal.onWelcomed(*welcomed));
  std::vector<sync::EntryOutcome> outcomes;
  for (const sync::v1::EntryOutcome& outcome : answer.outcomes()) {
    if (outcome.seq() > 0 && outcome.seq() <= welcomed->ackedSeq) outcomes.push_back({outcome.seq(), outcome.outcome()});
  }
  FOYER_TRY(parts.journal.markAcked(welcomed->ackedSeq, outcomes));
  answered.newlyAcked += welcomed->ackedSeq - std::min(before, welcomed->ackedSeq);
  return okStatus();
}

Status apply(const CourierParts& parts, const sync::v1::CourierAnswer& answer, CourierAnswered& answered) {
  const sync::v1::Hello present = parts.journal.hello();
  if (isOld(answer, present)) return okStatus();
  std::vector<sync::KioskEvent> events;
  {
    sync::KioskSession session(present, parts.identity.device, parts.journal);
    (void)session.takeMessages();  // Hello: the server has heard it by the stick
    sync::v1::SyncResponse response;
    *response.mutable_welcome() = answer.welcome();
    FOYER_TRY(session.onMessage(std::move(response)));
    FOYER_TRY(offerEverything(session));
    events = session.takeEvents();
  }
  for (const sync::KioskEvent& event : events) FOYER_TRY(act(parts, event, answer, answered));
  return okStatus();
}

}  // namespace

Result<CourierAnswered> takeCourierAnswers(const CourierParts& parts, const std::string& folder) {
  CourierAnswered answered;
  std::error_code failed;
  size_t files = 0;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (entry->path().extension() != sync::kAnswerEnding) continue;
    if (++files > sync::kCourierFilesMax)
      return Error(Code::kResourceExhausted, "The stick has too many answers; delete the old ones.");
    const auto read = readAnswer(entry->path());
    sync::v1::CourierAnswer answer;
    if (!read || !answer.ParseFromString(read->body)) continue;
    if (answer.device() != parts.identity.device.view()) continue;
    const Status isSigned =
        checkAuthoritySignature(parts.identity.authorityPem, sync::answerSignedPart(read->body), read->signature);
    if (!isSigned.ok()) {
      logWarning(Event("an answer of the courier was refused").with("reason", isSigned.error()));
      ++answered.refused;
      continue;
    }
    ++answered.answers;
    FOYER_TRY(apply(parts, answer, answered));
  }
  if (failed)
    return Error(Code::kFailedPrecondition,
                 "The folder " + folder + " cannot be read; plug the stick in and name the folder where it is mounted.");
  return answered;
}

}  // namespace foyer::uplink
