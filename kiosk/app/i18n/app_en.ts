<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message id="app-first-contact">
        <source>This kiosk is waiting for its first contact with the centre.</source>
        <translation>This kiosk is waiting for its first contact with the centre.</translation>
    </message>
    <message id="app-first-contact-text">
        <source>As soon as the line is there, everything will appear by itself.</source>
        <translation>As soon as the line is there, everything will appear by itself.</translation>
    </message>
    <message id="app-disk-full">
        <source>The storage of this kiosk is full.</source>
        <translation>The storage of this kiosk is full.</translation>
    </message>
    <message id="app-journal-broken">
        <source>The storage of this kiosk cannot be opened.</source>
        <translation>The storage of this kiosk cannot be opened.</translation>
    </message>
    <message id="app-waiting-list">
        <source>Places are given out by our staff. You are on the list; we tell you whether you have a place.</source>
        <translation>Places are given out by our staff. You are on the list; we tell you whether you have a place.</translation>
    </message>
    <message id="app-registered">
        <source>You are registered.</source>
        <translation>You are registered.</translation>
    </message>
    <message id="app-just-come">
        <source>Just come along, no registration is needed.</source>
        <translation>Just come along, no registration is needed.</translation>
    </message>
    <message id="app-seats-here">
        <source>Places that this kiosk can give you at once: %1</source>
        <translation>Places that this kiosk can give you at once: %1</translation>
    </message>
    <message id="app-seats-none">
        <source>All places are taken or reserved. You can join the waiting list.</source>
        <translation>All places are taken or reserved. You can join the waiting list.</translation>
    </message>
    <message id="app-cancelled">
        <source>This date is cancelled.</source>
        <translation>This date is cancelled.</translation>
    </message>
    <message id="app-data-use">
        <source>Only for your request</source>
        <translation>Only for your request</translation>
    </message>
    <message id="app-carriers">
        <source>Run by</source>
        <translation>Run by</translation>
    </message>
    <message id="app-funders">
        <source>Paid for by</source>
        <translation>Paid for by</translation>
    </message>
    <message id="app-controllers">
        <source>Responsible for your data</source>
        <translation>Responsible for your data</translation>
    </message>
</context>
</TS>
