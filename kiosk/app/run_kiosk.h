#pragma once
// The kiosk's program but for `main`, so that tests run the very same composition.
//
// Place: main.cpp of foyer-kiosk and tests/e2e/kiosk_driver call it. Start, in this order: command line;
// schema and identity, where a mistake ends the program with one sentence; the window and its first frame;
// then the engine on its own thread: journal, catalogue, line. A journal that cannot be opened does not end
// the program: the kiosk says that it is out of order and whom to call. When it then ends, it says why.
// Ownership: everything lives in this call. Threads: the main thread's; the engine's posts to it.
// Result: 0 after an ordinary end, 1 when the kiosk cannot start or ends out of order, 2 for a wrong command line.

#include <functional>

class QQmlApplicationEngine;
class QQuickWindow;

namespace foyer::app {

// Called once, when the window is shown and the engine runs. What it sets up must be gone, or without
// effect, when the window has closed.
using OnReady = std::function<void(QQuickWindow& window, QQmlApplicationEngine& engine)>;

int runKiosk(int argc, char** argv, const OnReady& onReady = {});

}  // namespace foyer::app
