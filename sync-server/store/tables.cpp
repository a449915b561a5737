#include "sync-server/store/tables.h"

#include <array>

namespace foyer::store {
namespace {

// Ids are 16 bytes (UUIDv7 or random). Times are milliseconds since 1970 of the server's wall clock, for
// people only. Tables keyed by such ids are WITHOUT ROWID: UUIDv7 come in order of time, so inserts append.
//
//   meta          what the server knows of itself: epoch, first-run code, schema version
//   log           the truth, one row a change, in order of arrival; n never has gaps; never changed but for
//                 outcome (a held change is applied later, an applied one comes into conflict)
//   data_key      sealed keys by which the contents of log are opened
//   -- folded from log, and made again by rebuild --
//   record        merged state of each record (record::encodeState); changed_n: the log row that changed it
//   record_link   from_id refers to to_id in one of its fields
//   history       which log rows wrote to a record
//   slip          what a slip (hash of its code) names
//   held          log rows that wait for the records of a slip
//   cases         what a person must decide; closed_ms 0: open; at most one open a record and field
//   inbox         what lists show and search, one row a record of an inbox type
//   inbox_topic   its topics
//   -- the rest --
//   kiosk         one row a device that was ever enrolled
//   incarnation   how far the journal of a device is known
//   catalogue     the latest version of every item ever published; a deleted one keeps its sequence
//   staff         accounts; roles: numbers of foyer.StaffRole, commas between
//   staff_session a login, by the hash of its token
constexpr std::string_view kVersion1 = R"sql(
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE log (
  n INTEGER PRIMARY KEY,
  change_id BLOB NOT NULL UNIQUE,
  author BLOB NOT NULL,
  device BLOB NOT NULL,
  seq INTEGER NOT NULL,
  schema_version INTEGER NOT NULL,
  data_key_id BLOB NOT NULL,
  content BLOB NOT NULL,
  received_ms INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  origin_author BLOB NOT NULL,
  origin_seq INTEGER NOT NULL
);
CREATE INDEX log_by_device ON log (device);

CREATE TABLE data_key (
  id BLOB PRIMARY KEY,
  device BLOB NOT NULL,
  incarnation BLOB NOT NULL,
  sealing_key_id BLOB NOT NULL,
  box BLOB NOT NULL,
  signature BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE record (
  id BLOB PRIMARY KEY,
  type INTEGER NOT NULL,
  state BLOB NOT NULL,
  changed_n INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX record_by_type ON record (type, id);
CREATE INDEX record_by_change ON record (changed_n, id);

CREATE TABLE record_link (
  to_id BLOB NOT NULL,
  from_id BLOB NOT NULL,
  PRIMARY KEY (to_id, from_id)
) WITHOUT ROWID;
CREATE INDEX record_link_by_source ON record_link (from_id);

CREATE TABLE history (
  record_id BLOB NOT NULL,
  log_n INTEGER NOT NULL,
  PRIMARY KEY (record_id, log_n)
) WITHOUT ROWID;

CREATE TABLE slip (
  slip_id BLOB NOT NULL,
  type INTEGER NOT NULL,
  record_id BLOB NOT NULL,
  PRIMARY KEY (slip_id, type, record_id)
) WITHOUT ROWID;

CREATE TABLE held (
  slip_id BLOB NOT NULL,
  log_n INTEGER NOT NULL,
  PRIMARY KEY (slip_id, log_n)
) WITHOUT ROWID;

CREATE TABLE cases (
  id BLOB PRIMARY KEY,
  kind INTEGER NOT NULL,
  record_id BLOB NOT NULL,
  record_type INTEGER NOT NULL,
  field INTEGER NOT NULL,
  log_n INTEGER NOT NULL,
  opened_ms INTEGER NOT NULL,
  closed_ms INTEGER NOT NULL,
  closed_by_n INTEGER NOT NULL,
  reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX cases_by_record ON cases (record_id, field);
CREATE INDEX cases_by_age ON cases (log_n, id);
CREATE INDEX cases_open ON cases (log_n, id) WHERE closed_ms = 0;

CREATE TABLE inbox (
  record_id BLOB PRIMARY KEY,
  type INTEGER NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  site TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  status TEXT NOT NULL,
  assignee TEXT NOT NULL,
  search TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX inbox_by_age ON inbox (created_ms, record_id);

CREATE TABLE inbox_topic (
  record_id BLOB NOT NULL,
  topic TEXT NOT NULL,
  PRIMARY KEY (record_id, topic)
) WITHOUT ROWID;

CREATE TABLE kiosk (
  device BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  site TEXT NOT NULL,
  certificate_fingerprint TEXT NOT NULL UNIQUE,
  signing_public_key BLOB NOT NULL,
  is_revoked INTEGER NOT NULL,
  enrolled_ms INTEGER NOT NULL,
  last_contact_ms INTEGER NOT NULL,
  clock_error_ms INTEGER NOT NULL,
  unsent INTEGER NOT NULL,
  disk_free_bytes INTEGER NOT NULL,
  program_version TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE incarnation (
  id BLOB PRIMARY KEY,
  device BLOB NOT NULL,
  acked_seq INTEGER NOT NULL,
  chain_head BLOB NOT NULL,
  last_seq_said INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX incarnation_by_device ON incarnation (device);

CREATE TABLE catalogue (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  sequence INTEGER NOT NULL UNIQUE,
  item BLOB NOT NULL,
  is_deleted INTEGER NOT NULL
);

CREATE TABLE staff (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  roles TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  is_active INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE staff_session (
  token_hash BLOB PRIMARY KEY,
  staff BLOB NOT NULL,
  created_ms INTEGER NOT NULL,
  last_used_ms INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

//   asset         pictures and recordings of the catalogue by what they hold; content stands last, so that the
//                 rest of a row is read without it
constexpr std::string_view kVersion2 = R"sql(
CREATE TABLE asset (
  sha256 BLOB PRIMARY KEY,
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  content BLOB NOT NULL
);
)sql";

//   cases.decision, kiosk.flagged_ms, incarnation.place: see CaseRow, KioskRow, IncarnationRow
//   incident      what happened to the journals of kiosks; kind: IncarnationCause of sync.proto
//   outcome       what became of changes that were held or in quarantine, for their kiosks; n only grows, so
//                 that a kiosk asks for what is after the last it knows; one row a change, the newest
constexpr std::string_view kVersion3 = R"sql(
ALTER TABLE cases ADD COLUMN decision TEXT NOT NULL DEFAULT '';
ALTER TABLE kiosk ADD COLUMN flagged_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE incarnation ADD COLUMN place INTEGER NOT NULL DEFAULT 0;

CREATE TABLE incident (
  n INTEGER PRIMARY KEY,
  device BLOB NOT NULL,
  kind INTEGER NOT NULL,
  incarnation BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  UNIQUE (device, kind, incarnation)
);

CREATE TABLE outcome (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  device BLOB NOT NULL,
  change_id BLOB NOT NULL UNIQUE,
  outcome INTEGER NOT NULL
);
CREATE INDEX outcome_by_device ON outcome (device, n);

CREATE INDEX held_by_age ON held (log_n);
)sql";

//   seat_session  what was published last of a session's seats
//   seat_lease    rights to seats lent to kiosks; times are of the seats' own clock, which stands in meta
//   -- folded from log, and made again by rebuild --
//   seat_claim    a registration as its seats are counted; state: 0 nothing, 1 confirmed, 2 waiting
constexpr std::string_view kSeatTables = R"sql(
CREATE TABLE seat_session (
  session TEXT PRIMARY KEY,
  capacity INTEGER NOT NULL,
  is_limited INTEGER NOT NULL,
  is_offered INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE seat_lease (
  id BLOB PRIMARY KEY,
  session TEXT NOT NULL,
  device BLOB NOT NULL,
  incarnation BLOB NOT NULL,
  granted INTEGER NOT NULL,
  spent INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  renewed_ms INTEGER NOT NULL,
  is_renewed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX seat_lease_live ON seat_lease (session) WHERE is_renewed = 1 OR spent + returned < granted;
CREATE INDEX seat_lease_live_by_device ON seat_lease (device) WHERE is_renewed = 1 OR spent + returned < granted;

CREATE TABLE seat_claim (
  registration BLOB PRIMARY KEY,
  session TEXT NOT NULL,
  seats INTEGER NOT NULL,
  state INTEGER NOT NULL,
  is_promised INTEGER NOT NULL,
  lamport INTEGER NOT NULL,
  author BLOB NOT NULL,
  seq INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX seat_claim_confirmed ON seat_claim (session, seats) WHERE state = 1;
CREATE INDEX seat_claim_waiting ON seat_claim (session, is_promised DESC, lamport, author, seq) WHERE state = 2;
)sql";

//   erased        marks of what was erased or withdrawn; is_listed: also in erased.list, the list outside the database
//   redaction_due log rows that still hold what was erased or withdrawn
constexpr std::string_view kErasureTables = R"sql(
CREATE TABLE erased (
  mark BLOB PRIMARY KEY,
  is_listed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX erased_unlisted ON erased (mark) WHERE is_listed = 0;

CREATE TABLE redaction_due (
  log_n INTEGER PRIMARY KEY
);
)sql";

// What waits for its data key; 3 is LogOutcome::kQuarantined.
constexpr std::string_view kLateKeys = R"sql(
CREATE INDEX log_in_quarantine ON log (data_key_id) WHERE outcome = 3;
)sql";

constexpr std::array<std::string_view, 6> kMigrations = {kVersion1, kVersion2, kVersion3, kSeatTables, kErasureTables, kLateKeys};

}  // namespace

std::span<const std::string_view> migrations() { return kMigrations; }

}  // namespace foyer::store
