<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message id="violation-required">
        <source>Please give an answer here.</source>
        <translation>Please give an answer here.</translation>
    </message>
    <message id="violation-too_short">
        <source>That is a little short. Please write at least %1 characters.</source>
        <translation>That is a little short. Please write at least %1 characters.</translation>
    </message>
    <message id="violation-too_long">
        <source>That is longer than we can keep. Please shorten it to %1 characters.</source>
        <translation>That is longer than we can keep. Please shorten it to %1 characters.</translation>
    </message>
    <message id="violation-too_many_items">
        <source>Please choose at most %1.</source>
        <translation>Please choose at most %1.</translation>
    </message>
    <message id="violation-control_character">
        <source>There is an invisible sign in it that we cannot keep. Please delete the answer and type it again.</source>
        <translation>There is an invisible sign in it that we cannot keep. Please delete the answer and type it again.</translation>
    </message>
    <message id="violation-not_utf8">
        <source>There is a sign in it that we cannot read. Please delete the answer and type it again.</source>
        <translation>There is a sign in it that we cannot read. Please delete the answer and type it again.</translation>
    </message>
    <message id="violation-not_phone">
        <source>This does not look like a phone number yet. Please type 5 to 15 digits; a + at the start is fine.</source>
        <translation>This does not look like a phone number yet. Please type 5 to 15 digits; a + at the start is fine.</translation>
    </message>
    <message id="violation-not_email">
        <source>This does not look like an e-mail address yet. It needs an @ and an ending such as .de.</source>
        <translation>This does not look like an e-mail address yet. It needs an @ and an ending such as .de.</translation>
    </message>
    <message id="violation-not_url">
        <source>This does not look like a web address yet. Please type it as www.example.org.</source>
        <translation>This does not look like a web address yet. Please type it as www.example.org.</translation>
    </message>
    <message id="violation-not_language">
        <source>Please choose one of the languages.</source>
        <translation>Please choose one of the languages.</translation>
    </message>
    <message id="violation-not_date">
        <source>This is not a full date yet. Please fill in day, month and year.</source>
        <translation>This is not a full date yet. Please fill in day, month and year.</translation>
    </message>
    <message id="violation-not_code">
        <source>Please choose one of the answers shown.</source>
        <translation>Please choose one of the answers shown.</translation>
    </message>
    <message id="violation-out_of_range">
        <source>Please give a number from %1 to %2.</source>
        <translation>Please give a number from %1 to %2.</translation>
    </message>
    <message id="violation-unknown_value">
        <source>Please choose one of the answers shown.</source>
        <translation>Please choose one of the answers shown.</translation>
    </message>
    <message id="violation-other">
        <source>We cannot keep this answer as it is. Please change it or ask our staff.</source>
        <translation>We cannot keep this answer as it is. Please change it or ask our staff.</translation>
    </message>
    <message id="form-yes">
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message id="form-no">
        <source>No</source>
        <translation>No</translation>
    </message>
    <message id="form-day">
        <source>Day</source>
        <translation>Day</translation>
    </message>
    <message id="form-month">
        <source>Month</source>
        <translation>Month</translation>
    </message>
    <message id="form-year">
        <source>Year</source>
        <translation>Year</translation>
    </message>
    <message id="form-not-saved">
        <source>This could not be saved. Nothing has been sent. Please try again or speak to us.</source>
        <translation>This could not be saved. Nothing has been sent. Please try again or speak to us.</translation>
    </message>
    <message id="form-look-again">
        <source>One of the answers is not quite right yet. Please touch the marked line and look again.</source>
        <translation>One of the answers is not quite right yet. Please touch the marked line and look again.</translation>
    </message>
    <message id="form-consent-missing">
        <source>Without your “yes” to the points that are needed we cannot answer you.</source>
        <translation>Without your “yes” to the points that are needed we cannot answer you.</translation>
    </message>
    <message id="slip-not-a-code">
        <source>This code is not complete. It has 12 letters and digits.</source>
        <translation>This code is not complete. It has 12 letters and digits.</translation>
    </message>
</context>
</TS>
