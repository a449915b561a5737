<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name></name>
    <message id="violation-required">
        <source>Please give an answer here.</source>
        <translation>Responda aquí, por favor.</translation>
    </message>
    <message id="violation-too_short">
        <source>That is a little short. Please write at least %1 characters.</source>
        <translation>Es un poco corto. Escriba al menos %1 caracteres, por favor.</translation>
    </message>
    <message id="violation-too_long">
        <source>That is longer than we can keep. Please shorten it to %1 characters.</source>
        <translation>Es más largo de lo que podemos guardar. Redúzcalo a %1 caracteres, por favor.</translation>
    </message>
    <message id="violation-too_many_items">
        <source>Please choose at most %1.</source>
        <translation>Elija como máximo %1, por favor.</translation>
    </message>
    <message id="violation-control_character">
        <source>There is an invisible sign in it that we cannot keep. Please delete the answer and type it again.</source>
        <translation>Contiene un signo invisible que no podemos guardar. Borre la respuesta y escríbala de nuevo, por favor.</translation>
    </message>
    <message id="violation-not_utf8">
        <source>There is a sign in it that we cannot read. Please delete the answer and type it again.</source>
        <translation>Contiene un signo que no podemos leer. Borre la respuesta y escríbala de nuevo, por favor.</translation>
    </message>
    <message id="violation-not_phone">
        <source>This does not look like a phone number yet. Please type 5 to 15 digits; a + at the start is fine.</source>
        <translation>Aún no parece un número de teléfono. Escriba de 5 a 15 cifras; puede empezar con +.</translation>
    </message>
    <message id="violation-not_email">
        <source>This does not look like an e-mail address yet. It needs an @ and an ending such as .de.</source>
        <translation>Aún no parece una dirección de correo. Necesita una @ y un final como .de.</translation>
    </message>
    <message id="violation-not_url">
        <source>This does not look like a web address yet. Please type it as www.example.org.</source>
        <translation>Aún no parece una dirección web. Escríbala como www.ejemplo.org, por favor.</translation>
    </message>
    <message id="violation-not_language">
        <source>Please choose one of the languages.</source>
        <translation>Elija uno de los idiomas, por favor.</translation>
    </message>
    <message id="violation-not_date">
        <source>This is not a full date yet. Please fill in day, month and year.</source>
        <translation>Aún no es una fecha completa. Indique día, mes y año, por favor.</translation>
    </message>
    <message id="violation-not_code">
        <source>Please choose one of the answers shown.</source>
        <translation>Elija una de las respuestas, por favor.</translation>
    </message>
    <message id="violation-out_of_range">
        <source>Please give a number from %1 to %2.</source>
        <translation>Indique un número de %1 a %2, por favor.</translation>
    </message>
    <message id="violation-unknown_value">
        <source>Please choose one of the answers shown.</source>
        <translation>Elija una de las respuestas, por favor.</translation>
    </message>
    <message id="violation-other">
        <source>We cannot keep this answer as it is. Please change it or ask our staff.</source>
        <translation>No podemos guardar esta respuesta así. Cámbiela o pregúntenos, por favor.</translation>
    </message>
    <message id="form-yes">
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message id="form-no">
        <source>No</source>
        <translation>No</translation>
    </message>
    <message id="form-day">
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message id="form-month">
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message id="form-year">
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message id="form-not-saved">
        <source>This could not be saved. Nothing has been sent. Please try again or speak to us.</source>
        <translation>No se ha podido guardar. No se ha enviado nada. Inténtelo de nuevo o hable con nosotros, por favor.</translation>
    </message>
    <message id="form-look-again">
        <source>One of the answers is not quite right yet. Please touch the marked line and look again.</source>
        <translation>Una de las respuestas aún no está bien. Toque la línea marcada y revísela, por favor.</translation>
    </message>
    <message id="form-consent-missing">
        <source>Without your “yes” to the points that are needed we cannot answer you.</source>
        <translation>Sin su «sí» en los puntos necesarios no podemos responderle.</translation>
    </message>
    <message id="slip-not-a-code">
        <source>This code is not complete. It has 12 letters and digits.</source>
        <translation>El código no está completo. Tiene 12 letras y cifras.</translation>
    </message>
</context>
</TS>
