// R4 of the kiosk's disks: every single open, read, write, sync, truncation, removal and allocation of its journal, its
// book of seats and its copy of the catalogue fails, once and for ever. Whatever comes, every receipt that a visitor was
// given is there, whole and once, no more seats are confirmed than were lent, the pages show a whole edition of the
// catalogue, no file is taken for damaged, and the kiosk starts again without help and goes on. Prints its figures.
#include <gtest/gtest.h>

#include <fstream>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/catalogue/seat_book.h"
#include "shared/base/log.h"
#include "shared/sync/limits.h"
#include "tests/kiosk/journal/journal_world.h"
#include "tests/sim/disk/chance.h"
#include "tests/sim/every_call.h"

namespace foyer::sim {
namespace {

constexpr char kCourse[] = "founding-1";
constexpr uint32_t kLent = 6;
constexpr int kVisits = 12;

Id16 idOf(uint8_t n) {
  Id16 id;
  id.bytes.fill(n);
  return id;
}

// What does not change from trial to trial: keys and names. At the paths of its folder lie marks, beside the disk in
// memory: what is set aside as damaged is renamed there, too.
struct Around : journal::JournalWorld {
  Around() { hasSetAside(); }
  // Since it was asked last.
  bool hasSetAside() const {
    bool isAnyGone = false;
    for (const char* name : {"seats.db", "catalogue.db"}) {
      if (std::filesystem::exists(folder.file(name))) continue;
      isAnyGone = true;
      std::ofstream(folder.file(name)) << "a mark";
    }
    return isAnyGone;
  }
};

// What visitors, the server and the pages were told.
struct Told {
  std::map<Id16, std::string> receipts, tried;
  Id16 ackedIn;  // an incarnation
  uint64_t acked = 0;
  uint32_t lent = 0, confirmed = 0;
  uint64_t edition = 0;
  std::string words() const {
    std::string words = ackedIn.hex() + " " + std::to_string(acked) + " " + std::to_string(lent) + " " +
                        std::to_string(confirmed) + " " + std::to_string(edition);
    for (const auto& [id, text] : receipts) words += " " + id.hex() + text;
    for (const auto& [id, text] : tried) words += " tried " + id.hex();
    return words;
  }
};

// One run of the program, as the engine makes it: without its journal there is none; without seats and catalogue it goes on.
struct Running {
  Around& around;
  Random random;
  std::unique_ptr<journal::Journal> journal;
  std::unique_ptr<catalogue::SeatBook> seats;
  std::optional<catalogue::CatalogueCopy> copy;
  bool saysDamaged = false;  // it would set its journal aside

  bool runs() const { return journal != nullptr; }
  static std::unique_ptr<Running> start(Around& around, const Disk& disk, uint64_t seed) {
    auto running = std::unique_ptr<Running>(new Running{around, Draw(seed).random(), {}, {}, {}, false});
    auto journal = journal::Journal::open(
        around.folder.file("journal.db"), {around.device, around.organisation.publicKey, around.signing.secretKey.copy()},
        around.clock, running->random, {.vfs = disk.vfs(), .diskFreeBytes = [] { return 1'000'000'000; }});
    running->saysDamaged = !journal.ok() && journal.error().code() == Code::kDataLoss;
    if (!journal.ok()) return running;
    running->journal = std::move(*journal);
    auto seats = catalogue::SeatBook::open(around.folder.file("seats.db"), around.clock, disk.vfs());
    if (seats.ok()) running->seats = std::move(*seats);
    auto copy = catalogue::CatalogueCopy::open(around.folder.file("catalogue.db"), disk.vfs());
    if (copy.ok()) running->copy.emplace(std::move(*copy));
    return running;
  }
};

// --- what a kiosk does; true: all of it is done, and its promises are noted ---

bool visit(Running& running, Told& told, uint8_t n) {
  const Id16 id = idOf(n);
  const std::string text = "visit " + std::to_string(n);
  told.tried[id] = text;
  const auto receipt = running.journal->append(id, [&](const record::Dot& dot, uint64_t lamport) {
    return journal::feedback(id, dot, lamport, text, running.random);
  });
  if (receipt.ok()) told.receipts[id] = text;
  return receipt.ok();
}

// Somebody registers: a seat first, then the journal.
bool registers(Running& running, Told& told, uint8_t n) {
  if (!running.seats) return visit(running, told, n);
  const auto lease = running.seats->reserve(kCourse, 1);
  if (lease.ok() && !lease->isNil()) ++told.confirmed;
  return visit(running, told, n) && lease.ok();
}

// Somebody who was about to register goes away.
bool changesTheirMind(Running& running) {
  if (!running.seats) return false;
  const auto lease = running.seats->reserve(kCourse, 1);
  if (!lease.ok()) return false;
  return lease->isNil() || running.seats->giveBack(*lease, 1).ok();
}

bool borrow(Running& running, Told& told) {
  if (!running.seats) return false;
  const auto said = running.seats->report();
  if (!said.ok()) return false;
  sync::v1::SeatLeases answer;
  answer.set_boot_id(said->boot_id());
  answer.set_boot_ms(said->boot_ms());
  answer.set_valid_ms(sync::kSeatLeaseMs);
  auto& lease = *answer.add_leases();
  lease.set_id(idOf(200).str());
  lease.set_session(kCourse);
  lease.set_granted(kLent);
  lease.set_keep(kLent);
  told.lent = kLent;  // the server has it in its book from now on
  return running.seats->apply(answer).ok();
}

sync::Welcomed welcome(const Around& around, uint8_t epoch) {
  sync::Welcomed word;
  word.serverEpoch = idOf(epoch);
  word.sealingKey = around.organisation.publicKey;
  word.lamport = epoch;
  return word;
}

bool acknowledge(Running& running, Told& told, uint64_t seq) {
  journal::Journal& journal = *running.journal;
  if (!journal.hearLamport(100).ok() || journal.hello().last_seq() < seq) return false;
  if (!journal.markAcked(seq, {{seq, sync::v1::OUTCOME_HELD}}).ok()) return false;
  told.ackedIn = journal.incarnation();
  told.acked = seq;
  return journal.noteOutcomes({{{idOf(1), sync::v1::OUTCOME_APPLIED}}, 3}).ok();
}

bool showEdition(Running& running, Told& told, uint64_t edition) {
  if (!running.copy) return false;
  const auto item = [&](const std::string& id) {
    catalogue::v1::Item made;
    made.set_id(id);
    made.mutable_offer()->set_order(static_cast<uint32_t>(edition));
    return made;
  };
  std::vector<catalogue::v1::Item> first = {item("a"), item("b")}, last = {item("c"), item("edition-" + std::to_string(edition))};
  catalogue::CatalogueCopy& copy = *running.copy;
  if (!copy.followEpoch(idOf(9)).ok() || !copy.apply(first, edition * 10 - 1, catalogue::Batch::kMoreToCome).ok()) return false;
  if (!copy.apply(last, edition * 10, catalogue::Batch::kComplete).ok()) return false;
  told.edition = edition;
  return true;
}

bool send(Running& running, Told& told) {
  const auto batch = running.journal->entriesAfter(0, 100, 1'000'000);
  const auto ids = running.journal->changeIdsAfter(0, 100);
  if (!batch.ok() || !ids.ok()) return false;
  // What goes over the line is what visitors wrote, also now.
  EXPECT_EQ(batch->entries.size(), running.journal->hello().last_seq());
  for (const sync::Entry& entry : batch->entries) EXPECT_TRUE(told.tried.contains(entry.changeId));
  return running.journal->outcomeOf(idOf(1)).ok();
}

struct Step {
  const char* name;
  std::function<bool(Running&, Told&)> act;
};
const std::vector<Step>& steps() {
  static const std::vector<Step> all = {
      {"the server is met", [](Running& r, Told& t) { return r.journal->onWelcomed(welcome(r.around, 1)).ok() && borrow(r, t); }},
      {"a visit", [](Running& r, Told& t) { return visit(r, t, 1); }},
      {"a registration", [](Running& r, Told& t) { return registers(r, t, 2); }},
      {"the catalogue comes", [](Running& r, Told& t) { return showEdition(r, t, 1); }},
      {"two visits and a registration that is not made", [](Running& r, Told& t) { return visit(r, t, 3) && changesTheirMind(r) && visit(r, t, 4); }},
      {"what was sent is acknowledged", [](Running& r, Told& t) { return acknowledge(r, t, 2); }},
      {"all is sent", send},
      {"the journal is numbered anew", [](Running& r, Told&) { return r.journal->startIncarnation({idOf(1)}, idOf(2)).ok(); }},
      {"the next edition comes", [](Running& r, Told& t) { return showEdition(r, t, 2); }},
      {"seats are reported and lent again", borrow},
      {"another registration", [](Running& r, Told& t) { return registers(r, t, 5); }},
  };
  return all;
}

class KioskCalls : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    watchAllocations();
    setLogLevel(LogLevel::kError);
    useSeed(7);
    s_around = new Around;
  }
  static void TearDownTestSuite() { delete std::exchange(s_around, nullptr); }
  static Around& around() { return *s_around; }

  struct Standing {
    Disk::Image image;
    Told told;
  };
  static std::vector<Standing> life() {
    std::vector<Standing> all(1);
    for (const Step& step : steps()) {
      Standing next = all.back();
      useSeed(3);
      Disk disk("life", Draw(3));
      disk.replaceBy(next.image);
      auto running = Running::start(around(), disk, all.size());
      EXPECT_TRUE(running->runs() && step.act(*running, next.told)) << step.name;
      disk.end(Stroke::kProcessKilled);
      next.image = disk.image();
      all.push_back(std::move(next));
    }
    return all;
  }
  // The kiosk starts on this disk, where nothing fails any more.
  static void judge(const Disk& disk, const Told& told);

  static inline Around* s_around = nullptr;
};

void expectWholeEdition(const catalogue::CatalogueCopy& copy, const Told& told) {
  const auto shown = copy.snapshot();
  const uint64_t edition = shown->cursor() / 10;
  EXPECT_TRUE(edition == told.edition || edition == told.edition + 1) << "edition " << edition;
  if (edition == 0) return;
  EXPECT_NE(shown->find("edition-" + std::to_string(edition)), nullptr);
  for (const char* id : {"a", "b", "c"}) {
    const catalogue::v1::Item* item = shown->find(id);
    EXPECT_TRUE(item != nullptr && item->offer().order() == edition) << id << " is not of the edition that is shown";
  }
}

void expectReceipts(Running& running, const Told& told) {
  journal::Journal& journal = *running.journal;
  const auto ids = journal.changeIdsAfter(0, 1'000);
  ASSERT_TRUE(ids.ok());
  const std::set<Id16> there(ids->ids.begin(), ids->ids.end());
  EXPECT_EQ(there.size(), ids->ids.size()) << "a change is there twice";
  for (const auto& [id, text] : told.receipts) EXPECT_TRUE(there.contains(id)) << text << " was confirmed, and it is gone";
  for (const Id16& id : there) EXPECT_TRUE(told.tried.contains(id));
  // All of the present incarnation opens, in one chain, and says what was said.
  const auto batch = journal.entriesAfter(0, 1'000, 1'000'000);
  ASSERT_TRUE(batch.ok()) << batch.error().message();
  const std::vector<std::string> texts = running.around.texts(journal);
  ASSERT_EQ(texts.size(), journal.hello().last_seq());
  seal::Hash32 head = seal::chainStart(journal.incarnation());
  for (size_t i = 0; i < texts.size(); ++i) {
    const sync::Entry& entry = batch->entries[i];
    head = seal::chainNext(head, entry.chainHeader(running.around.device, journal.incarnation()), entry.content);
    EXPECT_EQ(told.tried.at(entry.changeId), texts[i]);
  }
  EXPECT_EQ(journal.hello().chain_head(), sync::asBytes(head));
  EXPECT_TRUE(journal.incarnation() != told.ackedIn || journal.hello().acked_seq() >= told.acked);
}

void KioskCalls::judge(const Disk& disk, const Told& told) {
  const auto running = Running::start(around(), disk, 1'000);
  ASSERT_TRUE(running->runs() && running->seats && running->copy) << "no start";
  EXPECT_FALSE(around().hasSetAside()) << "taken for damaged";
  expectReceipts(*running, told);
  expectWholeEdition(*running->copy, told);
  EXPECT_LE(told.confirmed + running->seats->left(kCourse), told.lent) << "more seats than were lent";
  // It goes on, to the end.
  Told last = told;
  for (const Step& step : steps()) EXPECT_TRUE(step.act(*running, last)) << step.name << " after all was well again";
  EXPECT_TRUE(visit(*running, last, kVisits));
  expectReceipts(*running, last);
  EXPECT_LE(last.confirmed + running->seats->left(kCourse), last.lent);
}

struct Trial {
  Disk disk;
  Told told;
  std::unique_ptr<Running> running;
  Trial(const Disk::Image& image, Told before, uint64_t seed) : disk("trial", Draw(seed)), told(std::move(before)) {
    useSeed(seed);
    disk.replaceBy(image);
  }
  void end(uint64_t n) {
    disk.end(n % 2 == 0 ? Stroke::kPowerCut : Stroke::kProcessKilled);
    running.reset();
    disk.start();
  }
};

TEST_F(KioskCalls, FailOneAfterTheOtherAndNoReceiptIsGivenForWhatIsNotThere) {
  const auto standing = life();
  Judged judged;
  EveryCall calls;
  for (size_t at = 0; at < steps().size(); ++at) {
    const Step& step = steps()[at];
    calls.each(step.name, [&](const Failing& failing) {
      Trial trial(standing[at].image, standing[at].told, at + 1);
      trial.running = Running::start(around(), trial.disk, at + 1);
      if (!trial.running->runs()) return false;
      bool hasCome = false, isDone = false;
      {
        const FailingCall failed(failing);
        isDone = step.act(*trial.running, trial.told);
        hasCome = failed.hasCome();
        if (failing.lasting == Lasting::kForEver && failing.n % 3 == 0) trial.running.reset();
      }
      if (failing.lasting == Lasting::kOnce) {
        // The same program goes on.
        EXPECT_TRUE(isDone || step.act(*trial.running, trial.told)) << "not even then";
        EXPECT_TRUE(visit(*trial.running, trial.told, 11)) << "the next visitor";
      }
      trial.end(failing.n);
      if (judged.isNew(trial.disk.image(), trial.told.words())) judge(trial.disk, trial.told);
      return hasCome;
    });
    if (HasFailure()) return;
  }
  calls.print("kiosk");
  std::printf("kiosk, different states of its disk looked at: %zu\n", judged.size());
  // A program that runs has read its files at its start.
  for (const Call call : {Call::kWrite, Call::kRoom, Call::kSync, Call::kAllocate}) EXPECT_GT(calls.tried(call), 10u) << nameOf(call);
}

TEST_F(KioskCalls, OfAStartFailOneAfterTheOtherAndItStartsAgain) {
  const auto standing = life();
  Judged judged;
  EveryCall calls;
  // A disk with a log that was left behind, and one without anything.
  for (const size_t at : {standing.size() - 1, size_t{0}}) {
    calls.each("start " + std::to_string(at), [&](const Failing& failing) {
      Trial trial(standing[at].image, standing[at].told, at + 1);
      bool hasCome = false;
      {
        const FailingCall failed(failing);
        trial.running = Running::start(around(), trial.disk, at + 1);
        hasCome = failed.hasCome();
      }
      // Where nothing can be read any more it is the same as damage.
      const bool isTakenForDamaged = trial.running->saysDamaged | around().hasSetAside();
      EXPECT_TRUE(!isTakenForDamaged || (failing.call == Call::kRead && failing.lasting == Lasting::kForEver)) << "taken for damaged";
      // Without seats nobody is confirmed, without a catalogue nothing is shown; visits are kept.
      if (trial.running->runs() && failing.lasting == Lasting::kOnce) {
        EXPECT_TRUE(visit(*trial.running, trial.told, 11));
      }
      trial.end(failing.n);
      if (judged.isNew(trial.disk.image(), trial.told.words())) judge(trial.disk, trial.told);
      return hasCome;
    });
    if (HasFailure()) return;
  }
  calls.print("kiosk's start");
}

}  // namespace
}  // namespace foyer::sim
