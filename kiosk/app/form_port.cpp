#include "kiosk/app/form_port.h"

#include <QCoreApplication>

#include "kiosk/app/session_words.h"

namespace foyer::app {

FormPort::FormPort(form::FormModel& model, const CatalogueModel& catalogue, const Languages& languages,
                   std::string site, QObject* parent)
    : FormView(parent), m_model(model), m_catalogue(catalogue), m_languages(languages), m_site(std::move(site)) {
  connect(&m_model, &form::FormModel::stepChanged, this, &FormView::stepChanged);
  connect(&m_model, &form::FormModel::canGoNextChanged, this, &FormView::canGoNextChanged);
  connect(&m_model, &form::FormModel::consentsChanged, this, &FormView::consentsChanged);
  connect(&m_model, &form::FormModel::finished, this, &FormView::finished);
}

void FormPort::begin(const QString& formKind, const QString& offerId, const QString& sessionId) {
  const catalogue::Snapshot& snapshot = *m_catalogue.snapshot();
  const catalogue::v1::Item* offer = snapshot.find(offerId.toStdString());
  const catalogue::v1::Item* session = snapshot.find(sessionId.toStdString());
  const bool hasSession = session && session->has_session();
  form::Context context{{std::string(form::kSiteContext), m_site}, {"language", m_languages.current().toStdString()}};
  if (offer && offer->has_offer()) context["offer"] = offer->id();
  if (hasSession) context["session"] = session->id();
  const bool isConfirmed = promiseFor(hasSession ? &session->session() : nullptr) == SeatPromise::kConfirmed;
  context["state"] = isConfirmed ? "confirmed" : "waiting";
  m_promise = !hasSession ? nullptr : isConfirmed ? "app-registered" : "app-waiting-list";
  m_model.begin(formKind.toStdString(), std::move(context),
                offer && offer->has_offer() ? kindName(offer->offer().kind()) : QStringLiteral("other"));
}

QVariantMap FormPort::confirm() {
  QVariantMap result = m_model.confirm();
  if (result.value("ok").toBool() && m_promise) result["summary"] = qtTrId(m_promise);
  return result;
}

void FormPort::wipe() {
  m_promise = nullptr;
  m_model.wipe();
}

}  // namespace foyer::app
