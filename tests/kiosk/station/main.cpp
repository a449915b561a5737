// Runs the tst_*.qml files of this folder; any QML warning ends the program.
#include "tests/kiosk/quick_main.h"

int main(int argc, char** argv) {
  return foyer::tests::run(argc, argv, "station", FOYER_QML_TESTS);
}
