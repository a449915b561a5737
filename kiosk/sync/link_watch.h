// Tells when the machine's network changes, as a hint to try the line at once.
//
// Place: the composition root makes one and lets it call Engine::linkHint(). The only Qt in this folder.
// Ownership: a value of the GUI thread; the function is called there. Errors: none; where the system cannot
// tell, nothing is ever said, and the engine tries by itself anyway. Does not: say that there is a network.
#pragma once

#include <QObject>
#include <functional>

namespace foyer::uplink {

class LinkWatch {
 public:
  explicit LinkWatch(std::function<void()> onChange);

 private:
  QObject m_context;  // ends the connection
};

}  // namespace foyer::uplink
