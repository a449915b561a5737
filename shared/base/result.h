// The one way to fail.
//
// Place: the lowest level; every function that can fail returns Result<T>. Codes equal gRPC's, so that
// nothing is translated at the wire. Expected outcomes (violations of a form, conflicts, quarantine) are
// values, not errors. Broken promises are asserted by FOYER_ASSERT, also in release builds.
// Ownership: plain values. Threads: any. Does not: carry personal data (messages may be logged).
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

namespace foyer {

// Same numbers as grpc::StatusCode.
enum class Code {
  kOk = 0,
  kCancelled = 1,
  kUnknown = 2,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kAlreadyExists = 6,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kAborted = 10,
  kOutOfRange = 11,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kDataLoss = 15,
  kUnauthenticated = 16,
};

// One sentence for a person, with what to do; never personal data.
class [[nodiscard]] Error {
 public:
  Error(Code code, std::string message) : m_code(code), m_message(std::move(message)) {}
  Code code() const { return m_code; }
  const std::string& message() const { return m_message; }

 private:
  Code m_code;
  std::string m_message;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
  bool ok() const { return m_state.index() == 0; }
  explicit operator bool() const { return ok(); }
  const T& value() const& { return std::get<0>(m_state); }
  T& value() & { return std::get<0>(m_state); }
  T&& value() && { return std::get<0>(std::move(m_state)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::get<0>(std::move(m_state)); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const Error& error() const { return std::get<1>(m_state); }

 private:
  std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : m_error(std::in_place_index<1>, std::move(error)) {}
  bool ok() const { return m_error.index() == 0; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return std::get<1>(m_error); }

 private:
  std::variant<std::monostate, Error> m_error;
};

using Status = Result<void>;
inline Status okStatus() { return Status(); }

}  // namespace foyer

#define FOYER_CONCAT2_(a, b) a##b
#define FOYER_CONCAT_(a, b) FOYER_CONCAT2_(a, b)
// Returns the error of EXPR to the caller, if there is one.
#define FOYER_TRY(expr) FOYER_TRY_(FOYER_CONCAT_(foyerTry_, __LINE__), expr)
#define FOYER_TRY_(name, expr)                             \
  do {                                                     \
    auto name = (expr);                                    \
    if (!name.ok()) return ::foyer::Error(name.error());   \
  } while (false)

// FOYER_ASSIGN(auto x, f()): declares x from the value, or returns the error.
#define FOYER_ASSIGN(declaration, expr) FOYER_ASSIGN_(FOYER_CONCAT_(foyerResult_, __LINE__), declaration, expr)
#define FOYER_ASSIGN_(name, declaration, expr)         \
  auto name = (expr);                                  \
  if (!name.ok()) return ::foyer::Error(name.error()); \
  declaration = std::move(*name)

// A promise between functions; stays on in release builds, since a broken one may lose a record.
#define FOYER_ASSERT(condition)                                                                     \
  do {                                                                                              \
    if (!(condition)) {                                                                             \
      std::fprintf(stderr, "foyer: broken promise at %s:%d: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                                 \
    }                                                                                               \
  } while (false)
