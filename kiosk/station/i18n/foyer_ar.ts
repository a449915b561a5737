<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name></name>
    <message id="about-partners">
        <source>Our partners</source>
        <translation>شركاؤنا</translation>
    </message>
    <message id="access-contrast">
        <source>Contrast</source>
        <translation>التباين</translation>
    </message>
    <message id="access-normal">
        <source>Normal</source>
        <translation>عادي</translation>
    </message>
    <message id="access-simple">
        <source>Simple language</source>
        <translation>لغة مبسطة</translation>
    </message>
    <message id="access-size">
        <source>Text size</source>
        <translation>حجم الخط</translation>
    </message>
    <message id="access-strong">
        <source>Strong</source>
        <translation>قوي</translation>
    </message>
    <message id="access-title">
        <source>Easier to read</source>
        <translation>قراءة أسهل</translation>
    </message>
    <message id="attract-hint">
        <source>Touch your language.</source>
        <translation>المس لغتك.</translation>
    </message>
    <message id="back">
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message id="broken-text">
        <source>Nothing can be entered here at the moment. Please call us or speak to us on site.</source>
        <translation>لا يمكن إدخال أي شيء هنا حاليًا. يُرجى الاتصال بنا أو التحدث إلينا في المركز.</translation>
    </message>
    <message id="broken-title">
        <source>This kiosk needs a pause.</source>
        <translation>هذا الجهاز يحتاج إلى استراحة.</translation>
    </message>
    <message id="close">
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message id="consent-answer-all">
        <source>Please choose “yes” or “no” for each point.</source>
        <translation>يُرجى اختيار «نعم» أو «لا» لكل نقطة.</translation>
    </message>
    <message id="consent-choice">
        <source>your choice</source>
        <translation>اختياري</translation>
    </message>
    <message id="consent-lead">
        <source>A “no” to the points marked “your choice” changes nothing about your request.</source>
        <translation>الإجابة بـ «لا» على النقاط المذكور فيها «اختياري» لا تغيّر شيئًا في طلبك.</translation>
    </message>
    <message id="consent-missing">
        <source>Without a “yes” to point %1 we cannot take your request. You can end here: then nothing is kept.</source>
        <translation>دون «نعم» على النقطة %1 لا يمكننا قبول طلبك. يمكنك الإنهاء هنا، وعندها لا يُحفظ شيء.</translation>
    </message>
    <message id="consent-needed">
        <source>needed</source>
        <translation>ضروري</translation>
    </message>
    <message id="consent-title">
        <source>You decide, point by point</source>
        <translation>القرار لك، نقطة بنقطة</translation>
    </message>
    <message id="continue">
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message id="controls-down">
        <source>Further down</source>
        <translation>إلى الأسفل</translation>
    </message>
    <message id="controls-fewer">
        <source>Fewer</source>
        <translation>أقل</translation>
    </message>
    <message id="controls-more">
        <source>More</source>
        <translation>أكثر</translation>
    </message>
    <message id="controls-next">
        <source>Next</source>
        <translation>التالي</translation>
    </message>
    <message id="controls-no">
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message id="controls-up">
        <source>Back up</source>
        <translation>إلى الأعلى</translation>
    </message>
    <message id="controls-yes">
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message id="done">
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message id="end">
        <source>End</source>
        <translation>إنهاء</translation>
    </message>
    <message id="end-and-delete">
        <source>End and delete</source>
        <translation>إنهاء وحذف</translation>
    </message>
    <message id="help-emergency">
        <source>In an emergency</source>
        <translation>في حالات الطوارئ</translation>
    </message>
    <message id="help-text">
        <source>Ask the people here on site, or call us. You can stop at any time: then nothing is kept.</source>
        <translation>اسأل الموجودين هنا في المركز أو اتصل بنا. يمكنك التوقف في أي وقت، وعندها لا يُحفظ شيء.</translation>
    </message>
    <message id="home-about">
        <source>About us and partners</source>
        <translation>من نحن وشركاؤنا</translation>
    </message>
    <message id="home-about-text">
        <source>Aims, partners, opening hours</source>
        <translation>الأهداف والشركاء وأوقات العمل</translation>
    </message>
    <message id="home-advice">
        <source>Advice</source>
        <translation>استشارة</translation>
    </message>
    <message id="home-network">
        <source>Network</source>
        <translation>الشبكة</translation>
    </message>
    <message id="home-question">
        <source>Ask a question</source>
        <translation>طرح سؤال</translation>
    </message>
    <message id="home-question-text">
        <source>We call you back or write to you</source>
        <translation>نتصل بك أو نكتب إليك</translation>
    </message>
    <message id="home-slip">
        <source>My slip</source>
        <translation>إيصالي</translation>
    </message>
    <message id="home-slip-text">
        <source>See how it stands, change, cancel</source>
        <translation>معرفة الوضع، التغيير، الإلغاء</translation>
    </message>
    <message id="home-title">
        <source>What would you like to do?</source>
        <translation>ماذا تريد أن تفعل؟</translation>
    </message>
    <message id="home-training">
        <source>Training and events</source>
        <translation>دورات ومواعيد</translation>
    </message>
    <message id="hours-title">
        <source>Opening hours</source>
        <translation>أوقات العمل</translation>
    </message>
    <message id="idle-stay">
        <source>I need more time</source>
        <translation>أحتاج إلى مزيد من الوقت</translation>
    </message>
    <message id="idle-text">
        <source>In %1 seconds this screen starts afresh and everything you entered is deleted.</source>
        <translation>خلال %1 ثانية تبدأ هذه الشاشة من جديد ويُحذف كل ما أدخلته.</translation>
    </message>
    <message id="idle-title">
        <source>Are you still there?</source>
        <translation>هل ما زلت هنا؟</translation>
    </message>
    <message id="language-title">
        <source>Which language would you like?</source>
        <translation>ما اللغة التي تريدها؟</translation>
    </message>
    <message id="leave-stay">
        <source>Go on filling in</source>
        <translation>مواصلة التعبئة</translation>
    </message>
    <message id="leave-text">
        <source>What you have entered is deleted. Nothing is kept and nothing is sent.</source>
        <translation>يُحذف ما أدخلته. لا يُحفظ شيء ولا يُرسل شيء.</translation>
    </message>
    <message id="leave-title">
        <source>End and delete everything?</source>
        <translation>إنهاء وحذف كل شيء؟</translation>
    </message>
    <message id="line-offline">
        <source>There is no connection at the moment. What you enter is kept safely here and sent later.</source>
        <translation>لا يوجد اتصال حاليًا. تُحفظ بياناتك هنا بأمان وتُرسل لاحقًا.</translation>
    </message>
    <message id="offer-ask">
        <source>Write to us</source>
        <translation>اكتب إلينا</translation>
    </message>
    <message id="offer-cannot-capture">
        <source>This kiosk cannot take anything in at the moment. Please call us: %1</source>
        <translation>لا يستطيع هذا الجهاز استقبال أي شيء حاليًا. يُرجى الاتصال بنا: %1</translation>
    </message>
    <message id="offer-dates">
        <source>Dates</source>
        <translation>المواعيد</translation>
    </message>
    <message id="offers-none">
        <source>Nothing is planned here at the moment. Please ask us: we are glad to tell you more.</source>
        <translation>لا يوجد شيء مخطط له هنا حاليًا. اسألنا: يسعدنا أن نخبرك بالمزيد.</translation>
    </message>
    <message id="review-empty">
        <source>no answer</source>
        <translation>دون إجابة</translation>
    </message>
    <message id="review-lead">
        <source>Touch a line to change it.</source>
        <translation>المس أي سطر لتغييره.</translation>
    </message>
    <message id="review-save">
        <source>Save now</source>
        <translation>حفظ الآن</translation>
    </message>
    <message id="review-title">
        <source>Is everything right?</source>
        <translation>هل كل شيء صحيح؟</translation>
    </message>
    <message id="saved-next">
        <source>With the slip you can see at any of our kiosks how it stands, change how we reach you, or cancel.</source>
        <translation>باستخدام الإيصال يمكنك من أي جهاز من أجهزتنا معرفة الوضع أو تغيير طريقة التواصل معك أو الإلغاء.</translation>
    </message>
    <message id="saved-offline">
        <source>Your request is safe here. It is sent as soon as the connection is back.</source>
        <translation>بياناتك محفوظة هنا بأمان، وستُرسل فور عودة الاتصال.</translation>
    </message>
    <message id="saved-online">
        <source>Your request is safe here and on its way to us.</source>
        <translation>بياناتك محفوظة هنا بأمان وهي في طريقها إلينا.</translation>
    </message>
    <message id="saved-qr">
        <source>Your slip as a QR code</source>
        <translation>إيصالك كرمز QR</translation>
    </message>
    <message id="saved-slip">
        <source>Your slip. Take a photo of it or write it down.</source>
        <translation>إيصالك. صوّره أو اكتبه على ورقة.</translation>
    </message>
    <message id="saved-title">
        <source>Saved.</source>
        <translation>تم الحفظ.</translation>
    </message>
    <message id="session-external">
        <source>Please register there: %1</source>
        <translation>يُرجى التسجيل هناك: %1</translation>
    </message>
    <message id="session-join-waiting">
        <source>Join the waiting list</source>
        <translation>الانضمام إلى قائمة الانتظار</translation>
    </message>
    <message id="session-open">
        <source>Open to everybody, without limit</source>
        <translation>مفتوح للجميع دون حد أقصى</translation>
    </message>
    <message id="session-places">
        <source>Free places: %1</source>
        <translation>الأماكن الشاغرة: %1</translation>
    </message>
    <message id="session-register">
        <source>Register</source>
        <translation>التسجيل</translation>
    </message>
    <message id="session-waiting">
        <source>This kiosk cannot promise a place. You can join the waiting list.</source>
        <translation>لا يستطيع هذا الجهاز أن يؤكد مكانًا. يمكنك التسجيل في قائمة الانتظار.</translation>
    </message>
    <message id="slip-asking">
        <source>One moment. We are asking the centre.</source>
        <translation>لحظة من فضلك. نسأل المركز الآن.</translation>
    </message>
    <message id="slip-cancel-lead">
        <source>Then we no longer work on your request. A place that was kept for you goes to somebody else.</source>
        <translation>عندئذ نتوقف عن العمل على طلبك. والمكان المحجوز لك يُعطى لشخص آخر.</translation>
    </message>
    <message id="slip-cancel-title">
        <source>Do you want to cancel?</source>
        <translation>هل تريد الإلغاء؟</translation>
    </message>
    <message id="slip-cancel-yes">
        <source>Yes, cancel</source>
        <translation>نعم، إلغاء</translation>
    </message>
    <message id="slip-change-lead">
        <source>We do not show here what we have had so far. The new entry replaces it.</source>
        <translation>لا نعرض هنا ما لدينا حتى الآن. البيان الجديد يحل محله.</translation>
    </message>
    <message id="slip-change-title">
        <source>How can we reach you from now on?</source>
        <translation>كيف نتواصل معك من الآن فصاعدًا؟</translation>
    </message>
    <message id="slip-do-cancel">
        <source>Cancel my request or my place</source>
        <translation>إلغاء طلبي أو مكاني</translation>
    </message>
    <message id="slip-do-change">
        <source>Change how you reach me</source>
        <translation>تغيير طريقة التواصل معي</translation>
    </message>
    <message id="slip-do-withdraw">
        <source>Take back a consent</source>
        <translation>سحب موافقة</translation>
    </message>
    <message id="slip-done-offline">
        <source>It is noted safely here. We will do it as soon as the connection is back.</source>
        <translation>سُجّل هنا بأمان. وسننفذه فور عودة الاتصال.</translation>
    </message>
    <message id="slip-erase">
        <source>Delete the last character</source>
        <translation>حذف آخر حرف</translation>
    </message>
    <message id="slip-later">
        <source>Many codes were tried here that do not exist. So we say nothing about codes for a while. Please come back in %1 minutes, or ask our staff. What you want to change you can enter now.</source>
        <translation>جُرّبت هنا رموز كثيرة غير موجودة، لذلك لا نعطي معلومات عن الرموز لبعض الوقت. يُرجى العودة بعد %1 دقيقة أو سؤال فريقنا. وما تريد تغييره يمكنك إدخاله الآن.</translation>
    </message>
    <message id="slip-lead">
        <source>Twelve letters and digits, in three groups of four.</source>
        <translation>اثنا عشر حرفًا ورقمًا، في ثلاث مجموعات من أربعة.</translation>
    </message>
    <message id="slip-offline">
        <source>There is no connection at the moment. We can tell you how it stands when the connection is back. What you want to change you can enter now: we will do it as soon as the connection is back.</source>
        <translation>لا يوجد اتصال حاليًا. يمكننا أن نخبرك بالوضع عندما يعود الاتصال. وما تريد تغييره يمكنك إدخاله الآن: سننفذه فور عودة الاتصال.</translation>
    </message>
    <message id="slip-stand-title">
        <source>How it stands</source>
        <translation>كيف هو الوضع</translation>
    </message>
    <message id="slip-title">
        <source>What is the code on your slip?</source>
        <translation>ما الرمز المكتوب على إيصالك؟</translation>
    </message>
    <message id="slip-unknown">
        <source>We do not find this code. Please compare it with your slip. If it comes from a kiosk that is without a connection at the moment, what you enter here waits until it is known.</source>
        <translation>لا نجد هذا الرمز. يُرجى مقارنته بإيصالك. إذا كان من جهاز لا اتصال له حاليًا، فإن ما تدخله هنا ينتظر حتى يصبح الرمز معروفًا.</translation>
    </message>
    <message id="slip-withdraw-ends">
        <source>Without this consent we cannot go on: your request ends too.</source>
        <translation>بدون هذه الموافقة لا يمكننا المتابعة: وينتهي طلبك أيضًا.</translation>
    </message>
    <message id="slip-withdraw-lead">
        <source>We then delete what we kept for it alone. This cannot be undone.</source>
        <translation>عندئذ نحذف ما حفظناه لهذا الغرض وحده. ولا يمكن التراجع عن ذلك.</translation>
    </message>
    <message id="slip-withdraw-title">
        <source>Which consent do you take back?</source>
        <translation>أي موافقة تريد سحبها؟</translation>
    </message>
    <message id="slip-withdraw-yes">
        <source>Take it back</source>
        <translation>سحب</translation>
    </message>
    <message id="slip-word-answered">
        <source>It is answered.</source>
        <translation>تم الرد عليه.</translation>
    </message>
    <message id="slip-word-ask-staff">
        <source>Please ask our staff about it.</source>
        <translation>يُرجى سؤال فريقنا عنه.</translation>
    </message>
    <message id="slip-word-asked-back">
        <source>We have a question for you. Please come by or call us.</source>
        <translation>لدينا سؤال لك. يُرجى الحضور أو الاتصال بنا.</translation>
    </message>
    <message id="slip-word-cancelled">
        <source>It is cancelled.</source>
        <translation>تم الإلغاء.</translation>
    </message>
    <message id="slip-word-confirmed">
        <source>Your place is confirmed.</source>
        <translation>مكانك مؤكد.</translation>
    </message>
    <message id="slip-word-in-work">
        <source>We are working on it.</source>
        <translation>نعمل عليه الآن.</translation>
    </message>
    <message id="slip-word-place">
        <source>You are on the waiting list, at place %1.</source>
        <translation>أنت في قائمة الانتظار، في الموضع %1.</translation>
    </message>
    <message id="slip-word-received">
        <source>It has arrived at the centre.</source>
        <translation>وصل إلى المركز.</translation>
    </message>
    <message id="slip-word-waiting">
        <source>You are on the waiting list.</source>
        <translation>أنت في قائمة الانتظار.</translation>
    </message>
    <message id="slip-wrong">
        <source>This code does not fit. Please compare it with your slip, letter by letter.</source>
        <translation>هذا الرمز غير صحيح. يُرجى مقارنته بإيصالك حرفًا بحرف.</translation>
    </message>
    <message id="step-of">
        <source>Step %1 of %2</source>
        <translation>الخطوة %1 من %2</translation>
    </message>
    <message id="top-access">
        <source>Text size and contrast</source>
        <translation>حجم الخط والتباين</translation>
    </message>
    <message id="top-help">
        <source>Help</source>
        <translation>مساعدة</translation>
    </message>
    <message id="top-speech">
        <source>Read aloud</source>
        <translation>قراءة بصوت عالٍ</translation>
    </message>
</context>
</TS>
