<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message id="about-partners">
        <source>Our partners</source>
        <translation>Our partners</translation>
    </message>
    <message id="access-contrast">
        <source>Contrast</source>
        <translation>Contrast</translation>
    </message>
    <message id="access-normal">
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message id="access-simple">
        <source>Simple language</source>
        <translation>Simple language</translation>
    </message>
    <message id="access-size">
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message id="access-strong">
        <source>Strong</source>
        <translation>Strong</translation>
    </message>
    <message id="access-title">
        <source>Easier to read</source>
        <translation>Easier to read</translation>
    </message>
    <message id="attract-hint">
        <source>Touch your language.</source>
        <translation>Touch your language.</translation>
    </message>
    <message id="back">
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message id="broken-text">
        <source>Nothing can be entered here at the moment. Please call us or speak to us on site.</source>
        <translation>Nothing can be entered here at the moment. Please call us or speak to us on site.</translation>
    </message>
    <message id="broken-title">
        <source>This kiosk needs a pause.</source>
        <translation>This kiosk needs a pause.</translation>
    </message>
    <message id="close">
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message id="consent-answer-all">
        <source>Please choose “yes” or “no” for each point.</source>
        <translation>Please choose “yes” or “no” for each point.</translation>
    </message>
    <message id="consent-choice">
        <source>your choice</source>
        <translation>your choice</translation>
    </message>
    <message id="consent-lead">
        <source>A “no” to the points marked “your choice” changes nothing about your request.</source>
        <translation>A “no” to the points marked “your choice” changes nothing about your request.</translation>
    </message>
    <message id="consent-missing">
        <source>Without a “yes” to point %1 we cannot take your request. You can end here: then nothing is kept.</source>
        <translation>Without a “yes” to point %1 we cannot take your request. You can end here: then nothing is kept.</translation>
    </message>
    <message id="consent-needed">
        <source>needed</source>
        <translation>needed</translation>
    </message>
    <message id="consent-title">
        <source>You decide, point by point</source>
        <translation>You decide, point by point</translation>
    </message>
    <message id="continue">
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message id="controls-down">
        <source>Further down</source>
        <translation>Further down</translation>
    </message>
    <message id="controls-fewer">
        <source>Fewer</source>
        <translation>Fewer</translation>
    </message>
    <message id="controls-more">
        <source>More</source>
        <translation>More</translation>
    </message>
    <message id="controls-next">
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message id="controls-no">
        <source>No</source>
        <translation>No</translation>
    </message>
    <message id="controls-up">
        <source>Back up</source>
        <translation>Back up</translation>
    </message>
    <message id="controls-yes">
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message id="done">
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message id="end">
        <source>End</source>
        <translation>End</translation>
    </message>
    <message id="end-and-delete">
        <source>End and delete</source>
        <translation>End and delete</translation>
    </message>
    <message id="help-emergency">
        <source>In an emergency</source>
        <translation>In an emergency</translation>
    </message>
    <message id="help-text">
        <source>Ask the people here on site, or call us. You can stop at any time: then nothing is kept.</source>
        <translation>Ask the people here on site, or call us. You can stop at any time: then nothing is kept.</translation>
    </message>
    <message id="home-about">
        <source>About us and partners</source>
        <translation>About us and partners</translation>
    </message>
    <message id="home-about-text">
        <source>Aims, partners, opening hours</source>
        <translation>Aims, partners, opening hours</translation>
    </message>
    <message id="home-advice">
        <source>Advice</source>
        <translation>Advice</translation>
    </message>
    <message id="home-network">
        <source>Network</source>
        <translation>Network</translation>
    </message>
    <message id="home-question">
        <source>Ask a question</source>
        <translation>Ask a question</translation>
    </message>
    <message id="home-question-text">
        <source>We call you back or write to you</source>
        <translation>We call you back or write to you</translation>
    </message>
    <message id="home-slip">
        <source>My slip</source>
        <translation>My slip</translation>
    </message>
    <message id="home-slip-text">
        <source>See how it stands, change, cancel</source>
        <translation>See how it stands, change, cancel</translation>
    </message>
    <message id="home-title">
        <source>What would you like to do?</source>
        <translation>What would you like to do?</translation>
    </message>
    <message id="home-training">
        <source>Training and events</source>
        <translation>Training and events</translation>
    </message>
    <message id="hours-title">
        <source>Opening hours</source>
        <translation>Opening hours</translation>
    </message>
    <message id="idle-stay">
        <source>I need more time</source>
        <translation>I need more time</translation>
    </message>
    <message id="idle-text">
        <source>In %1 seconds this screen starts afresh and everything you entered is deleted.</source>
        <translation>In %1 seconds this screen starts afresh and everything you entered is deleted.</translation>
    </message>
    <message id="idle-title">
        <source>Are you still there?</source>
        <translation>Are you still there?</translation>
    </message>
    <message id="language-title">
        <source>Which language would you like?</source>
        <translation>Which language would you like?</translation>
    </message>
    <message id="leave-stay">
        <source>Go on filling in</source>
        <translation>Go on filling in</translation>
    </message>
    <message id="leave-text">
        <source>What you have entered is deleted. Nothing is kept and nothing is sent.</source>
        <translation>What you have entered is deleted. Nothing is kept and nothing is sent.</translation>
    </message>
    <message id="leave-title">
        <source>End and delete everything?</source>
        <translation>End and delete everything?</translation>
    </message>
    <message id="line-offline">
        <source>There is no connection at the moment. What you enter is kept safely here and sent later.</source>
        <translation>There is no connection at the moment. What you enter is kept safely here and sent later.</translation>
    </message>
    <message id="offer-ask">
        <source>Write to us</source>
        <translation>Write to us</translation>
    </message>
    <message id="offer-cannot-capture">
        <source>This kiosk cannot take anything in at the moment. Please call us: %1</source>
        <translation>This kiosk cannot take anything in at the moment. Please call us: %1</translation>
    </message>
    <message id="offer-dates">
        <source>Dates</source>
        <translation>Dates</translation>
    </message>
    <message id="offers-none">
        <source>Nothing is planned here at the moment. Please ask us: we are glad to tell you more.</source>
        <translation>Nothing is planned here at the moment. Please ask us: we are glad to tell you more.</translation>
    </message>
    <message id="review-empty">
        <source>no answer</source>
        <translation>no answer</translation>
    </message>
    <message id="review-lead">
        <source>Touch a line to change it.</source>
        <translation>Touch a line to change it.</translation>
    </message>
    <message id="review-save">
        <source>Save now</source>
        <translation>Save now</translation>
    </message>
    <message id="review-title">
        <source>Is everything right?</source>
        <translation>Is everything right?</translation>
    </message>
    <message id="saved-next">
        <source>With the slip you can see at any of our kiosks how it stands, change how we reach you, or cancel.</source>
        <translation>With the slip you can see at any of our kiosks how it stands, change how we reach you, or cancel.</translation>
    </message>
    <message id="saved-offline">
        <source>Your request is safe here. It is sent as soon as the connection is back.</source>
        <translation>Your request is safe here. It is sent as soon as the connection is back.</translation>
    </message>
    <message id="saved-online">
        <source>Your request is safe here and on its way to us.</source>
        <translation>Your request is safe here and on its way to us.</translation>
    </message>
    <message id="saved-qr">
        <source>Your slip as a QR code</source>
        <translation>Your slip as a QR code</translation>
    </message>
    <message id="saved-slip">
        <source>Your slip. Take a photo of it or write it down.</source>
        <translation>Your slip. Take a photo of it or write it down.</translation>
    </message>
    <message id="saved-title">
        <source>Saved.</source>
        <translation>Saved.</translation>
    </message>
    <message id="session-external">
        <source>Please register there: %1</source>
        <translation>Please register there: %1</translation>
    </message>
    <message id="session-join-waiting">
        <source>Join the waiting list</source>
        <translation>Join the waiting list</translation>
    </message>
    <message id="session-open">
        <source>Open to everybody, without limit</source>
        <translation>Open to everybody, without limit</translation>
    </message>
    <message id="session-places">
        <source>Free places: %1</source>
        <translation>Free places: %1</translation>
    </message>
    <message id="session-register">
        <source>Register</source>
        <translation>Register</translation>
    </message>
    <message id="session-waiting">
        <source>This kiosk cannot promise a place. You can join the waiting list.</source>
        <translation>This kiosk cannot promise a place. You can join the waiting list.</translation>
    </message>
    <message id="slip-asking">
        <source>One moment. We are asking the centre.</source>
        <translation>One moment. We are asking the centre.</translation>
    </message>
    <message id="slip-cancel-lead">
        <source>Then we no longer work on your request. A place that was kept for you goes to somebody else.</source>
        <translation>Then we no longer work on your request. A place that was kept for you goes to somebody else.</translation>
    </message>
    <message id="slip-cancel-title">
        <source>Do you want to cancel?</source>
        <translation>Do you want to cancel?</translation>
    </message>
    <message id="slip-cancel-yes">
        <source>Yes, cancel</source>
        <translation>Yes, cancel</translation>
    </message>
    <message id="slip-change-lead">
        <source>We do not show here what we have had so far. The new entry replaces it.</source>
        <translation>We do not show here what we have had so far. The new entry replaces it.</translation>
    </message>
    <message id="slip-change-title">
        <source>How can we reach you from now on?</source>
        <translation>How can we reach you from now on?</translation>
    </message>
    <message id="slip-do-cancel">
        <source>Cancel my request or my place</source>
        <translation>Cancel my request or my place</translation>
    </message>
    <message id="slip-do-change">
        <source>Change how you reach me</source>
        <translation>Change how you reach me</translation>
    </message>
    <message id="slip-do-withdraw">
        <source>Take back a consent</source>
        <translation>Take back a consent</translation>
    </message>
    <message id="slip-done-offline">
        <source>It is noted safely here. We will do it as soon as the connection is back.</source>
        <translation>It is noted safely here. We will do it as soon as the connection is back.</translation>
    </message>
    <message id="slip-erase">
        <source>Delete the last character</source>
        <translation>Delete the last character</translation>
    </message>
    <message id="slip-later">
        <source>Many codes were tried here that do not exist. So we say nothing about codes for a while. Please come back in %1 minutes, or ask our staff. What you want to change you can enter now.</source>
        <translation>Many codes were tried here that do not exist. So we say nothing about codes for a while. Please come back in %1 minutes, or ask our staff. What you want to change you can enter now.</translation>
    </message>
    <message id="slip-lead">
        <source>Twelve letters and digits, in three groups of four.</source>
        <translation>Twelve letters and digits, in three groups of four.</translation>
    </message>
    <message id="slip-offline">
        <source>There is no connection at the moment. We can tell you how it stands when the connection is back. What you want to change you can enter now: we will do it as soon as the connection is back.</source>
        <translation>There is no connection at the moment. We can tell you how it stands when the connection is back. What you want to change you can enter now: we will do it as soon as the connection is back.</translation>
    </message>
    <message id="slip-stand-title">
        <source>How it stands</source>
        <translation>How it stands</translation>
    </message>
    <message id="slip-title">
        <source>What is the code on your slip?</source>
        <translation>What is the code on your slip?</translation>
    </message>
    <message id="slip-unknown">
        <source>We do not find this code. Please compare it with your slip. If it comes from a kiosk that is without a connection at the moment, what you enter here waits until it is known.</source>
        <translation>We do not find this code. Please compare it with your slip. If it comes from a kiosk that is without a connection at the moment, what you enter here waits until it is known.</translation>
    </message>
    <message id="slip-withdraw-ends">
        <source>Without this consent we cannot go on: your request ends too.</source>
        <translation>Without this consent we cannot go on: your request ends too.</translation>
    </message>
    <message id="slip-withdraw-lead">
        <source>We then delete what we kept for it alone. This cannot be undone.</source>
        <translation>We then delete what we kept for it alone. This cannot be undone.</translation>
    </message>
    <message id="slip-withdraw-title">
        <source>Which consent do you take back?</source>
        <translation>Which consent do you take back?</translation>
    </message>
    <message id="slip-withdraw-yes">
        <source>Take it back</source>
        <translation>Take it back</translation>
    </message>
    <message id="slip-word-answered">
        <source>It is answered.</source>
        <translation>It is answered.</translation>
    </message>
    <message id="slip-word-ask-staff">
        <source>Please ask our staff about it.</source>
        <translation>Please ask our staff about it.</translation>
    </message>
    <message id="slip-word-asked-back">
        <source>We have a question for you. Please come by or call us.</source>
        <translation>We have a question for you. Please come by or call us.</translation>
    </message>
    <message id="slip-word-cancelled">
        <source>It is cancelled.</source>
        <translation>It is cancelled.</translation>
    </message>
    <message id="slip-word-confirmed">
        <source>Your place is confirmed.</source>
        <translation>Your place is confirmed.</translation>
    </message>
    <message id="slip-word-in-work">
        <source>We are working on it.</source>
        <translation>We are working on it.</translation>
    </message>
    <message id="slip-word-place">
        <source>You are on the waiting list, at place %1.</source>
        <translation>You are on the waiting list, at place %1.</translation>
    </message>
    <message id="slip-word-received">
        <source>It has arrived at the centre.</source>
        <translation>It has arrived at the centre.</translation>
    </message>
    <message id="slip-word-waiting">
        <source>You are on the waiting list.</source>
        <translation>You are on the waiting list.</translation>
    </message>
    <message id="slip-wrong">
        <source>This code does not fit. Please compare it with your slip, letter by letter.</source>
        <translation>This code does not fit. Please compare it with your slip, letter by letter.</translation>
    </message>
    <message id="step-of">
        <source>Step %1 of %2</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message id="top-access">
        <source>Text size and contrast</source>
        <translation>Text size and contrast</translation>
    </message>
    <message id="top-help">
        <source>Help</source>
        <translation>Help</translation>
    </message>
    <message id="top-speech">
        <source>Read aloud</source>
        <translation>Read aloud</translation>
    </message>
</context>
</TS>
