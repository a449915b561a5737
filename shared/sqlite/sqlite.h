// SQLite as values and RAII: database, statement, transaction, migrations. The only folder that includes
// sqlite3.h; the VFS seam for fault injection is the `vfs` of OpenOptions.
//
// Settings of every database: WAL, synchronous=FULL (an acknowledged commit survives power loss),
// foreign_keys=ON, busy_timeout, trusted_schema=OFF, secure_delete=ON where personal data could lie.
// New files get mode 0600. Databases in memory are not supported.
// Ownership: a Database and its Statements belong to one thread; Statements must go before it.
// Errors, each one sentence that says what to do: kResourceExhausted for a full disk, kFailedPrecondition for
// a database of a newer version, a foreign file or an unwritable folder, kDataLoss for a damaged file,
// kUnavailable where another process holds the lock or the disk reports an error, kAlreadyExists for a key
// that is there. Does not: hide SQL, put values into error sentences.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace foyer::sqlite {

enum class Access { kReadWrite, kReadOnly };

// What becomes of the room of deleted rows: used again, or given back by PRAGMA incremental_vacuum. Of a new file.
enum class FreedRoom { kReused, kGivenBack };

// Whether each page has a sum, by which a bit that rots is found when the page is read. Of a new file; one that has
// them keeps them. Only this folder's code may write into such a file.
enum class PageSums { kNone, kKept };

// Whether other processes have the database open too: at any time; not yet, but later; or never, so that they are refused
// until this one has closed it. Whoever has it alone at first brings what a process left behind to the medium: see
// left_log.h. Who has it alone for good needs no file for the index of its log, and no lock at each transaction.
enum class Company { kPossible, kLater, kNone };

struct OpenOptions {
  Access access = Access::kReadWrite;
  std::string vfs;  // empty: the system's
  int busyTimeoutMs = 5'000;  // longer than any transaction of ours
  FreedRoom freedRoom = FreedRoom::kReused;
  Company company = Company::kPossible;
  PageSums pageSums = PageSums::kNone;
};

class Statement;

class Database {
 public:
  static Result<Database> open(const std::string& path, OpenOptions options = {});
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // A prepared statement, kept for the life of the database (prepared once per SQL text).
  Result<Statement> prepare(std::string_view sql);
  // One or more statements without results.
  Status execute(std::string_view sql);
  int64_t changes() const;
  int64_t lastInsertRowId() const;
  // PRAGMA user_version.
  Result<int> version();
  // PRAGMA integrity_check is clean.
  Status checkIntegrity();
  const std::string& path() const;
  // False also after a full disk or an I/O error made SQLite roll back by itself.
  bool isInTransaction() const;
  // Closing leaves the write-ahead log as it is, instead of folding it into the file.
  void leaveLog();

  // For this folder's own files.
  struct State;

 private:
  friend class Transaction;
  explicit Database(std::unique_ptr<State> state);
  void holdTransaction();
  void letTransactionGo();
  std::unique_ptr<State> m_state;
  friend Status backup(Database& from, const std::string& toPath);
};

// A statement being bound and stepped; borrowed from the Database's cache, reset when it goes.
//   FOYER_ASSIGN(auto find, db.prepare("SELECT state FROM record WHERE id = ?"));
//   find.bind(1, id);
//   FOYER_ASSIGN(bool found, find.step());
//   if (found) use(find.blob(0));
class Statement {
 public:
  Statement(Statement&&) noexcept;
  ~Statement();
  // Parameters count from 1. Text and blobs are copied.
  Statement& bindBlob(int index, std::string_view bytes);
  Statement& bindText(int index, std::string_view text);
  Statement& bindInt(int index, int64_t value);
  Statement& bindNull(int index);
  Statement& bind(int index, const Id16& id) { return bindBlob(index, id.view()); }
  // True: there is a row. False: done.
  Result<bool> step();
  // Steps to the end; for statements without rows.
  Status run();
  // To bind and step again.
  void reset();
  // Columns count from 0. Views are valid until the next step or reset.
  std::string_view blob(int column) const;
  std::string_view text(int column) const;
  int64_t integer(int column) const;
  bool isNull(int column) const;
  // Nil id if the column is not 16 bytes.
  Id16 id(int column) const;

 private:
  friend class Database;
  Statement(Database::State* owner, sqlite3_stmt* statement) : m_owner(owner), m_statement(statement) {}
  Statement& noteBinding(int code);
  Database::State* m_owner;
  sqlite3_stmt* m_statement;
  int m_bindingError = 0;
};

// BEGIN IMMEDIATE at construction by begin(); rolls back unless commit() succeeded.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&&) noexcept;
  ~Transaction();
  Status commit();

 private:
  explicit Transaction(Database* database) : m_database(database) {}
  Database* m_database;
};

// Forward-only migrations; step i brings user_version from i to i+1, each in one transaction together with
// its version. A database of a newer version is refused and left as it was, byte for byte.
Status migrate(Database& database, std::span<const std::string_view> steps, std::string_view whatItIs);

// A consistent copy of a live database (online backup API). The file appears under its name when it is
// complete and on disk; a file of that name is replaced.
Status backup(Database& from, const std::string& toPath);

}  // namespace foyer::sqlite
