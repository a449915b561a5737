#pragma once
// A double of FormView: the questions of demo.json, answers in memory.
//
// Ownership and thread: created by QML or the gallery's main; GUI thread. Errors: none.
// What it does not do: no validation beyond "something is there", nothing is stored.

#include <QAbstractListModel>

#include "kiosk/station/station_ports.h"

class DemoRows : public QAbstractListModel {
  Q_OBJECT
  QML_ANONYMOUS

public:
  using QAbstractListModel::QAbstractListModel;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override;
  void show(const QVariantList& rows);
  void change(const QString& key, const QString& role, const QVariant& value);
  const QVariantList& rows() const { return m_rows; }

private:
  QVariantList m_rows;
};

class DemoForm : public FormView {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(Languages* languageSource READ languageSource WRITE setLanguageSource NOTIFY stepChanged)

public:
  explicit DemoForm(QObject* parent = nullptr);

  Languages* languageSource() const { return m_languages; }
  void setLanguageSource(Languages* languages);

  QString formKind() const override { return m_kind; }
  int step() const override { return m_step; }
  int stepCount() const override { return int(steps().size()); }
  QString stepTitle() const override;
  QString stepHint() const override;
  QString accent() const override { return m_accent; }
  QAbstractItemModel* rows() const override { return m_rows; }
  bool canGoNext() const override { return m_kind != QString(); }

  void begin(const QString& formKind, const QString& offerId, const QString& sessionId) override;
  bool next() override;
  void back() override { goTo(m_step - 1); }
  void goTo(int step) override;
  void setValue(const QString& key, const QVariant& value) override;
  QVariantList answers() const override;
  void setConsent(const QString& purpose, const QString& answer) override;
  QString consent(const QString& purpose) const override;
  QVariantMap confirm() override;
  void wipe() override;

  // For screenshots and tests.
  Q_INVOKABLE void fillSample();
  Q_INVOKABLE QVariant value(const QString& key) const { return m_values.value(key); }
  Q_INVOKABLE bool empty() const { return m_values.isEmpty() && m_consents.isEmpty(); }

private:
  QVariant get(const QString& key) const;
  QVariantList steps() const { return get("steps").toList(); }
  QString words(const QVariantMap& row) const;
  void show();

  Languages* m_languages = nullptr;
  DemoRows* m_rows;
  QString m_kind;
  QString m_accent = "other";
  int m_step = 0;
  QVariantMap m_values;
  QVariantMap m_consents;
};
