<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message id="app-first-contact">
        <source>This kiosk is waiting for its first contact with the centre.</source>
        <translation>Dieses Terminal wartet auf den ersten Kontakt mit dem Zentrum.</translation>
    </message>
    <message id="app-first-contact-text">
        <source>As soon as the line is there, everything will appear by itself.</source>
        <translation>Sobald die Leitung steht, erscheint hier alles von selbst.</translation>
    </message>
    <message id="app-disk-full">
        <source>The storage of this kiosk is full.</source>
        <translation>Der Speicher dieses Terminals ist voll.</translation>
    </message>
    <message id="app-journal-broken">
        <source>The storage of this kiosk cannot be opened.</source>
        <translation>Der Speicher dieses Terminals lässt sich nicht öffnen.</translation>
    </message>
    <message id="app-waiting-list">
        <source>Places are given out by our staff. You are on the list; we tell you whether you have a place.</source>
        <translation>Die Plätze vergeben wir persönlich. Sie stehen auf der Liste; wir sagen Ihnen, ob Sie einen Platz haben.</translation>
    </message>
    <message id="app-registered">
        <source>You are registered.</source>
        <translation>Sie sind angemeldet.</translation>
    </message>
    <message id="app-just-come">
        <source>Just come along, no registration is needed.</source>
        <translation>Kommen Sie einfach vorbei, eine Anmeldung ist nicht nötig.</translation>
    </message>
    <message id="app-seats-here">
        <source>Places that this kiosk can give you at once: %1</source>
        <translation>Plätze, die dieses Terminal Ihnen sofort geben kann: %1</translation>
    </message>
    <message id="app-seats-none">
        <source>All places are taken or reserved. You can join the waiting list.</source>
        <translation>Alle Plätze sind vergeben oder reserviert. Sie können auf die Warteliste.</translation>
    </message>
    <message id="app-cancelled">
        <source>This date is cancelled.</source>
        <translation>Dieser Termin fällt aus.</translation>
    </message>
    <message id="app-data-use">
        <source>Only for your request</source>
        <translation>Nur für Ihre Anfrage</translation>
    </message>
    <message id="app-carriers">
        <source>Run by</source>
        <translation>Träger</translation>
    </message>
    <message id="app-funders">
        <source>Paid for by</source>
        <translation>Gefördert von</translation>
    </message>
    <message id="app-controllers">
        <source>Responsible for your data</source>
        <translation>Verantwortlich für Ihre Daten</translation>
    </message>
</context>
</TS>
