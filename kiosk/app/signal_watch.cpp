#include "kiosk/app/signal_watch.h"

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace foyer::app {
namespace {

constexpr int kSignals[] = {SIGTERM, SIGINT};
int g_ends[2] = {-1, -1};

// Only what is allowed in a signal handler: one write.
void onSignal(int) {
  const char byte = 1;
  [[maybe_unused]] const ssize_t written = ::write(g_ends[0], &byte, 1);
}

}  // namespace

SignalWatch::SignalWatch(QObject* parent) : QObject(parent) {
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, g_ends) != 0) return;
  m_notifier = std::make_unique<QSocketNotifier>(g_ends[1], QSocketNotifier::Read);
  connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
    char byte = 0;
    if (::read(g_ends[1], &byte, 1) == 1) emit endWanted();
  });
  for (const int number : kSignals) std::signal(number, onSignal);
}

SignalWatch::~SignalWatch() {
  if (!m_notifier) return;
  for (const int number : kSignals) std::signal(number, SIG_DFL);
  m_notifier.reset();
  for (int& end : g_ends) {
    ::close(end);
    end = -1;
  }
}

}  // namespace foyer::app
