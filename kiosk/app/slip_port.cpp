#include "kiosk/app/slip_port.h"

#include "shared/record/record.h"
#include "shared/seal/seal.h"

namespace foyer::app {

namespace {

constexpr int64_t kMinuteMs = 60'000;

QVariantMap state(const char* name) { return {{"state", QString::fromLatin1(name)}}; }

// SLIP_WORD_IN_WORK is "in_work".
QString nameOf(SlipWord word) {
  const QString prefix = QStringLiteral("SLIP_WORD_");
  const QString name = QString::fromStdString(SlipWord_Name(word));
  // A word of a newer server says no more than that it is here.
  return name.isEmpty() ? QStringLiteral("received") : name.mid(prefix.size()).toLower();
}

}  // namespace

SlipPort::SlipPort(form::SlipForm& form, const LineView& line, AskSlip ask, QObject* parent)
    : SlipView(parent), m_form(form), m_line(line), m_ask(std::move(ask)), m_answer(state("offline")) {}

QVariantMap SlipPort::shown(const sync::v1::CheckSlipResponse& answer) {
  if (answer.answer() == sync::v1::SLIP_ANSWER_LATER) {
    QVariantMap later = state("later");
    later["waitMinutes"] = static_cast<int>((answer.retry_after_ms() + kMinuteMs - 1) / kMinuteMs);
    return later;
  }
  if (answer.answer() != sync::v1::SLIP_ANSWER_KNOWN) return state("unknown");
  QVariantMap known = state("known");
  QVariantList items;
  for (const sync::v1::SlipItem& item : answer.items()) {
    items << QVariantMap{{"word", nameOf(item.word())},
                         {"place", static_cast<int>(item.place())},
                         {"canCancel", item.can_cancel()}};
  }
  QStringList purposes;
  for (const std::string& purpose : answer.purposes()) purposes << QString::fromStdString(purpose);
  known["items"] = items;
  known["purposes"] = purposes;
  return known;
}

void SlipPort::begin(const QString& code) {
  const int round = ++m_round;
  const std::optional<std::string> slipCode = record::normaliseSlipCode(code.toStdString());
  if (!slipCode || !m_ask || !m_line.online()) return setAnswer(state("offline"));
  setAnswer(state("asking"));
  m_ask(seal::slipId(*slipCode), [this, round](const Result<sync::v1::CheckSlipResponse>& answer) {
    if (round == m_round) setAnswer(answer.ok() ? shown(*answer) : state("offline"));
  });
}

void SlipPort::wipe() {
  ++m_round;
  setAnswer(state("offline"));
}

void SlipPort::setAnswer(const QVariantMap& answer) {
  if (answer == m_answer) return;
  m_answer = answer;
  emit answerChanged();
}

}  // namespace foyer::app
