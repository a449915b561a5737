// The kiosk's copy of the published catalogue, on disk.
//
// Place: kiosk/sync hands in what the server sends; the pages get Snapshots. catalogue.db holds nothing of
// any visitor and can always be fetched anew. Each page has a sum (shared/sqlite), so that no bit that rots is ever shown.
//
// Tables
//   item   (id TEXT PRIMARY KEY, body BLOB)                      what visitors see; Item in wire format
//   staged (id TEXT PRIMARY KEY, is_deleted INTEGER, body BLOB)  came, but the update is not complete
//   feed   (one INTEGER PRIMARY KEY CHECK (one = 1), shown INTEGER, reached INTEGER,
//           is_complete INTEGER: what is staged is a whole update that waits to be shown,
//           is_anew INTEGER: what is staged replaces everything,
//           epoch BLOB: the life of the server under which these numbers count; empty: none yet)
// Life of an item: staged by apply(); when the update is whole, and all pictures and recordings are on the shelf,
// all staged items move over in one transaction (tombstones remove), and shown = reached. Until then visitors see
// the catalogue before. After a crash the feed continues at `reached`, with what was staged still there. A newer
// update is staged over one that still waits for pictures. A server that was restored counts anew and sends its
// catalogue from the beginning: what is not in it goes when it is shown.
// What the shelf keeps: the assets of what is shown, and those of a whole update that waits.
//
// Ownership: one thread, the engine's; Snapshots go to any thread. Errors: those of shared/sqlite. A damaged
// file is set aside as "<path>.damaged" and begun anew. Does not: speak to the server, choose languages.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "kiosk/catalogue/asset_shelf.h"
#include "kiosk/catalogue/snapshot.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/sqlite/sqlite.h"

namespace foyer::catalogue {

// Whether a batch ends an update.
enum class Batch { kMoreToCome, kComplete };

class CatalogueCopy {
 public:
  // Its assets are in the folder "assets" beside the file. `vfs`: see shared/sqlite; empty: the system's.
  static Result<CatalogueCopy> open(const std::string& path, const std::string& vfs = {});
  // For a kiosk whose file cannot be opened now: that is tried with each word of the server, and until then nothing is
  // shown and nothing the server says counts as heard.
  static CatalogueCopy openLater(const std::string& path, const std::string& vfs = {}) { return {path, vfs}; }

  // One batch of the feed, in one transaction, with the switch that it makes possible. After kComplete a new snapshot()
  // stands, if nothing is missing; after an error all is as before, and the server is asked for the batch again.
  Status apply(std::span<const v1::Item> items, uint64_t cursor, Batch batch);
  // The server's numbers count under this epoch: under another one than before the feed begins at 0.
  Status followEpoch(const Id16& epoch);
  // What to ask the server to continue from.
  uint64_t cursor() const { return m_reached; }
  // What visitors see; never null, empty before the first complete update.
  std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }

  // What a whole update, or what is shown, lacks on the shelf; each once.
  const std::vector<v1::Asset>& missing() const { return m_missing; }
  AssetShelf& shelf() { return m_shelf; }
  // An asset has come: looks what is missing still, and shows a whole update. True: a new snapshot() stands.
  Result<bool> onAssetArrived();

 private:
  CatalogueCopy(std::string path, std::string vfs);
  // Nothing to do where it is open.
  Status open();
  Status openFile();
  Status stage(const v1::Item& item);
  Result<bool> showWhenWhole();
  // Ends the transaction; true: in it what is staged has become what is shown.
  Result<bool> finish(sqlite::Transaction transaction);
  Status showStaged();
  Status load();
  Result<std::vector<v1::Item>> read(std::string_view sql);

  std::string m_path, m_vfs;
  std::optional<sqlite::Database> m_database;  // nothing: it could not be opened yet
  std::shared_ptr<const Snapshot> m_snapshot = std::make_shared<const Snapshot>();
  AssetShelf m_shelf;
  std::vector<v1::Asset> m_missing;
  uint64_t m_reached = 0;
};

}  // namespace foyer::catalogue
