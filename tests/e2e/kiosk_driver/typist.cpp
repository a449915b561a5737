#include "tests/e2e/kiosk_driver/typist.h"

#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTextBoundaryFinder>

namespace foyer::kiosk_driver {
namespace {

constexpr int kKeyPatienceMs = 1'000;
constexpr int kErasuresMax = 10'000;  // the longest text a field takes
const QString kKeyboard = QStringLiteral("keyboard");

bool isKey(const QQuickItem& item) { return item.property("keyType").isValid() && item.property("uppercased").isValid(); }

bool isUsable(const QQuickItem& item) { return item.isVisible() && item.isEnabled() && item.width() > 1 && item.height() > 1; }

// What a person sees as one character, accents and joined emoji included.
QStringList charactersOf(const QString& text) {
  QStringList characters;
  QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
  qsizetype from = 0;
  while (finder.toNextBoundary() > 0) {
    characters << text.mid(from, finder.position() - from);
    from = finder.position();
  }
  return characters;
}

}  // namespace

QQuickItem* Typist::keyFor(const QString& character) const {
  QQuickItem* found = nullptr;
  visitItems(m_finger.find(kKeyboard), [&](QQuickItem& item) {
    if (found || !isKey(item) || !isUsable(item) || item.property("functionKey").toBool()) return;
    const QString text = item.property("text").toString();
    if (!text.isEmpty() && text.toLower() == character.toLower()) found = &item;
  });
  return found;
}

QQuickItem* Typist::keyOfType(int qtKey) const {
  QQuickItem* found = nullptr;
  visitItems(m_finger.find(kKeyboard), [&](QQuickItem& item) {
    if (!found && isKey(item) && isUsable(item) && item.property("key").toInt() == qtKey) found = &item;
  });
  return found;
}

QString Typist::fieldText() const {
  const QObject* field = m_window.activeFocusItem();
  if (!field) return {};
  return field->property("text").toString() + field->property("preeditText").toString();
}

bool Typist::tapKeyFor(const QString& character) {
  QQuickItem* key = character == QLatin1String("\n") ? keyOfType(Qt::Key_Return)
                    : character == QLatin1String(" ") ? keyOfType(Qt::Key_Space)
                                                      : keyFor(character);
  if (!key) return false;
  const bool hasCase = character.toUpper() != character.toLower();
  if (hasCase && key->property("uppercased").toBool() != (character != character.toLower())) {
    QQuickItem* shift = keyOfType(Qt::Key_Shift);
    if (!shift) return false;
    const bool before = key->property("uppercased").toBool();
    m_finger.tapAt(Finger::middleOf(*shift));
    Finger::wait([&] { return key->property("uppercased").toBool() != before; }, kKeyPatienceMs);
    if (key->property("uppercased").toBool() == before) return false;
  }
  const QString before = fieldText();
  m_finger.tapAt(Finger::middleOf(*key));
  return Finger::wait([&] { return fieldText() != before; }, kKeyPatienceMs);
}

Status Typist::commit(const QString& text) {
  QObject* field = QGuiApplication::focusObject();
  const QString before = fieldText();
  QInputMethodEvent event;
  event.setCommitString(text);
  QCoreApplication::sendEvent(field, &event);
  if (!Finger::wait([&] { return fieldText() != before; }, kKeyPatienceMs)) {
    return Error(Code::kFailedPrecondition, "The field in use did not take the text; is it full, or no text field?");
  }
  return okStatus();
}

Result<Typed> Typist::type(const QString& text, TypeWith with) {
  Typed typed;
  const bool hasField = Finger::wait(
      [&] { return m_window.activeFocusItem() && m_window.activeFocusItem()->property("text").isValid() && QGuiApplication::focusObject(); },
      kPatienceMs);
  if (!hasField) return Error(Code::kFailedPrecondition, "No text field has the focus; tap one first.");
  if (with == TypeWith::kCommit) {
    FOYER_TRY(commit(text));
    typed.commits = 1;
    return typed;
  }
  if (!Finger::wait([&] { return m_finger.find(kKeyboard) && (keyOfType(Qt::Key_Space) || keyOfType(Qt::Key_Backspace)); }, kPatienceMs)) {
    return Error(Code::kFailedPrecondition, "The on-screen keyboard did not appear.");
  }
  for (const QString& character : charactersOf(text)) {
    if (tapKeyFor(character)) {
      ++typed.keys;
      continue;
    }
    FOYER_TRY(commit(character));
    ++typed.commits;
  }
  return typed;
}

Status Typist::clear() {
  for (int i = 0; i < kErasuresMax && !fieldText().isEmpty(); ++i) {
    QQuickItem* key = keyOfType(Qt::Key_Backspace);
    if (!key) return Error(Code::kFailedPrecondition, "The on-screen keyboard shows no backspace key; tap a text field first.");
    const QString before = fieldText();
    m_finger.tapAt(Finger::middleOf(*key));
    if (!Finger::wait([&] { return fieldText() != before; }, kKeyPatienceMs)) break;
  }
  if (!fieldText().isEmpty()) return Error(Code::kInternal, "The field in use could not be emptied.");
  return okStatus();
}

}  // namespace foyer::kiosk_driver
