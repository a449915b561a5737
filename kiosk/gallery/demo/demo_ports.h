#pragma once
// Doubles of the station's small ports for gallery and tests: languages, catalogue, slip, line,
// voice. They answer from demo.json and can be set into every state.
//
// Ownership and thread: created by QML or the gallery's main; GUI thread.
// Errors: none. They store nothing outside their own memory.

#include <QTranslator>
#include <array>

#include "kiosk/station/station_ports.h"

class DemoLanguages : public Languages {
  Q_OBJECT
  QML_ELEMENT

public:
  explicit DemoLanguages(QObject* parent = nullptr);
  ~DemoLanguages() override;

  QString current() const override { return m_current; }
  bool rightToLeft() const override;
  void choose(const QString& code) override;
  void reset() override { choose("de"); }

private:
  QString m_current;
  std::array<QTranslator, 2> m_words;
};

class DemoCatalogue : public CatalogueView {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(Languages* languageSource READ languageSource WRITE setLanguageSource NOTIFY changed)
  Q_PROPERTY(QString notice MEMBER m_notice NOTIFY changed)

public:
  using CatalogueView::CatalogueView;

  Languages* languageSource() const { return m_languages; }
  void setLanguageSource(Languages* languages);

  QString centreName() const override { return get("centreName").toString(); }
  QStringList welcomeLines() const override { return get("welcomeLines").toStringList(); }
  QVariantList languages() const override { return get("languages").toList(); }
  QVariantList tiles() const override { return get("tiles").toList(); }
  QVariantList helpNumbers() const override { return get("helpNumbers").toList(); }
  QStringList openingHours() const override { return get("openingHours").toStringList(); }
  QString noticeText() const override { return m_notice; }
  QString phone() const override { return get("phone").toString(); }
  QVariantList offers(const QString& tileId) const override;
  QVariantMap offer(const QString& id) const override;
  QVariantMap page(const QString& id) const override;
  QVariantList pages() const override { return get("pages").toList(); }
  QVariantList partners() const override { return get("partners").toList(); }
  QVariantMap dataUse(const QString& formKind) const override;
  QVariantList purposes(const QString& formKind) const override;
  // A text of demo.json that belongs to no port, such as a reason for being out of order.
  Q_INVOKABLE QString demoText(const QString& key) const { return get(key).toString(); }

private:
  QVariant get(const QString& key) const;

  Languages* m_languages = nullptr;
  QString m_notice;
};

class DemoSlip : public SlipView {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(Languages* languageSource MEMBER m_languages)

public:
  using SlipView::SlipView;

  QString normalised(const QString& code) const override;
  bool isValid(const QString& code) const override;  // every complete code that ends in A
  QVariantList channels() const override;
  QVariantList purposes() const override;
  QVariantMap answer() const override { return m_answer; }
  void begin(const QString& code) override { m_code = code; }
  QVariantMap submitChange(const QString& code, const QString& channelKey,
                           const QString& value) override;
  QVariantMap submitCancel(const QString& code) override;
  QVariantMap submitWithdrawal(const QString& code, const QString& purpose) override;
  void wipe() override { m_code.clear(); }
  Q_INVOKABLE QString heldCode() const { return m_code; }
  // What the server says; tests and pictures set it.
  Q_INVOKABLE void setAnswer(const QVariantMap& answer);
  // "cancel", or the purpose that was withdrawn last.
  Q_INVOKABLE QString lastWish() const { return m_wish; }

private:
  Languages* m_languages = nullptr;
  QString m_code;
  QString m_wish;
  QVariantMap m_answer = {{"state", "offline"}};
};

class DemoLine : public LineView {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(bool isOnline MEMBER m_online NOTIFY changed)
  Q_PROPERTY(bool captures MEMBER m_captures NOTIFY changed)
  Q_PROPERTY(QString reason MEMBER m_reason NOTIFY changed)

public:
  using LineView::LineView;

  bool online() const override { return m_online; }
  QString sentence() const override { return {}; }
  int unsent() const override { return m_online ? 0 : 3; }
  bool canCapture() const override { return m_captures; }
  QString outOfOrderReason() const override { return m_reason; }

private:
  bool m_online = false;
  bool m_captures = true;
  QString m_reason;
};

class DemoVoice : public Voice {
  Q_OBJECT
  QML_ELEMENT

public:
  using Voice::Voice;

  bool speaking() const override { return !m_text.isEmpty(); }
  void speak(const QString& text) override;
  void stop() override { speak({}); }
  Q_INVOKABLE QString lastText() const { return m_text; }

private:
  QString m_text;
};
