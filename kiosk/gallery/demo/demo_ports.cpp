#include "kiosk/gallery/demo/demo_ports.h"

#include <QCoreApplication>
#include <QLocale>
#include <QQmlContext>
#include <QQmlEngine>

#include "kiosk/gallery/demo/demo_texts.h"

namespace {
constexpr int kCodeLength = 12;
constexpr int kShortestNumber = 6;
// The station's words and those of the editors.
constexpr const char* kWordFiles[] = {":/i18n/foyer_%1.qm", ":/i18n/form_%1.qm"};
}  // namespace

DemoLanguages::DemoLanguages(QObject* parent) : Languages(parent) {
  reset();
}

DemoLanguages::~DemoLanguages() {
  for (QTranslator& words : m_words) QCoreApplication::removeTranslator(&words);
}

bool DemoLanguages::rightToLeft() const {
  return m_current == "ar" || m_current == "fa";
}

void DemoLanguages::choose(const QString& code) {
  if (m_current == code) return;
  m_current = code;
  const QString plain = code.section('-', 0, 0);
  for (size_t i = 0; i < m_words.size(); ++i) {
    QCoreApplication::removeTranslator(&m_words[i]);
    if (!m_words[i].load(QString(kWordFiles[i]).arg(plain))) (void)m_words[i].load(QString(kWordFiles[i]).arg("de"));
    QCoreApplication::installTranslator(&m_words[i]);
  }
  if (auto* context = QQmlEngine::contextForObject(this)) context->engine()->retranslate();
  emit currentChanged();
}

void DemoCatalogue::setLanguageSource(Languages* languages) {
  if (m_languages) m_languages->disconnect(this);
  m_languages = languages;
  if (m_languages) connect(m_languages, &Languages::currentChanged, this, &CatalogueView::changed);
  emit changed();
}

QVariant DemoCatalogue::get(const QString& key) const {
  return foyer::demo::text(key, m_languages ? m_languages->current() : "de");
}

QVariantList DemoCatalogue::offers(const QString& tileId) const {
  QVariantList list;
  const QVariantMap all = get("offers").toMap();
  for (const QString& id : get("offersOf").toMap().value(tileId).toStringList()) {
    QVariantMap entry = all.value(id).toMap();
    entry.insert("id", id);
    list.append(entry);
  }
  return list;
}

QVariantMap DemoCatalogue::offer(const QString& id) const {
  return get("offers").toMap().value(id).toMap();
}

QVariantMap DemoCatalogue::page(const QString& id) const {
  for (const QVariant& page : pages())
    if (page.toMap().value("id") == id) return page.toMap();
  return {};
}

QVariantMap DemoCatalogue::dataUse(const QString&) const {
  return get("dataUse").toMap();
}

QVariantList DemoCatalogue::purposes(const QString&) const {
  return get("purposes").toList();
}

QString DemoSlip::normalised(const QString& code) const {
  QString out;
  for (QChar c : code.toUpper()) {
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ").contains(c)) out.append(c);
  }
  return out;
}

bool DemoSlip::isValid(const QString& code) const {
  return code.size() == kCodeLength && code.endsWith('A');
}

QVariantList DemoSlip::channels() const {
  return foyer::demo::text("channels", m_languages ? m_languages->current() : "de").toList();
}

QVariantMap DemoSlip::submitChange(const QString&, const QString&, const QString& value) {
  if (value.size() < kShortestNumber)
    return {{"ok", false},
            {"message",
             foyer::demo::text("channelError", m_languages ? m_languages->current() : "de")}};
  return {{"ok", true}, {"message", QString()}};
}

QVariantList DemoSlip::purposes() const {
  return foyer::demo::text("purposes", m_languages ? m_languages->current() : "de").toList();
}

QVariantMap DemoSlip::submitCancel(const QString&) {
  m_wish = "cancel";
  return {{"ok", true}, {"message", QString()}};
}

QVariantMap DemoSlip::submitWithdrawal(const QString&, const QString& purpose) {
  m_wish = purpose;
  return {{"ok", true}, {"message", QString()}};
}

void DemoSlip::setAnswer(const QVariantMap& answer) {
  m_answer = answer;
  emit answerChanged();
}

void DemoVoice::speak(const QString& text) {
  m_text = text;
  emit speakingChanged();
}
