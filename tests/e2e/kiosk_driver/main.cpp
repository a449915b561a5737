// foyer-kiosk-driver: foyer-kiosk with hands on it. See README.md.
#include "kiosk/app/run_kiosk.h"
#include "tests/e2e/kiosk_driver/script.h"

int main(int argc, char** argv) {
  return foyer::app::runKiosk(argc, argv, [](QQuickWindow& window, QQmlApplicationEngine&) {
    // Goes with the window.
    new foyer::kiosk_driver::Script(window);
  });
}
