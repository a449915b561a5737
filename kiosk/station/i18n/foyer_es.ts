<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name></name>
    <message id="about-partners">
        <source>Our partners</source>
        <translation>Nuestros socios</translation>
    </message>
    <message id="access-contrast">
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message id="access-normal">
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message id="access-simple">
        <source>Simple language</source>
        <translation>Lenguaje sencillo</translation>
    </message>
    <message id="access-size">
        <source>Text size</source>
        <translation>Tamaño de letra</translation>
    </message>
    <message id="access-strong">
        <source>Strong</source>
        <translation>Fuerte</translation>
    </message>
    <message id="access-title">
        <source>Easier to read</source>
        <translation>Más fácil de leer</translation>
    </message>
    <message id="attract-hint">
        <source>Touch your language.</source>
        <translation>Toque su idioma.</translation>
    </message>
    <message id="back">
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message id="broken-text">
        <source>Nothing can be entered here at the moment. Please call us or speak to us on site.</source>
        <translation>Ahora no se puede introducir nada aquí. Llámenos o hable con nosotros en el centro.</translation>
    </message>
    <message id="broken-title">
        <source>This kiosk needs a pause.</source>
        <translation>Este equipo necesita una pausa.</translation>
    </message>
    <message id="close">
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message id="consent-answer-all">
        <source>Please choose “yes” or “no” for each point.</source>
        <translation>Elija «sí» o «no» en cada punto, por favor.</translation>
    </message>
    <message id="consent-choice">
        <source>your choice</source>
        <translation>opcional</translation>
    </message>
    <message id="consent-lead">
        <source>A “no” to the points marked “your choice” changes nothing about your request.</source>
        <translation>Un «no» a los puntos marcados como «opcional» no cambia nada en su solicitud.</translation>
    </message>
    <message id="consent-missing">
        <source>Without a “yes” to point %1 we cannot take your request. You can end here: then nothing is kept.</source>
        <translation>Sin un «sí» al punto %1 no podemos recibir su solicitud. Puede terminar aquí: entonces no se guarda nada.</translation>
    </message>
    <message id="consent-needed">
        <source>needed</source>
        <translation>necesario</translation>
    </message>
    <message id="consent-title">
        <source>You decide, point by point</source>
        <translation>Usted decide, punto por punto</translation>
    </message>
    <message id="continue">
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message id="controls-down">
        <source>Further down</source>
        <translation>Más abajo</translation>
    </message>
    <message id="controls-fewer">
        <source>Fewer</source>
        <translation>Menos</translation>
    </message>
    <message id="controls-more">
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message id="controls-next">
        <source>Next</source>
        <translation>Seguir</translation>
    </message>
    <message id="controls-no">
        <source>No</source>
        <translation>No</translation>
    </message>
    <message id="controls-up">
        <source>Back up</source>
        <translation>Arriba</translation>
    </message>
    <message id="controls-yes">
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message id="done">
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message id="end">
        <source>End</source>
        <translation>Terminar</translation>
    </message>
    <message id="end-and-delete">
        <source>End and delete</source>
        <translation>Terminar y borrar</translation>
    </message>
    <message id="help-emergency">
        <source>In an emergency</source>
        <translation>En caso de emergencia</translation>
    </message>
    <message id="help-text">
        <source>Ask the people here on site, or call us. You can stop at any time: then nothing is kept.</source>
        <translation>Pregunte a las personas del centro o llámenos. Puede parar en cualquier momento: entonces no se guarda nada.</translation>
    </message>
    <message id="home-about">
        <source>About us and partners</source>
        <translation>Quiénes somos y socios</translation>
    </message>
    <message id="home-about-text">
        <source>Aims, partners, opening hours</source>
        <translation>Objetivos, socios, horarios</translation>
    </message>
    <message id="home-advice">
        <source>Advice</source>
        <translation>Asesoramiento</translation>
    </message>
    <message id="home-network">
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message id="home-question">
        <source>Ask a question</source>
        <translation>Hacer una pregunta</translation>
    </message>
    <message id="home-question-text">
        <source>We call you back or write to you</source>
        <translation>Le llamamos o le escribimos</translation>
    </message>
    <message id="home-slip">
        <source>My slip</source>
        <translation>Mi comprobante</translation>
    </message>
    <message id="home-slip-text">
        <source>See how it stands, change, cancel</source>
        <translation>Ver cómo está, cambiar, cancelar</translation>
    </message>
    <message id="home-title">
        <source>What would you like to do?</source>
        <translation>¿Qué desea hacer?</translation>
    </message>
    <message id="home-training">
        <source>Training and events</source>
        <translation>Cursos y fechas</translation>
    </message>
    <message id="hours-title">
        <source>Opening hours</source>
        <translation>Horario</translation>
    </message>
    <message id="idle-stay">
        <source>I need more time</source>
        <translation>Necesito más tiempo</translation>
    </message>
    <message id="idle-text">
        <source>In %1 seconds this screen starts afresh and everything you entered is deleted.</source>
        <translation>En %1 segundos esta pantalla vuelve a empezar y se borra todo lo introducido.</translation>
    </message>
    <message id="idle-title">
        <source>Are you still there?</source>
        <translation>¿Sigue usted ahí?</translation>
    </message>
    <message id="language-title">
        <source>Which language would you like?</source>
        <translation>¿Qué idioma prefiere?</translation>
    </message>
    <message id="leave-stay">
        <source>Go on filling in</source>
        <translation>Seguir rellenando</translation>
    </message>
    <message id="leave-text">
        <source>What you have entered is deleted. Nothing is kept and nothing is sent.</source>
        <translation>Lo que ha introducido se borra. No se guarda ni se envía nada.</translation>
    </message>
    <message id="leave-title">
        <source>End and delete everything?</source>
        <translation>¿Terminar y borrarlo todo?</translation>
    </message>
    <message id="line-offline">
        <source>There is no connection at the moment. What you enter is kept safely here and sent later.</source>
        <translation>Ahora no hay conexión. Sus datos se guardan aquí de forma segura y se envían más tarde.</translation>
    </message>
    <message id="offer-ask">
        <source>Write to us</source>
        <translation>Escríbanos</translation>
    </message>
    <message id="offer-cannot-capture">
        <source>This kiosk cannot take anything in at the moment. Please call us: %1</source>
        <translation>Este equipo no puede recibir nada en este momento. Llámenos, por favor: %1</translation>
    </message>
    <message id="offer-dates">
        <source>Dates</source>
        <translation>Fechas</translation>
    </message>
    <message id="offers-none">
        <source>Nothing is planned here at the moment. Please ask us: we are glad to tell you more.</source>
        <translation>Por ahora no hay nada previsto aquí. Pregúntenos: con gusto le contamos más.</translation>
    </message>
    <message id="review-empty">
        <source>no answer</source>
        <translation>sin respuesta</translation>
    </message>
    <message id="review-lead">
        <source>Touch a line to change it.</source>
        <translation>Toque una línea para cambiarla.</translation>
    </message>
    <message id="review-save">
        <source>Save now</source>
        <translation>Guardar ahora</translation>
    </message>
    <message id="review-title">
        <source>Is everything right?</source>
        <translation>¿Está todo bien?</translation>
    </message>
    <message id="saved-next">
        <source>With the slip you can see at any of our kiosks how it stands, change how we reach you, or cancel.</source>
        <translation>Con el comprobante puede ver en cualquiera de nuestros equipos cómo está, cambiar cómo contactarle o cancelar.</translation>
    </message>
    <message id="saved-offline">
        <source>Your request is safe here. It is sent as soon as the connection is back.</source>
        <translation>Sus datos están seguros aquí. Se envían en cuanto vuelva la conexión.</translation>
    </message>
    <message id="saved-online">
        <source>Your request is safe here and on its way to us.</source>
        <translation>Sus datos están seguros aquí y en camino hacia nosotros.</translation>
    </message>
    <message id="saved-qr">
        <source>Your slip as a QR code</source>
        <translation>Su comprobante como código QR</translation>
    </message>
    <message id="saved-slip">
        <source>Your slip. Take a photo of it or write it down.</source>
        <translation>Su comprobante. Hágale una foto o anótelo.</translation>
    </message>
    <message id="saved-title">
        <source>Saved.</source>
        <translation>Guardado.</translation>
    </message>
    <message id="session-external">
        <source>Please register there: %1</source>
        <translation>Inscríbase allí, por favor: %1</translation>
    </message>
    <message id="session-join-waiting">
        <source>Join the waiting list</source>
        <translation>Apuntarme a la lista de espera</translation>
    </message>
    <message id="session-open">
        <source>Open to everybody, without limit</source>
        <translation>Abierto a todas las personas, sin límite</translation>
    </message>
    <message id="session-places">
        <source>Free places: %1</source>
        <translation>Plazas libres: %1</translation>
    </message>
    <message id="session-register">
        <source>Register</source>
        <translation>Inscribirme</translation>
    </message>
    <message id="session-waiting">
        <source>This kiosk cannot promise a place. You can join the waiting list.</source>
        <translation>Este terminal no puede asegurar una plaza. Puede apuntarse a la lista de espera.</translation>
    </message>
    <message id="slip-asking">
        <source>One moment. We are asking the centre.</source>
        <translation>Un momento. Estamos preguntando al centro.</translation>
    </message>
    <message id="slip-cancel-lead">
        <source>Then we no longer work on your request. A place that was kept for you goes to somebody else.</source>
        <translation>Entonces dejamos de trabajar en su consulta. Una plaza reservada para usted pasa a otra persona.</translation>
    </message>
    <message id="slip-cancel-title">
        <source>Do you want to cancel?</source>
        <translation>¿Quiere cancelar?</translation>
    </message>
    <message id="slip-cancel-yes">
        <source>Yes, cancel</source>
        <translation>Sí, cancelar</translation>
    </message>
    <message id="slip-change-lead">
        <source>We do not show here what we have had so far. The new entry replaces it.</source>
        <translation>Aquí no mostramos lo que teníamos hasta ahora. El nuevo dato lo sustituye.</translation>
    </message>
    <message id="slip-change-title">
        <source>How can we reach you from now on?</source>
        <translation>¿Cómo podemos contactarle a partir de ahora?</translation>
    </message>
    <message id="slip-do-cancel">
        <source>Cancel my request or my place</source>
        <translation>Cancelar mi consulta o mi plaza</translation>
    </message>
    <message id="slip-do-change">
        <source>Change how you reach me</source>
        <translation>Cambiar cómo contactarme</translation>
    </message>
    <message id="slip-do-withdraw">
        <source>Take back a consent</source>
        <translation>Retirar un consentimiento</translation>
    </message>
    <message id="slip-done-offline">
        <source>It is noted safely here. We will do it as soon as the connection is back.</source>
        <translation>Está anotado aquí de forma segura. Lo haremos en cuanto vuelva la conexión.</translation>
    </message>
    <message id="slip-erase">
        <source>Delete the last character</source>
        <translation>Borrar el último carácter</translation>
    </message>
    <message id="slip-later">
        <source>Many codes were tried here that do not exist. So we say nothing about codes for a while. Please come back in %1 minutes, or ask our staff. What you want to change you can enter now.</source>
        <translation>Aquí se han probado muchos códigos que no existen. Por eso no decimos nada sobre códigos durante un rato. Vuelva dentro de %1 minutos o pregunte a nuestro equipo. Lo que quiera cambiar puede introducirlo ahora.</translation>
    </message>
    <message id="slip-lead">
        <source>Twelve letters and digits, in three groups of four.</source>
        <translation>Doce letras y cifras, en tres grupos de cuatro.</translation>
    </message>
    <message id="slip-offline">
        <source>There is no connection at the moment. We can tell you how it stands when the connection is back. What you want to change you can enter now: we will do it as soon as the connection is back.</source>
        <translation>Ahora no hay conexión. Podremos decirle cómo está cuando vuelva la conexión. Lo que quiera cambiar puede introducirlo ahora: lo haremos en cuanto vuelva la conexión.</translation>
    </message>
    <message id="slip-stand-title">
        <source>How it stands</source>
        <translation>Cómo está</translation>
    </message>
    <message id="slip-title">
        <source>What is the code on your slip?</source>
        <translation>¿Qué código tiene su comprobante?</translation>
    </message>
    <message id="slip-unknown">
        <source>We do not find this code. Please compare it with your slip. If it comes from a kiosk that is without a connection at the moment, what you enter here waits until it is known.</source>
        <translation>No encontramos este código. Compárelo con su comprobante. Si viene de un equipo que ahora está sin conexión, lo que introduzca aquí espera hasta que se conozca.</translation>
    </message>
    <message id="slip-withdraw-ends">
        <source>Without this consent we cannot go on: your request ends too.</source>
        <translation>Sin este consentimiento no podemos seguir: su consulta también termina.</translation>
    </message>
    <message id="slip-withdraw-lead">
        <source>We then delete what we kept for it alone. This cannot be undone.</source>
        <translation>Entonces borramos lo que guardábamos solo para ello. No se puede deshacer.</translation>
    </message>
    <message id="slip-withdraw-title">
        <source>Which consent do you take back?</source>
        <translation>¿Qué consentimiento retira?</translation>
    </message>
    <message id="slip-withdraw-yes">
        <source>Take it back</source>
        <translation>Retirar</translation>
    </message>
    <message id="slip-word-answered">
        <source>It is answered.</source>
        <translation>Está respondido.</translation>
    </message>
    <message id="slip-word-ask-staff">
        <source>Please ask our staff about it.</source>
        <translation>Pregunte a nuestro equipo, por favor.</translation>
    </message>
    <message id="slip-word-asked-back">
        <source>We have a question for you. Please come by or call us.</source>
        <translation>Tenemos una pregunta para usted. Pase por aquí o llámenos.</translation>
    </message>
    <message id="slip-word-cancelled">
        <source>It is cancelled.</source>
        <translation>Está cancelado.</translation>
    </message>
    <message id="slip-word-confirmed">
        <source>Your place is confirmed.</source>
        <translation>Su plaza está confirmada.</translation>
    </message>
    <message id="slip-word-in-work">
        <source>We are working on it.</source>
        <translation>Estamos trabajando en ello.</translation>
    </message>
    <message id="slip-word-place">
        <source>You are on the waiting list, at place %1.</source>
        <translation>Está en la lista de espera, en el puesto %1.</translation>
    </message>
    <message id="slip-word-received">
        <source>It has arrived at the centre.</source>
        <translation>Ha llegado al centro.</translation>
    </message>
    <message id="slip-word-waiting">
        <source>You are on the waiting list.</source>
        <translation>Está en la lista de espera.</translation>
    </message>
    <message id="slip-wrong">
        <source>This code does not fit. Please compare it with your slip, letter by letter.</source>
        <translation>Este código no es correcto. Compárelo con su comprobante, letra por letra.</translation>
    </message>
    <message id="step-of">
        <source>Step %1 of %2</source>
        <translation>Paso %1 de %2</translation>
    </message>
    <message id="top-access">
        <source>Text size and contrast</source>
        <translation>Tamaño de letra y contraste</translation>
    </message>
    <message id="top-help">
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message id="top-speech">
        <source>Read aloud</source>
        <translation>Leer en voz alta</translation>
    </message>
</context>
</TS>
