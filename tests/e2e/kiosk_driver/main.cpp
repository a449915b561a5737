// foyer-kiosk-driver: foyer-kiosk with hands on it. See README.md.
#include <memory>

#include "kiosk/app/run_kiosk.h"
#include "tests/e2e/kiosk_driver/script.h"

int main(int argc, char** argv) {
  std::unique_ptr<foyer::kiosk_driver::Script> script;
  const int status = foyer::app::runKiosk(argc, argv, [&](QQuickWindow& window, QQmlApplicationEngine&) {
    script = std::make_unique<foyer::kiosk_driver::Script>(window);
  });
  return status;
}
