#pragma once
// Ends a visit that nobody continues: first a warning, then the end.
//
// Place in the flow: Station.qml owns one and runs it on every page but the attract page; it is
// the only place that decides that a visitor has gone. While running, any touch, click or key in
// the program starts the time anew; once it has warned, only extend() does, as often as wanted.
// Ownership and thread: owned by the QML that creates it; GUI thread.
// Errors: none. Times under one millisecond are taken as one.
// What it does not do: it wipes nothing and shows nothing; its signals do that.

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

class IdleGuard : public QObject {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(bool running READ running WRITE setRunning NOTIFY runningChanged)
  Q_PROPERTY(int warnAfterMs MEMBER m_warnAfterMs NOTIFY timesChanged)
  Q_PROPERTY(int endAfterMs MEMBER m_endAfterMs NOTIFY timesChanged)
  Q_PROPERTY(bool warned READ warned NOTIFY warnedChanged)
  Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged)

public:
  explicit IdleGuard(QObject* parent = nullptr);
  ~IdleGuard() override;

  bool running() const { return m_running; }
  void setRunning(bool running);
  bool warned() const { return m_warned; }
  int secondsLeft() const { return m_secondsLeft; }

  // "I am still here": closes the warning and starts the time anew.
  Q_INVOKABLE void extend();

  bool eventFilter(QObject* watched, QEvent* event) override;

signals:
  void runningChanged();
  void timesChanged();
  void warnedChanged();
  void secondsLeftChanged();
  void warning();
  void expired();

private:
  void restart();
  void warn();
  void tick();
  void setWarned(bool warned);

  QTimer m_timer;    // to the warning, then to the end
  QTimer m_seconds;  // counts down while warned
  int m_warnAfterMs = 60000;
  int m_endAfterMs = 30000;
  int m_secondsLeft = 0;
  bool m_running = false;
  bool m_warned = false;
};
