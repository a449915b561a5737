#pragma once
// What must be said to Qt before it starts, and where its own messages go.
//
// Place: the first call of the program, before QGuiApplication. Sets the on-screen keyboard and its look, and
// takes Qt's messages into our log. Warnings of pages name a mistake of ours; their texts are written by us
// and by Qt and never hold what somebody typed.
// With FOYER_FATAL_QML=1 in the environment, as tests set it, a warning of a page ends the program.
// Ownership: process-wide. Threads: main, once; messages come from any. Errors: none.
// Does not: choose a platform plugin or a renderer; the environment of the machine does.

namespace foyer::app {

void prepareQt();

}  // namespace foyer::app
