#pragma once
// What Qt and QML say, into our log.
//
// Place: installed first by run_kiosk.cpp. Warnings of pages are kept, since they name a mistake of ours;
// their texts are written by us and by Qt and never hold what somebody typed.
// With FOYER_FATAL_QML=1 in the environment, as tests set it, a warning of a page ends the program.
// Ownership: process-wide. Threads: any. Errors: none. Does not: print to the console by itself.

namespace foyer::app {

void logQtMessages();

}  // namespace foyer::app
