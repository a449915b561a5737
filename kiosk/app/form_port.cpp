#include "kiosk/app/form_port.h"

#include <QCoreApplication>
#include <algorithm>

#include "kiosk/app/session_words.h"

namespace foyer::app {

namespace {

const char* const kRegistered = "app-registered";
const char* const kWaitingList = "app-waiting-list";

}  // namespace

FormPort::FormPort(form::FormModel& model, const CatalogueModel& catalogue, const Languages& languages,
                   std::string site, SeatActs seats, QObject* parent)
    : FormView(parent),
      m_model(model),
      m_catalogue(catalogue),
      m_languages(languages),
      m_site(std::move(site)),
      m_seats(std::move(seats)) {
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
  letSeatsGo();
  const bool isConfirmed = promiseFor(hasSession ? &session->session() : nullptr) == SeatPromise::kConfirmed;
  context["state"] = isConfirmed ? "confirmed" : "waiting";
  m_promise = !hasSession ? nullptr : isConfirmed ? kRegistered : kWaitingList;
  m_model.begin(formKind.toStdString(), std::move(context),
                offer && offer->has_offer() ? kindName(offer->offer().kind()) : QStringLiteral("other"));
  if (!hasSession || isConfirmed) return;
  m_limitedSession = session->id();
  wishSeats(seatsAsked());
}

void FormPort::setValue(const QString& key, const QVariant& value) {
  m_model.setValue(key, value);
  if (!m_limitedSession.empty()) wishSeats(seatsAsked());
}

uint32_t FormPort::seatsAsked() const {
  const std::vector<std::string> answers = m_model.answersNamed("seats");
  const uint32_t seats = answers.empty() ? 1 : QString::fromStdString(answers.front()).toUInt();
  return std::max<uint32_t>(seats, 1);
}

void FormPort::wishSeats(uint32_t seats) {
  if (m_seats.wish) m_seats.wish(m_limitedSession, seats);
}

// Once for what confirm() makes: a change that may be stored keeps what it says.
void FormPort::takeSeats() {
  const uint32_t seats = seatsAsked();
  if (m_limitedSession.empty() || !m_seats.reserve || !m_model.setContext("lease", {})) return;
  if (m_taken && m_taken->seats != seats) {
    m_seats.giveBack(m_taken->lease, m_taken->seats);
    m_taken.reset();
  }
  if (!m_taken) {
    const Id16 lease = m_seats.reserve(m_limitedSession, seats);
    if (!lease.isNil()) m_taken = Taken{lease, seats};
  }
  m_model.setContext("lease", m_taken ? m_taken->lease.hex() : std::string());
  m_model.setContext("state", m_taken ? "confirmed" : "waiting");
  m_promise = m_taken ? kRegistered : kWaitingList;
}

void FormPort::noteSubmitted(const Status& status) {
  m_isUnsure = !status.ok() && status.error().code() == Code::kDeadlineExceeded;
}

QVariantMap FormPort::confirm() {
  takeSeats();
  QVariantMap result = m_model.confirm();
  if (!result.value("ok").toBool()) return result;
  // Used: they are no longer here to be given back.
  m_taken.reset();
  if (m_promise) result["summary"] = qtTrId(m_promise);
  return result;
}

void FormPort::letSeatsGo() {
  if (m_taken && !m_isUnsure) m_seats.giveBack(m_taken->lease, m_taken->seats);
  m_taken.reset();
  m_isUnsure = false;
  if (!m_limitedSession.empty()) wishSeats(0);
  m_limitedSession.clear();
}

void FormPort::wipe() {
  letSeatsGo();
  m_promise = nullptr;
  m_model.wipe();
}

}  // namespace foyer::app
