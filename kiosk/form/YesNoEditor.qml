pragma ComponentBehavior: Bound

// Yes or no, the same size; nothing is chosen before.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    YesNo {
        width: root.width
        namePrefix: "field-" + root.key
        question: root.title
        accent: root.accent
        answer: root.value === true ? "yes" : root.value === false ? "no" : ""
        onAnswered: answer => root.edited(answer === "yes")
    }
}
