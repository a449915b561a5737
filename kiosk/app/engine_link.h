#pragma once
// Between the surface and the engine's thread: what is confirmed goes down, what changes comes up.
//
// Place: run_kiosk.cpp makes one. The catalogue's copy is opened here before the first frame and then belongs
// to the engine's thread. A journal that cannot be opened is a state, not an end: the kiosk is out of order.
// Ownership: run_kiosk.cpp's; made and used on the GUI thread, where `onLine` and `onCatalogue` are called.
// Errors: as submit() says. Does not: know pages.

#include <QObject>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/app/line_model.h"
#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/sync/engine.h"
#include "kiosk/sync/identity.h"
#include "kiosk/sync/link_watch.h"
#include "kiosk/sync/slip_question.h"
#include "shared/schema/schema.h"

namespace foyer::app {

// A commit takes milliseconds; a disk that needs longer than this is told to the visitor, who may press again:
// the same change is then stored once.
inline constexpr int kDiskPatienceMs = 10'000;

class EngineLink : public QObject {
  Q_OBJECT

 public:
  EngineLink(const schema::Schema& schema, const Clock& clock, std::string folder);
  ~EngineLink() override;

  std::function<void(const LineState&)> onLine;
  std::function<void(std::shared_ptr<const catalogue::Snapshot>)> onCatalogue;
  std::function<void(const catalogue::SeatCounts&)> onSeats;

  // Makes the folder, looks that it can be written, opens the catalogue.
  Status open();
  std::shared_ptr<const catalogue::Snapshot> catalogue() const;
  // Journal and line, from now on.
  void start(uplink::Identity identity);
  // Ok while visits can be taken; else what its owner must mend, in one sentence.
  Status order() const;
  // How it stands with a slip; answers once, on the GUI thread, unless this goes before.
  void askSlip(const Id16& slipId, uplink::SlipQuestion::Answered answered);
  // Durable when it returns ok; waits for the disk.
  Status submit(const record::ChangeBody& change);
  // Takes seats for a registration; waits for the disk. Nil: this kiosk may confirm none.
  Id16 reserveSeats(const std::string& session, uint32_t seats);
  void giveBackSeats(const Id16& lease, uint32_t seats);
  void wishSeats(const std::string& session, uint32_t seats);

 private:
  uplink::CatalogueIntake intake();
  void tell(const LineState& state);
  void tellCatalogue();

  const Clock& m_clock;
  std::string m_folder;
  Status m_started = okStatus();
  Obstacle m_obstacle = Obstacle::kNone;
  validate::Validator m_validator;
  // Of the engine's thread once start() has been called.
  std::shared_ptr<catalogue::CatalogueCopy> m_catalogue;
  std::unique_ptr<uplink::Engine> m_engine;
  std::unique_ptr<uplink::LinkWatch> m_watch;
  std::unique_ptr<uplink::SlipQuestion> m_slipQuestion;
};

}  // namespace foyer::app
