// What the contract tests of the port Store share: the adapters, a store in a folder of its own, short rows.
//
// Place: included by the contract tests alone. Ownership: the fixture owns folder and store. Threads: the
// test's. Errors: test failures. Does not: test anything.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "sync-server/store/sqlite_store.h"

namespace foyer::store {

struct Adapter {
  const char* name;
  std::function<std::unique_ptr<Store>(const std::string& folder)> open;
};

inline void PrintTo(const Adapter& adapter, std::ostream* out) { *out << adapter.name; }

inline std::unique_ptr<Store> openSqlite(const std::string& folder) {
  auto opened = SqliteStore::open(folder, Opening::kCreate);
  return opened.ok() ? std::move(*opened) : nullptr;
}

inline Id16 id(uint8_t n) {
  Id16 made;
  made.bytes[15] = n;
  return made;
}

inline LogRow logRow(uint8_t n) {
  LogRow row;
  row.changeId = id(n);
  row.author = id(200);
  row.device = id(201);
  row.seq = n;
  row.schemaVersion = 1;
  row.dataKeyId = id(202);
  row.content = std::string("sealed\0bytes", 12);
  row.receivedMs = 1'700'000'000'000 + n;
  return row;
}

class StoreContract : public testing::TestWithParam<Adapter> {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "foyer-store-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
    reopen();
  }
  void TearDown() override {
    m_store.reset();
    std::filesystem::remove_all(m_folder);
  }
  void reopen() {
    m_store.reset();
    m_store = GetParam().open(m_folder);
    ASSERT_NE(m_store, nullptr);
  }
  void write(const std::function<Status(Writer&)>& work) {
    const Status done = m_store->write(work);
    ASSERT_TRUE(done.ok()) << done.error().message();
  }
  // What one question gives in a snapshot of its own.
  template <typename Ask>
  auto read(Ask ask) {
    std::optional<std::remove_cvref_t<decltype(*ask(std::declval<const Reader&>()))>> answer;
    const Status done = m_store->read([&](const Reader& reader) -> Status {
      FOYER_ASSIGN(auto value, ask(reader));
      answer = std::move(value);
      return okStatus();
    });
    EXPECT_TRUE(done.ok()) << done.error().message();
    return std::move(*answer);
  }

  std::string m_folder;
  std::unique_ptr<Store> m_store;
};

// Every adapter; a new one is one line here.
inline auto adapters() { return testing::Values(Adapter{"Sqlite", openSqlite}); }
inline std::string adapterName(const testing::TestParamInfo<Adapter>& spec) { return spec.param.name; }

}  // namespace foyer::store
