<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name></name>
    <message id="app-first-contact">
        <source>This kiosk is waiting for its first contact with the centre.</source>
        <translation>هذا الجهاز ينتظر أول اتصال بالمركز.</translation>
    </message>
    <message id="app-first-contact-text">
        <source>As soon as the line is there, everything will appear by itself.</source>
        <translation>عندما يتوفر الاتصال سيظهر كل شيء تلقائيًا.</translation>
    </message>
    <message id="app-disk-full">
        <source>The storage of this kiosk is full.</source>
        <translation>ذاكرة هذا الجهاز ممتلئة.</translation>
    </message>
    <message id="app-journal-broken">
        <source>The storage of this kiosk cannot be opened.</source>
        <translation>لا يمكن فتح ذاكرة هذا الجهاز.</translation>
    </message>
    <message id="app-waiting-list">
        <source>Places are given out by our staff. You are on the list; we tell you whether you have a place.</source>
        <translation>يوزّع فريقنا الأماكن. أنت في القائمة، وسنخبرك إن كان لك مكان.</translation>
    </message>
    <message id="app-registered">
        <source>You are registered.</source>
        <translation>لقد تم تسجيلك.</translation>
    </message>
    <message id="app-just-come">
        <source>Just come along, no registration is needed.</source>
        <translation>تعال ببساطة، لا حاجة إلى التسجيل.</translation>
    </message>
    <message id="app-seats-here">
        <source>Places that this kiosk can give you at once: %1</source>
        <translation>الأماكن التي يمكن لهذا الجهاز أن يعطيك إياها فورًا: %1</translation>
    </message>
    <message id="app-seats-none">
        <source>All places are taken or reserved. You can join the waiting list.</source>
        <translation>جميع الأماكن مشغولة أو محجوزة. يمكنك التسجيل في قائمة الانتظار.</translation>
    </message>
    <message id="app-cancelled">
        <source>This date is cancelled.</source>
        <translation>أُلغي هذا الموعد.</translation>
    </message>
    <message id="app-data-use">
        <source>Only for your request</source>
        <translation>فقط من أجل طلبك</translation>
    </message>
    <message id="app-carriers">
        <source>Run by</source>
        <translation>الجهة المنفّذة</translation>
    </message>
    <message id="app-funders">
        <source>Paid for by</source>
        <translation>بتمويل من</translation>
    </message>
    <message id="app-controllers">
        <source>Responsible for your data</source>
        <translation>المسؤول عن بياناتك</translation>
    </message>
</context>
</TS>
