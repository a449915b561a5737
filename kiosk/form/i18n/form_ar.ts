<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name></name>
    <message id="violation-required">
        <source>Please give an answer here.</source>
        <translation>من فضلك أجب هنا.</translation>
    </message>
    <message id="violation-too_short">
        <source>That is a little short. Please write at least %1 characters.</source>
        <translation>هذا قصير قليلاً. من فضلك اكتب %1 حرفًا على الأقل.</translation>
    </message>
    <message id="violation-too_long">
        <source>That is longer than we can keep. Please shorten it to %1 characters.</source>
        <translation>هذا أطول مما يمكننا حفظه. من فضلك اختصره إلى %1 حرفًا.</translation>
    </message>
    <message id="violation-too_many_items">
        <source>Please choose at most %1.</source>
        <translation>من فضلك اختر %1 على الأكثر.</translation>
    </message>
    <message id="violation-control_character">
        <source>There is an invisible sign in it that we cannot keep. Please delete the answer and type it again.</source>
        <translation>في النص علامة غير مرئية لا يمكننا حفظها. من فضلك امسح الإجابة واكتبها من جديد.</translation>
    </message>
    <message id="violation-not_utf8">
        <source>There is a sign in it that we cannot read. Please delete the answer and type it again.</source>
        <translation>في النص علامة لا يمكننا قراءتها. من فضلك امسح الإجابة واكتبها من جديد.</translation>
    </message>
    <message id="violation-not_phone">
        <source>This does not look like a phone number yet. Please type 5 to 15 digits; a + at the start is fine.</source>
        <translation>هذا لا يشبه رقم هاتف بعد. من فضلك اكتب من 5 إلى 15 رقمًا؛ يمكن أن يبدأ بعلامة +.</translation>
    </message>
    <message id="violation-not_email">
        <source>This does not look like an e-mail address yet. It needs an @ and an ending such as .de.</source>
        <translation>هذا لا يشبه عنوان بريد إلكتروني بعد. يحتاج إلى علامة @ ونهاية مثل ‎.de.</translation>
    </message>
    <message id="violation-not_url">
        <source>This does not look like a web address yet. Please type it as www.example.org.</source>
        <translation>هذا لا يشبه عنوان موقع بعد. من فضلك اكتبه مثل ‎www.example.org.</translation>
    </message>
    <message id="violation-not_language">
        <source>Please choose one of the languages.</source>
        <translation>من فضلك اختر إحدى اللغات.</translation>
    </message>
    <message id="violation-not_date">
        <source>This is not a full date yet. Please fill in day, month and year.</source>
        <translation>هذا ليس تاريخًا كاملاً بعد. من فضلك املأ اليوم والشهر والسنة.</translation>
    </message>
    <message id="violation-not_code">
        <source>Please choose one of the answers shown.</source>
        <translation>من فضلك اختر إحدى الإجابات المعروضة.</translation>
    </message>
    <message id="violation-out_of_range">
        <source>Please give a number from %1 to %2.</source>
        <translation>من فضلك أدخل عددًا من %1 إلى %2.</translation>
    </message>
    <message id="violation-unknown_value">
        <source>Please choose one of the answers shown.</source>
        <translation>من فضلك اختر إحدى الإجابات المعروضة.</translation>
    </message>
    <message id="violation-other">
        <source>We cannot keep this answer as it is. Please change it or ask our staff.</source>
        <translation>لا يمكننا حفظ هذه الإجابة كما هي. من فضلك غيّرها أو اسألنا.</translation>
    </message>
    <message id="form-yes">
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message id="form-no">
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message id="form-day">
        <source>Day</source>
        <translation>اليوم</translation>
    </message>
    <message id="form-month">
        <source>Month</source>
        <translation>الشهر</translation>
    </message>
    <message id="form-year">
        <source>Year</source>
        <translation>السنة</translation>
    </message>
    <message id="form-not-saved">
        <source>This could not be saved. Nothing has been sent. Please try again or speak to us.</source>
        <translation>تعذّر الحفظ. لم يُرسل أي شيء. من فضلك حاول مرة أخرى أو تحدث إلينا.</translation>
    </message>
    <message id="form-look-again">
        <source>One of the answers is not quite right yet. Please touch the marked line and look again.</source>
        <translation>إحدى الإجابات ليست صحيحة تمامًا بعد. من فضلك المس السطر المعلَّم وراجعه.</translation>
    </message>
    <message id="form-consent-missing">
        <source>Without your “yes” to the points that are needed we cannot answer you.</source>
        <translation>بدون موافقتك على النقاط اللازمة لا يمكننا الرد عليك.</translation>
    </message>
    <message id="slip-not-a-code">
        <source>This code is not complete. It has 12 letters and digits.</source>
        <translation>هذا الرمز غير مكتمل. يتكوّن من 12 حرفًا ورقمًا.</translation>
    </message>
</context>
</TS>
