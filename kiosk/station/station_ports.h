#pragma once
// What the station's pages ask of the rest of the kiosk: five ports and an optional sixth.
//
// Place in the flow: kiosk/app implements these over catalogue, form and journal and hands the
// objects to Station.qml through setInitialProperties; the gallery and the tests hand in doubles.
// Ownership and thread: the caller owns the objects, they outlive the QML engine, GUI thread only.
// Every text a port returns is already in the current language, with the visible fallback
// (simple German, German, English): never blank. When the language changes a port emits its
// change signal and answers anew.
// Errors: expected refusals are values (`ok: false` with a `message` for the visitor).
// What it does not do: no I/O is promised to be fast except here: each call returns at once, with
// the single exception of FormView::confirm and SlipView::submitChange, which return after the disk.

#include <QAbstractItemModel>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariantList>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

// What is published: tiles, offers, pages, texts. Lists hold maps with the keys named beside them.
class CatalogueView : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("handed in by the composition root")
  Q_PROPERTY(QString centreName READ centreName NOTIFY changed)
  Q_PROPERTY(QStringList welcomeLines READ welcomeLines NOTIFY changed)
  Q_PROPERTY(QVariantList languages READ languages NOTIFY changed)
  Q_PROPERTY(QVariantList tiles READ tiles NOTIFY changed)
  Q_PROPERTY(QVariantList helpNumbers READ helpNumbers NOTIFY changed)
  Q_PROPERTY(QStringList openingHours READ openingHours NOTIFY changed)
  Q_PROPERTY(QString noticeText READ noticeText NOTIFY changed)
  Q_PROPERTY(QString phone READ phone NOTIFY changed)

public:
  using QObject::QObject;

  virtual QString centreName() const = 0;
  // "Welcome" in many languages, the site's first language first.
  virtual QStringList welcomeLines() const = 0;
  // {code, name (in its own script), rightToLeft} in the site's own order.
  virtual QVariantList languages() const = 0;
  // {id, kind: advice|training|network|question|slip|about, title, subtitle, icon, accent}.
  // `icon` is a name of kiosk/controls/icons ("" = the kind's own); `accent` is a kind, as above.
  // title and subtitle may be "": the station then shows its own words for the kind.
  virtual QVariantList tiles() const = 0;
  virtual QVariantList helpNumbers() const = 0;  // {label, number}
  virtual QStringList openingHours() const = 0;  // one line each, "Mo-Fr 9:00-17:00"
  virtual QString noticeText() const = 0;        // "" = no notice
  virtual QString phone() const = 0;             // whom to call when the kiosk is broken

  // The offers behind a home tile: {id, title, subtitle, meta (next date, free places; may be "")}.
  // One entry: the station opens it at once.
  Q_INVOKABLE virtual QVariantList offers(const QString& tileId) const = 0;
  // {title, text, topics[] (strings), sessions[], formKind, accent, actionText ("" = the station's)}.
  // formKind "" = nothing to fill in. A session: {id, title, when[] (strings), place, language,
  // freePlaces (int, -1 = unlimited), waiting (bool: full, a waiting list is kept), seatsText (string: what to
  // say of the places instead; "" or missing = the station's words), cost,
  // childcare (string, "" = none), external (string: where to register instead, "" = here),
  // closed (string: why nobody registers, such as "cancelled"; "" or missing = one can)}.
  Q_INVOKABLE virtual QVariantMap offer(const QString& id) const = 0;
  // {title, paragraphs[] of {heading, text}} of an about page; page ids come from pages().
  Q_INVOKABLE virtual QVariantMap page(const QString& id) const = 0;
  Q_INVOKABLE virtual QVariantList pages() const = 0;     // {id, title, subtitle}
  Q_INVOKABLE virtual QVariantList partners() const = 0;  // {name, text, link (shown as text)}
  // {title, text}: who asks and when it is deleted, for the card beside each question.
  Q_INVOKABLE virtual QVariantMap dataUse(const QString& formKind) const = 0;
  // {id, title, text, required (bool: without a yes the form cannot be sent)}.
  Q_INVOKABLE virtual QVariantList purposes(const QString& formKind) const = 0;

signals:
  void changed();
};

// One visitor's draft as steps of questions. `rows` are the questions of the current step.
//
// Roles of `rows` (by name): key (string), editor (line|text|phone|email|choice|choices|yesno|
// count|language|date), editorUrl (url), title, hint, value (var), mandatory (bool), error
// (string, "" = none), options (list of {id, label}), accent (kind, as in CatalogueView::tiles).
// `editorUrl` names a component whose root is a FieldEditor of Foyer.Controls; see there for the
// properties it gets and the signals it sends. Values: strings for line, text, phone, email,
// choice, language and date (yyyy-mm-dd); a list of strings for choices; true/false or undefined
// for yesno; an integer for count.
//
// Order: begin, then questions with next/back/goTo, then setConsent for each purpose, then
// confirm, then wipe. wipe may come at any time and leaves nothing of the visitor.
class FormView : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("handed in by the composition root")
  Q_PROPERTY(QString formKind READ formKind NOTIFY stepChanged)
  Q_PROPERTY(int step READ step NOTIFY stepChanged)
  Q_PROPERTY(int stepCount READ stepCount NOTIFY stepChanged)
  Q_PROPERTY(QString stepTitle READ stepTitle NOTIFY stepChanged)
  Q_PROPERTY(QString stepHint READ stepHint NOTIFY stepChanged)
  Q_PROPERTY(QString accent READ accent NOTIFY stepChanged)
  Q_PROPERTY(QAbstractItemModel* rows READ rows NOTIFY stepChanged)
  Q_PROPERTY(bool canGoNext READ canGoNext NOTIFY canGoNextChanged)

public:
  using QObject::QObject;

  virtual QString formKind() const = 0;
  virtual int step() const = 0;  // 0-based; questions only, consent and review are the station's
  virtual int stepCount() const = 0;
  virtual QString stepTitle() const = 0;
  virtual QString stepHint() const = 0;
  virtual QString accent() const = 0;
  virtual QAbstractItemModel* rows() const = 0;
  // False while an answer of this step is missing; next() says which by setting `error` of rows.
  virtual bool canGoNext() const = 0;

  // sessionId "" = no session. Wipes what was there.
  Q_INVOKABLE virtual void begin(const QString& formKind, const QString& offerId,
                                 const QString& sessionId) = 0;
  // True = moved on, or past the last step (step() stays the last one and finished() is emitted).
  Q_INVOKABLE virtual bool next() = 0;
  Q_INVOKABLE virtual void back() = 0;  // at step 0: nothing happens, the station leaves the form
  Q_INVOKABLE virtual void goTo(int step) = 0;
  Q_INVOKABLE virtual void setValue(const QString& key, const QVariant& value) = 0;
  // {key, title, valueText (as a person reads it; "" = not answered), step, leftToRight (bool)}.
  Q_INVOKABLE virtual QVariantList answers() const = 0;
  // answer: "given" or "refused", the words that consent() returns; "" = not asked yet.
  Q_INVOKABLE virtual void setConsent(const QString& purpose, const QString& answer) = 0;
  Q_INVOKABLE virtual QString consent(const QString& purpose) const = 0;
  // After the disk: {ok, slipCode (12 Crockford characters, no dashes), qrText ("" = slipCode),
  // summary (what was saved, may be ""), message (for the visitor when not ok)}.
  Q_INVOKABLE virtual QVariantMap confirm() = 0;
  Q_INVOKABLE virtual void wipe() = 0;

signals:
  void stepChanged();
  void canGoNextChanged();
  void consentsChanged();
  void finished();  // next() was called on the last step and it was fine
};

// "My slip": a visitor comes back with the code.
class SlipView : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("handed in by the composition root")
  Q_PROPERTY(QVariantMap answer READ answer NOTIFY answerChanged)

public:
  using QObject::QObject;

  // Upper case, O as 0, I and L as 1, everything else outside the 32 characters dropped.
  Q_INVOKABLE virtual QString normalised(const QString& code) const = 0;
  // Length and check character fit. Says nothing about whether the slip exists: works offline.
  Q_INVOKABLE virtual bool isValid(const QString& code) const = 0;
  // How a visitor can be reached: {key, title, hint, editor: phone|email|line}.
  Q_INVOKABLE virtual QVariantList channels() const = 0;
  // The purposes of consent that somebody can have agreed to: {id, title, text, required}.
  Q_INVOKABLE virtual QVariantList purposes() const = 0;
  // How it stands with the slip that begin() named. {state: "offline"|"asking"|"known"|"unknown"|"later",
  // items: [{word: "received"|"in_work"|"asked_back"|"answered"|"confirmed"|"waiting"|"cancelled"|"ask_staff",
  // place (on the waiting list, 0 = not known), canCancel}], purposes: [id], waitMinutes}. Never on a disk.
  virtual QVariantMap answer() const = 0;
  // Asks the server, if there is a line; may be called again.
  Q_INVOKABLE virtual void begin(const QString& code) = 0;
  // After the disk: {ok, message}.
  Q_INVOKABLE virtual QVariantMap submitChange(const QString& code, const QString& channelKey,
                                               const QString& value) = 0;
  Q_INVOKABLE virtual QVariantMap submitCancel(const QString& code) = 0;
  Q_INVOKABLE virtual QVariantMap submitWithdrawal(const QString& code, const QString& purpose) = 0;
  Q_INVOKABLE virtual void wipe() = 0;

signals:
  void answerChanged();
};

// The line to the server and the state of this machine, in words.
class LineView : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("handed in by the composition root")
  Q_PROPERTY(bool online READ online NOTIFY changed)
  Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
  Q_PROPERTY(int unsent READ unsent NOTIFY changed)
  Q_PROPERTY(bool canCapture READ canCapture NOTIFY changed)
  Q_PROPERTY(QString outOfOrderReason READ outOfOrderReason NOTIFY changed)

public:
  using QObject::QObject;

  virtual bool online() const = 0;
  // "" = the station says its own calm sentence while offline, nothing while online.
  virtual QString sentence() const = 0;
  virtual int unsent() const = 0;
  // False: nothing can be kept safely (disk full, journal unreadable): no form is offered.
  virtual bool canCapture() const = 0;
  // Not "": the kiosk is out of order; shown to the visitor with the phone number.
  virtual QString outOfOrderReason() const = 0;

signals:
  void changed();
};

// The language of the visit. The implementation swaps translators, retranslates the engine and
// sets the keyboard's locale; the station mirrors itself from rightToLeft.
class Languages : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("handed in by the composition root")
  Q_PROPERTY(QString current READ current NOTIFY currentChanged)
  Q_PROPERTY(bool rightToLeft READ rightToLeft NOTIFY currentChanged)

public:
  using QObject::QObject;

  virtual QString current() const = 0;
  virtual bool rightToLeft() const = 0;
  Q_INVOKABLE virtual void choose(const QString& code) = 0;
  Q_INVOKABLE virtual void reset() = 0;  // back to the site's first language

signals:
  void currentChanged();
};

// Reading aloud. Optional: without it (Station.voice stays null) no speech button is shown.
class Voice : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("handed in by the composition root")
  Q_PROPERTY(bool speaking READ speaking NOTIFY speakingChanged)

public:
  using QObject::QObject;

  virtual bool speaking() const = 0;
  Q_INVOKABLE virtual void speak(const QString& text) = 0;  // in the current language
  Q_INVOKABLE virtual void stop() = 0;

signals:
  void speakingChanged();
};
