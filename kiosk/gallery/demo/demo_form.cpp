#include "kiosk/gallery/demo/demo_form.h"

#include "kiosk/form/question_rows.h"
#include "kiosk/gallery/demo/demo_texts.h"

namespace {

const QList<QByteArray> kRoles = {"key",       "editor", "editorUrl", "title", "hint",
                                  "value",     "mandatory", "error",  "options", "accent"};

bool isEmpty(const QVariant& value) {
  if (!value.isValid()) return true;
  if (value.typeId() == QMetaType::Bool) return false;
  return value.toString().trimmed().isEmpty() && value.toList().isEmpty();
}

}  // namespace

int DemoRows::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant DemoRows::data(const QModelIndex& index, int role) const {
  const int column = role - Qt::UserRole;
  if (!index.isValid() || column < 0 || column >= kRoles.size()) return {};
  return m_rows.at(index.row()).toMap().value(QString::fromLatin1(kRoles.at(column)));
}

QHash<int, QByteArray> DemoRows::roleNames() const {
  QHash<int, QByteArray> names;
  for (int i = 0; i < kRoles.size(); ++i) names.insert(Qt::UserRole + i, kRoles.at(i));
  return names;
}

void DemoRows::show(const QVariantList& rows) {
  beginResetModel();
  m_rows = rows;
  endResetModel();
}

void DemoRows::change(const QString& key, const QString& role, const QVariant& value) {
  for (int i = 0; i < m_rows.size(); ++i) {
    QVariantMap row = m_rows.at(i).toMap();
    if (row.value("key") != key) continue;
    row.insert(role, value);
    m_rows[i] = row;
    emit dataChanged(index(i), index(i));
  }
}

DemoForm::DemoForm(QObject* parent) : FormView(parent), m_rows(new DemoRows(this)) {}

void DemoForm::setLanguageSource(Languages* languages) {
  m_languages = languages;
  connect(languages, &Languages::currentChanged, this, &DemoForm::show);
  show();
}

QVariant DemoForm::get(const QString& key) const {
  return foyer::demo::text(key, m_languages ? m_languages->current() : "de");
}

QString DemoForm::stepTitle() const {
  return steps().value(m_step).toMap().value("title").toString();
}

QString DemoForm::stepHint() const {
  return steps().value(m_step).toMap().value("hint").toString();
}

void DemoForm::begin(const QString& formKind, const QString& offerId, const QString&) {
  wipe();
  m_kind = formKind;
  m_accent = get("offers").toMap().value(offerId).toMap().value("accent", "other").toString();
  show();
}

bool DemoForm::next() {
  for (const QVariant& each : m_rows->rows()) {
    const QVariantMap row = each.toMap();
    if (!row.value("mandatory").toBool() || !isEmpty(m_values.value(row.value("key").toString())))
      continue;
    m_rows->change(row.value("key").toString(), "error", get("needed"));
    return false;
  }
  if (m_step + 1 >= stepCount()) {
    emit finished();
    return true;
  }
  goTo(m_step + 1);
  return true;
}

void DemoForm::goTo(int step) {
  m_step = qBound(0, step, stepCount() - 1);
  show();
}

void DemoForm::show() {
  QVariantList rows = steps().value(m_step).toMap().value("rows").toList();
  for (QVariant& each : rows) {
    QVariantMap row = each.toMap();
    row.insert("editorUrl", foyer::form::editorUrl(row.value("editor").toString()));
    row.insert("title", row.value("title", stepTitle()));
    row.insert("hint", row.value("hint", QString()));
    row.insert("value", m_values.value(row.value("key").toString()));
    row.insert("error", QString());
    row.insert("options", row.value("options", QVariantList()));
    row.insert("accent", m_accent);
    each = row;
  }
  m_rows->show(rows);
  emit stepChanged();
  emit canGoNextChanged();
}

void DemoForm::setValue(const QString& key, const QVariant& value) {
  m_values.insert(key, value);
  m_rows->change(key, "value", value);
  m_rows->change(key, "error", QString());
}

QString DemoForm::words(const QVariantMap& row) const {
  const QVariant value = m_values.value(row.value("key").toString());
  if (isEmpty(value)) return {};
  if (value.typeId() == QMetaType::Bool)
    return get(value.toBool() ? "yes" : "no").toString();
  QStringList labels;
  for (const QVariant& option : row.value("options").toList())
    if (value.toStringList().contains(option.toMap().value("id").toString()))
      labels.append(option.toMap().value("label").toString());
  return labels.isEmpty() ? value.toString() : labels.join(QStringLiteral(" · "));
}

QVariantList DemoForm::answers() const {
  QVariantList list;
  const QVariantList all = steps();
  for (int i = 0; i < all.size(); ++i) {
    const QVariantMap step = all.at(i).toMap();
    for (const QVariant& each : step.value("rows").toList()) {
      const QVariantMap row = each.toMap();
      const QString editor = row.value("editor").toString();
      list.append(QVariantMap{{"key", row.value("key")},
                              {"title", row.value("title", step.value("title"))},
                              {"valueText", words(row)},
                              {"step", i},
                              {"leftToRight", editor == "phone" || editor == "email"}});
    }
  }
  return list;
}

void DemoForm::setConsent(const QString& purpose, const QString& answer) {
  m_consents.insert(purpose, answer);
  emit consentsChanged();
}

QString DemoForm::consent(const QString& purpose) const {
  return m_consents.value(purpose).toString();
}

QVariantMap DemoForm::confirm() {
  return {{"ok", true}, {"slipCode", "7K4M9QXR2TDA"}, {"qrText", QString()},
          {"summary", get("summary")}, {"message", QString()}};
}

void DemoForm::wipe() {
  m_values.clear();
  m_consents.clear();
  m_kind.clear();
  m_step = 0;
  show();
  emit consentsChanged();
}

void DemoForm::fillSample() {
  m_values = get("sample").toMap();
  show();
}
