#pragma once
// Turns SIGTERM and SIGINT into an ordinary end of the program.
//
// Place: the composition root makes one; systemd and Ctrl-C then end the kiosk the way its window does.
// Ownership: the composition root's, GUI thread, one at a time. Errors: without a socket pair the signals
// keep their usual effect, which loses nothing either. Does not: wipe or save; what is confirmed is on disk.

#include <QObject>
#include <QSocketNotifier>
#include <memory>

namespace foyer::app {

class SignalWatch : public QObject {
  Q_OBJECT

 public:
  explicit SignalWatch(QObject* parent = nullptr);
  ~SignalWatch() override;

 signals:
  void endWanted();

 private:
  std::unique_ptr<QSocketNotifier> m_notifier;
};

}  // namespace foyer::app
