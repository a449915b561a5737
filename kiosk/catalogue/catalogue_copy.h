// The kiosk's copy of the published catalogue, on disk.
//
// Place: kiosk/sync hands in what the server sends; the pages get Snapshots. catalogue.db holds nothing of
// any visitor and can always be fetched anew.
//
// Tables
//   item   (id TEXT PRIMARY KEY, body BLOB)                      what visitors see; Item in wire format
//   staged (id TEXT PRIMARY KEY, is_deleted INTEGER, body BLOB)  came, but the update is not complete
//   feed   (one INTEGER PRIMARY KEY CHECK (one = 1), shown INTEGER, reached INTEGER)
// Life of an item: staged by apply(); the batch that completes the update moves all staged items over in the
// same transaction (tombstones remove) and sets shown = reached. After a crash the feed continues at
// `reached`, with what was staged still there.
//
// Ownership: one thread, the engine's; Snapshots go to any thread. Errors: those of shared/sqlite. A damaged
// file is set aside as "<path>.damaged" and begun anew. Does not: speak to the server, choose languages.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "kiosk/catalogue/snapshot.h"
#include "shared/base/result.h"
#include "shared/sqlite/sqlite.h"

namespace foyer::catalogue {

// Whether a batch ends an update.
enum class Batch { kMoreToCome, kComplete };

class CatalogueCopy {
 public:
  static Result<CatalogueCopy> open(const std::string& path);

  // One batch of the feed, in one transaction. After kComplete a new snapshot() stands.
  Status apply(std::span<const v1::Item> items, uint64_t cursor, Batch batch);
  // What to ask the server to continue from.
  uint64_t cursor() const { return m_reached; }
  // What visitors see; never null, empty before the first complete update.
  std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }

 private:
  explicit CatalogueCopy(sqlite::Database database) : m_database(std::move(database)) {}
  static Result<CatalogueCopy> openFile(const std::string& path);
  Status stage(const v1::Item& item);
  Status showStaged();
  Status load();

  sqlite::Database m_database;
  std::shared_ptr<const Snapshot> m_snapshot;
  uint64_t m_reached = 0;
};

}  // namespace foyer::catalogue
