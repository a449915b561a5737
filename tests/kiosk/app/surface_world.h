// A kiosk's whole surface on the first user's catalogue, with a disk that can be told to fail and hands that
// touch it.
#pragma once

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QQuickWindow>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/app/surface.h"
#include "sync-server/catalogue/yaml_catalogue.h"
#include "tests/e2e/kiosk_driver/driver.h"

namespace foyer::app {

inline std::vector<catalogue::v1::Item> itemsFrom(const std::string& name) {
  std::vector<std::string> problems;
  auto items = catalogue::loadCatalogue(std::string(FOYER_SOURCE_DIR) + "/deploy/catalogues/" + name, problems);
  for (const std::string& problem : problems) ADD_FAILURE() << problem;
  return items.ok() ? std::move(items).value() : std::vector<catalogue::v1::Item>();
}

inline std::shared_ptr<const catalogue::Snapshot> catalogueFrom(const std::string& name) {
  return std::make_shared<const catalogue::Snapshot>(itemsFrom(name), 1);
}

class SurfaceWorld : public testing::Test {
 protected:
  void openKiosk(const WindowSize& size = {1920, 1080}, const std::string& catalogueName = "pankow",
                 const std::string& site = "stadtteilzentrum") {
    m_surface = std::make_unique<Surface>(SurfaceParts{m_schema, m_clock, IdSeries(systemRandom()), [this](const record::ChangeBody& change) {
                                                         if (m_disk.ok()) m_saved.push_back(change);
                                                         return m_disk;
                                                       }, site});
    const Status opened = m_surface->open(size, "");
    ASSERT_TRUE(opened.ok()) << opened.error().message();
    if (!catalogueName.empty()) m_surface->setCatalogue(catalogueFrom(catalogueName));
    m_driver = std::make_unique<kiosk_driver::Driver>(*m_surface->window());
  }
  QJsonObject ask(QJsonObject operation) {
    if (!operation.contains("timeout_ms")) operation["timeout_ms"] = 3'000;
    return m_driver->run(operation);
  }
  void must(const QJsonObject& operation) {
    const QJsonObject answer = ask(operation);
    ASSERT_TRUE(answer["ok"].toBool()) << answer["error"].toString().toStdString();
  }
  void tap(const QString& name) { must({{"op", "tap"}, {"name", name}}); }
  void type(const QString& text) { must({{"op", "type"}, {"text", text}}); }
  bool isShown(const QString& name) { return ask({{"op", "exists"}, {"name", name}})["exists"].toBool(); }
  void waitFor(const QString& name) { must({{"op", "wait"}, {"name", name}}); }
  QString textOf(const QString& name) { return ask({{"op", "read"}, {"name", name}, {"property", "text"}})["value"].toString(); }
  QString page() { return ask({{"op", "status"}})["page"].toString(); }
  // Pictures to look at, where somebody wants them.
  void shot(const QString& name) {
    if (const char* folder = std::getenv("FOYER_SHOTS")) must({{"op", "shot"}, {"file", QString::fromUtf8(folder) + "/" + name + ".png"}});
  }

  const schema::Schema m_schema = [] {
    Result<schema::Schema> schema = schema::Schema::loadBuiltIn();
    EXPECT_TRUE(schema.ok());
    return std::move(schema).value();
  }();
  ManualClock m_clock{1'795'000'000'000};  // November 2026
  std::vector<record::ChangeBody> m_saved;
  Status m_disk;
  std::unique_ptr<Surface> m_surface;
  std::unique_ptr<kiosk_driver::Driver> m_driver;
};

}  // namespace foyer::app
