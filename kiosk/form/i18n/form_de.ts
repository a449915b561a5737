<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message id="violation-required">
        <source>Please give an answer here.</source>
        <translation>Bitte antworten Sie hier.</translation>
    </message>
    <message id="violation-too_short">
        <source>That is a little short. Please write at least %1 characters.</source>
        <translation>Das ist etwas kurz. Bitte schreiben Sie mindestens %1 Zeichen.</translation>
    </message>
    <message id="violation-too_long">
        <source>That is longer than we can keep. Please shorten it to %1 characters.</source>
        <translation>Das ist länger, als wir aufnehmen können. Bitte kürzen Sie auf %1 Zeichen.</translation>
    </message>
    <message id="violation-too_many_items">
        <source>Please choose at most %1.</source>
        <translation>Bitte wählen Sie höchstens %1 aus.</translation>
    </message>
    <message id="violation-control_character">
        <source>There is an invisible sign in it that we cannot keep. Please delete the answer and type it again.</source>
        <translation>Darin ist ein unsichtbares Zeichen, das wir nicht aufnehmen können. Bitte löschen Sie die Antwort und tippen Sie sie noch einmal.</translation>
    </message>
    <message id="violation-not_utf8">
        <source>There is a sign in it that we cannot read. Please delete the answer and type it again.</source>
        <translation>Darin ist ein Zeichen, das wir nicht lesen können. Bitte löschen Sie die Antwort und tippen Sie sie noch einmal.</translation>
    </message>
    <message id="violation-not_phone">
        <source>This does not look like a phone number yet. Please type 5 to 15 digits; a + at the start is fine.</source>
        <translation>Das sieht noch nicht wie eine Telefonnummer aus. Bitte tippen Sie 5 bis 15 Ziffern; ein + am Anfang ist in Ordnung.</translation>
    </message>
    <message id="violation-not_email">
        <source>This does not look like an e-mail address yet. It needs an @ and an ending such as .de.</source>
        <translation>Das sieht noch nicht wie eine E-Mail-Adresse aus. Es fehlen ein @ oder eine Endung wie .de.</translation>
    </message>
    <message id="violation-not_url">
        <source>This does not look like a web address yet. Please type it as www.example.org.</source>
        <translation>Das sieht noch nicht wie eine Internetadresse aus. Bitte tippen Sie zum Beispiel www.beispiel.de.</translation>
    </message>
    <message id="violation-not_language">
        <source>Please choose one of the languages.</source>
        <translation>Bitte wählen Sie eine der Sprachen.</translation>
    </message>
    <message id="violation-not_date">
        <source>This is not a full date yet. Please fill in day, month and year.</source>
        <translation>Das ist noch kein ganzes Datum. Bitte füllen Sie Tag, Monat und Jahr aus.</translation>
    </message>
    <message id="violation-not_code">
        <source>Please choose one of the answers shown.</source>
        <translation>Bitte wählen Sie eine der gezeigten Antworten.</translation>
    </message>
    <message id="violation-out_of_range">
        <source>Please give a number from %1 to %2.</source>
        <translation>Bitte geben Sie eine Zahl von %1 bis %2 an.</translation>
    </message>
    <message id="violation-unknown_value">
        <source>Please choose one of the answers shown.</source>
        <translation>Bitte wählen Sie eine der gezeigten Antworten.</translation>
    </message>
    <message id="violation-other">
        <source>We cannot keep this answer as it is. Please change it or ask our staff.</source>
        <translation>Diese Antwort können wir so nicht aufnehmen. Bitte ändern Sie sie oder fragen Sie uns.</translation>
    </message>
    <message id="form-yes">
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message id="form-no">
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message id="form-day">
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message id="form-month">
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message id="form-year">
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message id="form-not-saved">
        <source>This could not be saved. Nothing has been sent. Please try again or speak to us.</source>
        <translation>Das konnte nicht gespeichert werden. Es wurde nichts gesendet. Bitte versuchen Sie es noch einmal oder sprechen Sie uns an.</translation>
    </message>
    <message id="form-look-again">
        <source>One of the answers is not quite right yet. Please touch the marked line and look again.</source>
        <translation>Eine der Antworten stimmt noch nicht ganz. Bitte berühren Sie die markierte Zeile und sehen Sie noch einmal nach.</translation>
    </message>
    <message id="form-consent-missing">
        <source>Without your “yes” to the points that are needed we cannot answer you.</source>
        <translation>Ohne Ihr „Ja“ zu den nötigen Punkten können wir Ihnen nicht antworten.</translation>
    </message>
    <message id="slip-not-a-code">
        <source>This code is not complete. It has 12 letters and digits.</source>
        <translation>Dieser Code ist nicht vollständig. Er hat 12 Buchstaben und Ziffern.</translation>
    </message>
</context>
</TS>
