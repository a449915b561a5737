#pragma once
// Nothing of a visitor stays in memory that the program has given back.
//
// Place: run_kiosk.cpp calls wipeFreedMemory() first, Surface calls wipeStack() at the end of each visit. What
// a visitor types passes through many copies that are not ours: Qt's strings, the QML engine's, the on-screen
// keyboard's, the text layout's. All of them come from malloc, so this file puts its own free() and realloc()
// in front of the C library's, which overwrite a block before they return it.
// Ownership and thread: any thread; no state. Errors: none.
// Does not: reach blocks that are still in use (those are wiped by their owners: Draft, FormModel, SlipForm),
// memory that was swapped out (a kiosk has no swap), or builds with a sanitizer, which brings its own malloc.

namespace foyer::app {

// Whether freed memory is overwritten in this build. A call to it also links this file into the program.
bool wipesFreedMemory();

// Overwrites the part of this thread's stack that calls before this one may have used.
void wipeStack();

}  // namespace foyer::app
