<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message id="about-partners">
        <source>Our partners</source>
        <translation>Unsere Partner</translation>
    </message>
    <message id="access-contrast">
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message id="access-normal">
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message id="access-simple">
        <source>Simple language</source>
        <translation>Leichte Sprache</translation>
    </message>
    <message id="access-size">
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message id="access-strong">
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message id="access-title">
        <source>Easier to read</source>
        <translation>Besser lesbar</translation>
    </message>
    <message id="attract-hint">
        <source>Touch your language.</source>
        <translation>Berühren Sie Ihre Sprache.</translation>
    </message>
    <message id="back">
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message id="broken-text">
        <source>Nothing can be entered here at the moment. Please call us or speak to us on site.</source>
        <translation>Hier kann zurzeit nichts eingegeben werden. Bitte rufen Sie uns an oder sprechen Sie uns vor Ort an.</translation>
    </message>
    <message id="broken-title">
        <source>This kiosk needs a pause.</source>
        <translation>Dieses Gerät braucht eine Pause.</translation>
    </message>
    <message id="close">
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message id="consent-answer-all">
        <source>Please choose “yes” or “no” for each point.</source>
        <translation>Bitte wählen Sie bei jedem Punkt „Ja“ oder „Nein“.</translation>
    </message>
    <message id="consent-choice">
        <source>your choice</source>
        <translation>freiwillig</translation>
    </message>
    <message id="consent-lead">
        <source>A “no” to the points marked “your choice” changes nothing about your request.</source>
        <translation>Ein „Nein“ zu den Punkten mit „freiwillig“ ändert nichts an Ihrem Anliegen.</translation>
    </message>
    <message id="consent-missing">
        <source>Without a “yes” to point %1 we cannot take your request. You can end here: then nothing is kept.</source>
        <translation>Ohne ein „Ja“ zu Punkt %1 können wir Ihr Anliegen nicht annehmen. Sie können hier beenden: Dann bleibt nichts gespeichert.</translation>
    </message>
    <message id="consent-needed">
        <source>needed</source>
        <translation>nötig</translation>
    </message>
    <message id="consent-title">
        <source>You decide, point by point</source>
        <translation>Sie entscheiden, Punkt für Punkt</translation>
    </message>
    <message id="continue">
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message id="controls-down">
        <source>Further down</source>
        <translation>Weiter unten</translation>
    </message>
    <message id="controls-fewer">
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message id="controls-more">
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message id="controls-next">
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message id="controls-no">
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message id="controls-up">
        <source>Back up</source>
        <translation>Nach oben</translation>
    </message>
    <message id="controls-yes">
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message id="done">
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message id="end">
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message id="end-and-delete">
        <source>End and delete</source>
        <translation>Beenden und löschen</translation>
    </message>
    <message id="help-emergency">
        <source>In an emergency</source>
        <translation>Im Notfall</translation>
    </message>
    <message id="help-text">
        <source>Ask the people here on site, or call us. You can stop at any time: then nothing is kept.</source>
        <translation>Fragen Sie die Menschen hier vor Ort oder rufen Sie uns an. Sie können jederzeit aufhören: Dann bleibt nichts gespeichert.</translation>
    </message>
    <message id="home-about">
        <source>About us and partners</source>
        <translation>Über uns und Partner</translation>
    </message>
    <message id="home-about-text">
        <source>Aims, partners, opening hours</source>
        <translation>Ziele, Partner, Öffnungszeiten</translation>
    </message>
    <message id="home-advice">
        <source>Advice</source>
        <translation>Beratung</translation>
    </message>
    <message id="home-network">
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message id="home-question">
        <source>Ask a question</source>
        <translation>Eine Frage stellen</translation>
    </message>
    <message id="home-question-text">
        <source>We call you back or write to you</source>
        <translation>Wir rufen zurück oder schreiben Ihnen</translation>
    </message>
    <message id="home-slip">
        <source>My slip</source>
        <translation>Mein Beleg</translation>
    </message>
    <message id="home-slip-text">
        <source>See how it stands, change, cancel</source>
        <translation>Stand erfahren, ändern, absagen</translation>
    </message>
    <message id="home-title">
        <source>What would you like to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message id="home-training">
        <source>Training and events</source>
        <translation>Kurse und Termine</translation>
    </message>
    <message id="hours-title">
        <source>Opening hours</source>
        <translation>Öffnungszeiten</translation>
    </message>
    <message id="idle-stay">
        <source>I need more time</source>
        <translation>Ich brauche mehr Zeit</translation>
    </message>
    <message id="idle-text">
        <source>In %1 seconds this screen starts afresh and everything you entered is deleted.</source>
        <translation>In %1 Sekunden beginnt dieser Bildschirm von vorn und alles Eingegebene wird gelöscht.</translation>
    </message>
    <message id="idle-title">
        <source>Are you still there?</source>
        <translation>Sind Sie noch da?</translation>
    </message>
    <message id="language-title">
        <source>Which language would you like?</source>
        <translation>Welche Sprache möchten Sie?</translation>
    </message>
    <message id="leave-stay">
        <source>Go on filling in</source>
        <translation>Weiter ausfüllen</translation>
    </message>
    <message id="leave-text">
        <source>What you have entered is deleted. Nothing is kept and nothing is sent.</source>
        <translation>Was Sie eingegeben haben, wird gelöscht. Nichts wird aufbewahrt, nichts wird gesendet.</translation>
    </message>
    <message id="leave-title">
        <source>End and delete everything?</source>
        <translation>Beenden und alles löschen?</translation>
    </message>
    <message id="line-offline">
        <source>There is no connection at the moment. What you enter is kept safely here and sent later.</source>
        <translation>Zurzeit ohne Leitung. Ihre Angaben werden hier sicher aufbewahrt und später gesendet.</translation>
    </message>
    <message id="offer-ask">
        <source>Write to us</source>
        <translation>Schreiben Sie uns</translation>
    </message>
    <message id="offer-cannot-capture">
        <source>This kiosk cannot take anything in at the moment. Please call us: %1</source>
        <translation>Dieses Gerät kann gerade nichts aufnehmen. Bitte rufen Sie uns an: %1</translation>
    </message>
    <message id="offer-dates">
        <source>Dates</source>
        <translation>Termine</translation>
    </message>
    <message id="offers-none">
        <source>Nothing is planned here at the moment. Please ask us: we are glad to tell you more.</source>
        <translation>Hier ist zurzeit nichts geplant. Fragen Sie uns: Wir sagen Ihnen gern mehr.</translation>
    </message>
    <message id="review-empty">
        <source>no answer</source>
        <translation>keine Angabe</translation>
    </message>
    <message id="review-lead">
        <source>Touch a line to change it.</source>
        <translation>Berühren Sie eine Zeile, um sie zu ändern.</translation>
    </message>
    <message id="review-save">
        <source>Save now</source>
        <translation>Jetzt speichern</translation>
    </message>
    <message id="review-title">
        <source>Is everything right?</source>
        <translation>Ist alles richtig?</translation>
    </message>
    <message id="saved-next">
        <source>With the slip you can see at any of our kiosks how it stands, change how we reach you, or cancel.</source>
        <translation>Mit dem Beleg können Sie an jedem unserer Geräte erfahren, wie es steht, ändern, wie wir Sie erreichen, oder absagen.</translation>
    </message>
    <message id="saved-offline">
        <source>Your request is safe here. It is sent as soon as the connection is back.</source>
        <translation>Ihre Angaben sind hier sicher gespeichert. Sie werden gesendet, sobald die Leitung wieder da ist.</translation>
    </message>
    <message id="saved-online">
        <source>Your request is safe here and on its way to us.</source>
        <translation>Ihre Angaben sind hier sicher gespeichert und auf dem Weg zu uns.</translation>
    </message>
    <message id="saved-qr">
        <source>Your slip as a QR code</source>
        <translation>Ihr Beleg als QR-Code</translation>
    </message>
    <message id="saved-slip">
        <source>Your slip. Take a photo of it or write it down.</source>
        <translation>Ihr Beleg. Fotografieren Sie ihn oder schreiben Sie ihn ab.</translation>
    </message>
    <message id="saved-title">
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message id="session-external">
        <source>Please register there: %1</source>
        <translation>Bitte melden Sie sich dort an: %1</translation>
    </message>
    <message id="session-join-waiting">
        <source>Join the waiting list</source>
        <translation>Auf die Warteliste</translation>
    </message>
    <message id="session-open">
        <source>Open to everybody, without limit</source>
        <translation>Offen für alle, ohne Begrenzung</translation>
    </message>
    <message id="session-places">
        <source>Free places: %1</source>
        <translation>Freie Plätze: %1</translation>
    </message>
    <message id="session-register">
        <source>Register</source>
        <translation>Anmelden</translation>
    </message>
    <message id="session-waiting">
        <source>This kiosk cannot promise a place. You can join the waiting list.</source>
        <translation>Dieses Gerät kann keinen Platz fest zusagen. Sie können sich auf die Warteliste setzen.</translation>
    </message>
    <message id="slip-asking">
        <source>One moment. We are asking the centre.</source>
        <translation>Einen Augenblick. Wir fragen beim Zentrum nach.</translation>
    </message>
    <message id="slip-cancel-lead">
        <source>Then we no longer work on your request. A place that was kept for you goes to somebody else.</source>
        <translation>Dann arbeiten wir nicht mehr an Ihrer Anfrage. Ein Platz, der für Sie frei gehalten wurde, geht an jemand anderen.</translation>
    </message>
    <message id="slip-cancel-title">
        <source>Do you want to cancel?</source>
        <translation>Möchten Sie absagen?</translation>
    </message>
    <message id="slip-cancel-yes">
        <source>Yes, cancel</source>
        <translation>Ja, absagen</translation>
    </message>
    <message id="slip-change-lead">
        <source>We do not show here what we have had so far. The new entry replaces it.</source>
        <translation>Was wir bisher haben, zeigen wir hier nicht. Die neue Angabe ersetzt es.</translation>
    </message>
    <message id="slip-change-title">
        <source>How can we reach you from now on?</source>
        <translation>Wie erreichen wir Sie künftig?</translation>
    </message>
    <message id="slip-do-cancel">
        <source>Cancel my request or my place</source>
        <translation>Meine Anfrage oder meinen Platz absagen</translation>
    </message>
    <message id="slip-do-change">
        <source>Change how you reach me</source>
        <translation>Ändern, wie Sie mich erreichen</translation>
    </message>
    <message id="slip-do-withdraw">
        <source>Take back a consent</source>
        <translation>Eine Einwilligung zurücknehmen</translation>
    </message>
    <message id="slip-done-offline">
        <source>It is noted safely here. We will do it as soon as the connection is back.</source>
        <translation>Es ist hier sicher notiert. Wir erledigen es, sobald die Leitung wieder da ist.</translation>
    </message>
    <message id="slip-erase">
        <source>Delete the last character</source>
        <translation>Letztes Zeichen löschen</translation>
    </message>
    <message id="slip-later">
        <source>Many codes were tried here that do not exist. So we say nothing about codes for a while. Please come back in %1 minutes, or ask our staff. What you want to change you can enter now.</source>
        <translation>Hier wurden viele Codes versucht, die es nicht gibt. Deshalb sagen wir eine Weile nichts zu Codes. Bitte kommen Sie in %1 Minuten wieder oder fragen Sie unser Team. Was Sie ändern möchten, können Sie jetzt eingeben.</translation>
    </message>
    <message id="slip-lead">
        <source>Twelve letters and digits, in three groups of four.</source>
        <translation>Zwölf Buchstaben und Ziffern, in drei Gruppen zu vier.</translation>
    </message>
    <message id="slip-offline">
        <source>There is no connection at the moment. We can tell you how it stands when the connection is back. What you want to change you can enter now: we will do it as soon as the connection is back.</source>
        <translation>Zurzeit ohne Leitung. Wie es steht, können wir Ihnen sagen, wenn die Leitung wieder da ist. Was Sie ändern möchten, können Sie jetzt eingeben: Wir erledigen es, sobald die Leitung wieder da ist.</translation>
    </message>
    <message id="slip-stand-title">
        <source>How it stands</source>
        <translation>So steht es</translation>
    </message>
    <message id="slip-title">
        <source>What is the code on your slip?</source>
        <translation>Welcher Code steht auf Ihrem Beleg?</translation>
    </message>
    <message id="slip-unknown">
        <source>We do not find this code. Please compare it with your slip. If it comes from a kiosk that is without a connection at the moment, what you enter here waits until it is known.</source>
        <translation>Wir finden diesen Code nicht. Bitte vergleichen Sie ihn mit Ihrem Beleg. Kommt er von einem Gerät, das zurzeit ohne Leitung ist, dann wartet, was Sie hier eingeben, bis er bekannt ist.</translation>
    </message>
    <message id="slip-withdraw-ends">
        <source>Without this consent we cannot go on: your request ends too.</source>
        <translation>Ohne diese Einwilligung können wir nicht weitermachen: Ihre Anfrage endet dann auch.</translation>
    </message>
    <message id="slip-withdraw-lead">
        <source>We then delete what we kept for it alone. This cannot be undone.</source>
        <translation>Wir löschen dann, was wir nur dafür aufbewahrt haben. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message id="slip-withdraw-title">
        <source>Which consent do you take back?</source>
        <translation>Welche Einwilligung nehmen Sie zurück?</translation>
    </message>
    <message id="slip-withdraw-yes">
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message id="slip-word-answered">
        <source>It is answered.</source>
        <translation>Es ist beantwortet.</translation>
    </message>
    <message id="slip-word-ask-staff">
        <source>Please ask our staff about it.</source>
        <translation>Bitte fragen Sie unser Team danach.</translation>
    </message>
    <message id="slip-word-asked-back">
        <source>We have a question for you. Please come by or call us.</source>
        <translation>Wir haben eine Frage an Sie. Bitte kommen Sie vorbei oder rufen Sie uns an.</translation>
    </message>
    <message id="slip-word-cancelled">
        <source>It is cancelled.</source>
        <translation>Es ist abgesagt.</translation>
    </message>
    <message id="slip-word-confirmed">
        <source>Your place is confirmed.</source>
        <translation>Ihr Platz ist bestätigt.</translation>
    </message>
    <message id="slip-word-in-work">
        <source>We are working on it.</source>
        <translation>Wir arbeiten daran.</translation>
    </message>
    <message id="slip-word-place">
        <source>You are on the waiting list, at place %1.</source>
        <translation>Sie stehen auf der Warteliste, auf Platz %1.</translation>
    </message>
    <message id="slip-word-received">
        <source>It has arrived at the centre.</source>
        <translation>Es ist beim Zentrum angekommen.</translation>
    </message>
    <message id="slip-word-waiting">
        <source>You are on the waiting list.</source>
        <translation>Sie stehen auf der Warteliste.</translation>
    </message>
    <message id="slip-wrong">
        <source>This code does not fit. Please compare it with your slip, letter by letter.</source>
        <translation>Dieser Code passt nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Beleg.</translation>
    </message>
    <message id="step-of">
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message id="top-access">
        <source>Text size and contrast</source>
        <translation>Schriftgröße und Kontrast</translation>
    </message>
    <message id="top-help">
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message id="top-speech">
        <source>Read aloud</source>
        <translation>Vorlesen</translation>
    </message>
</context>
</TS>
