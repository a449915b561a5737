#include <cerrno>

#include "shared/sqlite/state.h"

namespace foyer::sqlite {
namespace {

// A write that failed for want of space comes as an I/O error from some file systems.
bool isOutOfSpace(int code, sqlite3* handle) {
  if ((code & 0xff) == SQLITE_FULL) return true;
  if ((code & 0xff) != SQLITE_IOERR || handle == nullptr) return false;
  const int systemCode = sqlite3_system_errno(handle);
  return systemCode == ENOSPC || systemCode == EDQUOT;
}

Error constraintError(int code, const std::string& path) {
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
    return Error(Code::kAlreadyExists, "The key is in the database " + path + " already.");
  }
  return Error(Code::kInternal, "A row does not fit the tables of the database " + path +
                                    "; please report this as a fault of the program.");
}

}  // namespace

Error transactionLost(const std::string& path) {
  return Error(Code::kAborted, "The transaction on " + path + " was rolled back; try again.");
}

Error errorOf(int code, sqlite3* handle, const std::string& path) {
  if (code != SQLITE_IOERR_DATA && isOutOfSpace(code, handle)) {
    return Error(Code::kResourceExhausted,
                 "The disk is full, so " + path + " cannot be written; free some space and try again.");
  }
  // A page whose sum is wrong (page_sums.h) is damaged like one that makes no sense.
  switch (code == SQLITE_IOERR_DATA ? SQLITE_CORRUPT : code & 0xff) {
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Error(Code::kFailedPrecondition, "The database " + path +
                                                  " cannot be opened; check that its folder exists and that "
                                                  "this user may write there.");
    case SQLITE_READONLY:
      return Error(Code::kFailedPrecondition,
                   "The database " + path +
                       " cannot be written; check that this user may write the file and its folder.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Error(Code::kDataLoss,
                   "The database " + path + " is damaged or no database; keep it and restore a backup.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error(Code::kUnavailable,
                   "Another program is using the database " + path + "; stop it or try again later.");
    case SQLITE_IOERR:
      return Error(Code::kUnavailable, "The disk reports an error while " + path +
                                           " is read or written; check the disk and its cables.");
    case SQLITE_CONSTRAINT:
      return constraintError(code, path);
    case SQLITE_TOOBIG:
      return Error(Code::kInvalidArgument, "A value is too large for the database " + path + ".");
    case SQLITE_NOMEM:
      return Error(Code::kResourceExhausted,
                   "There is not enough memory to work with " + path + "; end other programs and try again.");
    default:
      // SQLite's own words name tables and syntax, never values.
      return Error(Code::kInternal, "The database " + path + " refused a statement: " +
                                        (handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code)) +
                                        ".");
  }
}

}  // namespace foyer::sqlite
