// foyer-kiosk: the program at the touchscreen.
#include "kiosk/app/run_kiosk.h"

int main(int argc, char** argv) { return foyer::app::runKiosk(argc, argv); }
