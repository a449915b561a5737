#include "kiosk/sync/link_watch.h"

#include <QNetworkInformation>

namespace foyer::uplink {

LinkWatch::LinkWatch(std::function<void()> onChange) {
  if (!QNetworkInformation::loadDefaultBackend()) return;
  QObject::connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, &m_context,
                   [onChange = std::move(onChange)](QNetworkInformation::Reachability reachability) {
                     if (reachability != QNetworkInformation::Reachability::Disconnected) onChange();
                   });
}

}  // namespace foyer::uplink
