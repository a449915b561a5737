// Everything behind the HTTPS port: console files, staff API, health, metrics.
//
// Place: serve.cpp makes one after ingest and hands respond() to http::Server. Ownership: borrows the parts of
// StaffParts; owns what it binds. Threads: prepare() before the server runs, respond() by its workers.
// Errors: a console folder that cannot be read, a method of the staff API that is not bound.
// Does not: listen.
#pragma once

#include <memory>
#include <string>

#include "sync-server/http/connect.h"
#include "sync-server/http/metrics.h"
#include "sync-server/http/router.h"
#include "sync-server/http/server.h"
#include "sync-server/http/staff_api.h"
#include "sync-server/rpc/sync_server.h"

namespace foyer::app {

class StaffSite {
 public:
  explicit StaffSite(const http::StaffParts& parts);

  // `consoleFolder` empty: no console, only the API.
  Status prepare(const std::string& consoleFolder, const rpc::SyncFigures& syncFigures);
  http::Respond respond() const { return m_router; }
  http::ServerFigures& figures() { return m_figures; }

 private:
  void measure(const rpc::SyncFigures& syncFigures);
  // A number that the store knows; -1 where it cannot be read.
  int64_t ask(const std::function<Result<int64_t>(const store::Reader&)>& question) const;
  http::Health examine() const;

  const store::Store& m_store;
  const ingest::Ingest& m_ingest;
  const std::string m_version;
  http::ServerFigures m_figures;
  http::Metrics m_metrics;
  http::StaffApi m_api;
  http::ConnectService m_service;
  http::Router m_router;
};

}  // namespace foyer::app
