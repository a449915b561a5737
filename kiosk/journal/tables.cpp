#include "kiosk/journal/tables.h"

#include <array>

namespace foyer::journal {

namespace {

constexpr std::string_view kVersion1 = R"sql(
  CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE incarnation (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    base INTEGER NOT NULL,
    acked_seq INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE data_key (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    incarnation BLOB NOT NULL,
    sealing_key_id BLOB NOT NULL,
    box BLOB NOT NULL,
    signature BLOB NOT NULL
  ) STRICT;
  CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    incarnation INTEGER NOT NULL REFERENCES incarnation (n),
    seq INTEGER NOT NULL,
    change_id BLOB NOT NULL UNIQUE,
    data_key INTEGER NOT NULL REFERENCES data_key (n),
    schema_version INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    captured_ms INTEGER NOT NULL,
    origin_incarnation BLOB,
    origin_seq INTEGER,
    chain BLOB NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT;
  CREATE TABLE ack (
    n INTEGER PRIMARY KEY,
    incarnation INTEGER NOT NULL REFERENCES incarnation (n),
    seq INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    boot_ms INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE outcome (
    incarnation INTEGER NOT NULL REFERENCES incarnation (n),
    seq INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    PRIMARY KEY (incarnation, seq)
  ) STRICT, WITHOUT ROWID;
)sql";

// A purge deletes keys: without an index a reference from entry would make that a search of the whole table,
// and the index would cost every entry. Only entries of earlier incarnations are looked up by key.
constexpr std::string_view kVersion2 = R"sql(
  ALTER TABLE incarnation ADD COLUMN cause INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE ack ADD COLUMN age_ms INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE entry_2 (
    position INTEGER PRIMARY KEY,
    incarnation INTEGER NOT NULL REFERENCES incarnation (n),
    seq INTEGER NOT NULL,
    change_id BLOB NOT NULL UNIQUE,
    data_key INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    captured_ms INTEGER NOT NULL,
    origin_incarnation BLOB,
    origin_seq INTEGER,
    chain BLOB NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT;
  INSERT INTO entry_2 SELECT position, incarnation, seq, change_id, data_key, schema_version, lamport,
    captured_ms, origin_incarnation, origin_seq, chain, sealed FROM entry ORDER BY position;
  DROP TABLE entry;
  ALTER TABLE entry_2 RENAME TO entry;
  CREATE INDEX entry_moved ON entry (data_key) WHERE origin_seq IS NOT NULL;
)sql";

constexpr std::array<std::string_view, 2> kMigrations = {kVersion1, kVersion2};

}  // namespace

std::span<const std::string_view> migrations() { return kMigrations; }

Result<std::string> tableTexts(sqlite::Database& database) {
  std::string texts;
  FOYER_ASSIGN(auto tables, database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"));
  for (;;) {
    FOYER_ASSIGN(const bool hasRow, tables.step());
    if (!hasRow) return texts;
    for (int column = 0; column < 4; ++column) texts.append(tables.text(column)).push_back('\n');
  }
}

Result<std::string> freshTableTexts() {
  // Of this SQLite, which writes them a little otherwise from version to version. In memory there is no log, which
  // only a file that is opened for reading does without.
  FOYER_ASSIGN(auto fresh, sqlite::Database::open(":memory:", {.access = sqlite::Access::kReadOnly, .vfs = {}}));
  FOYER_TRY(fresh.execute("PRAGMA query_only=OFF"));
  FOYER_TRY(sqlite::migrate(fresh, migrations(), kWhatItIs));
  return tableTexts(fresh);
}

}  // namespace foyer::journal
