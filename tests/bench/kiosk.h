// A kiosk of the measurements: the real journal, and the real engine that sends it.
//
// Place: the pieces of work write journals beforehand (in memory, where waiting for the disk costs nothing),
// copy them to the disk, and time engines over them. Ownership: values. Threads: any. Errors: end the program.
// Does not: show anything.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/sync/engine.h"
#include "tests/bench/centre.h"
#include "tests/bench/records.h"
#include "tests/bench/samples.h"

namespace foyer::bench {

// Fills in what an engine fills in, and validates.
record::Change changeOf(const validate::Validator& validator, record::ChangeBody body, const record::Dot& dot,
                        uint64_t lamport, const Clock& clock);

// The journal of this kiosk with these visits, none of them sent.
void writeJournal(const std::string& path, const Centre& centre, size_t kiosk, const schema::Schema& schema,
                  std::span<const Visit> visits);
// With its write-ahead log.
void copyJournal(const std::string& from, const std::string& to);

// Seconds of one clock for all kiosks.
struct Span {
  double from = 0, to = 0;
  double seconds() const { return to - from; }
};

// Sends what is in a journal, and follows the catalogue.
class Sender {
 public:
  struct Parts {
    uplink::Identity identity;
    std::string journalPath;
    const validate::Validator& validator;
    const Clock& clock;
    catalogue::CatalogueCopy* copy = nullptr;
    uint64_t catalogueHead = 0;  // until this has come, with nothing unsent, the kiosk is behind
  };
  explicit Sender(Parts parts);
  // From when the kiosk, with its journal open, began to look for its server, until everything is acknowledged and
  // the acknowledgement is on this kiosk's disk.
  Span waitUntilDone();

 private:
  Parts m_parts;
  Span m_span{-1, -1};
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::unique_ptr<uplink::Engine> m_engine;
};

}  // namespace foyer::bench
