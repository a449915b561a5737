<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name></name>
    <message id="app-first-contact">
        <source>This kiosk is waiting for its first contact with the centre.</source>
        <translation>Este terminal espera el primer contacto con el centro.</translation>
    </message>
    <message id="app-first-contact-text">
        <source>As soon as the line is there, everything will appear by itself.</source>
        <translation>En cuanto haya conexión, todo aparecerá por sí solo.</translation>
    </message>
    <message id="app-disk-full">
        <source>The storage of this kiosk is full.</source>
        <translation>La memoria de este terminal está llena.</translation>
    </message>
    <message id="app-journal-broken">
        <source>The storage of this kiosk cannot be opened.</source>
        <translation>No se puede abrir la memoria de este terminal.</translation>
    </message>
    <message id="app-waiting-list">
        <source>Places are given out by our staff. You are on the list; we tell you whether you have a place.</source>
        <translation>Nuestro equipo asigna las plazas. Está en la lista; le diremos si tiene plaza.</translation>
    </message>
    <message id="app-registered">
        <source>You are registered.</source>
        <translation>Está inscrito.</translation>
    </message>
    <message id="app-just-come">
        <source>Just come along, no registration is needed.</source>
        <translation>Venga sin más, no hace falta inscribirse.</translation>
    </message>
    <message id="app-seats-here">
        <source>Places that this kiosk can give you at once: %1</source>
        <translation>Plazas que este terminal puede darle ahora mismo: %1</translation>
    </message>
    <message id="app-seats-none">
        <source>All places are taken or reserved. You can join the waiting list.</source>
        <translation>Todas las plazas están ocupadas o reservadas. Puede apuntarse a la lista de espera.</translation>
    </message>
    <message id="app-cancelled">
        <source>This date is cancelled.</source>
        <translation>Esta fecha se ha cancelado.</translation>
    </message>
    <message id="app-data-use">
        <source>Only for your request</source>
        <translation>Solo para su solicitud</translation>
    </message>
    <message id="app-carriers">
        <source>Run by</source>
        <translation>Responsables</translation>
    </message>
    <message id="app-funders">
        <source>Paid for by</source>
        <translation>Financiado por</translation>
    </message>
    <message id="app-controllers">
        <source>Responsible for your data</source>
        <translation>Responsable de sus datos</translation>
    </message>
</context>
</TS>
