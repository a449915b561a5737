#include <utility>

#include "shared/sqlite/state.h"

namespace foyer::sqlite {
namespace {

// SQLite takes a null pointer for NULL; empty text and blobs are values.
const char* notNull(std::string_view bytes) { return bytes.data() != nullptr ? bytes.data() : ""; }

}  // namespace

Statement::Statement(Statement&& other) noexcept
    : m_owner(std::exchange(other.m_owner, nullptr)),
      m_statement(std::exchange(other.m_statement, nullptr)),
      m_bindingError(other.m_bindingError) {}

Statement::~Statement() {
  if (m_statement == nullptr) return;
  sqlite3_reset(m_statement);
  sqlite3_clear_bindings(m_statement);
  --m_owner->inUse;
  if (m_owner->idleCount >= kCachedStatementsMax) {
    sqlite3_finalize(m_statement);
    return;
  }
  const std::string_view sql = sqlite3_sql(m_statement);
  auto found = m_owner->idle.find(sql);
  if (found == m_owner->idle.end()) found = m_owner->idle.try_emplace(std::string(sql)).first;
  found->second.push_back(m_statement);
  ++m_owner->idleCount;
}

// The first error is reported by step().
Statement& Statement::noteBinding(int code) {
  if (m_bindingError == SQLITE_OK) m_bindingError = code;
  return *this;
}

Statement& Statement::bindBlob(int index, std::string_view bytes) {
  return noteBinding(
      sqlite3_bind_blob64(m_statement, index, notNull(bytes), bytes.size(), SQLITE_TRANSIENT));
}

Statement& Statement::bindText(int index, std::string_view text) {
  return noteBinding(
      sqlite3_bind_text64(m_statement, index, notNull(text), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bindInt(int index, int64_t value) {
  return noteBinding(sqlite3_bind_int64(m_statement, index, value));
}

Statement& Statement::bindNull(int index) { return noteBinding(sqlite3_bind_null(m_statement, index)); }

Result<bool> Statement::step() {
  if (m_owner->hasLostTransaction()) return transactionLost(m_owner->path);
  if (m_bindingError != SQLITE_OK) return errorOf(m_bindingError, m_owner->handle, m_owner->path);
  const int code = sqlite3_step(m_statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = errorOf(code, m_owner->handle, m_owner->path);
  sqlite3_reset(m_statement);
  return error;
}

Status Statement::run() {
  for (;;) {
    FOYER_ASSIGN(bool hasRow, step());
    if (!hasRow) return okStatus();
  }
}

void Statement::reset() {
  sqlite3_reset(m_statement);
  sqlite3_clear_bindings(m_statement);
  m_bindingError = SQLITE_OK;
}

std::string_view Statement::blob(int column) const {
  const void* bytes = sqlite3_column_blob(m_statement, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::string_view Statement::text(int column) const {
  const unsigned char* text = sqlite3_column_text(m_statement, column);
  if (text == nullptr) return {};
  return {reinterpret_cast<const char*>(text),
          static_cast<size_t>(sqlite3_column_bytes(m_statement, column))};
}

int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

Id16 Statement::id(int column) const { return Id16::fromBytes(blob(column)).value_or(Id16{}); }

}  // namespace foyer::sqlite
