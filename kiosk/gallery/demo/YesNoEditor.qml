pragma ComponentBehavior: Bound

// Yes or no, nothing chosen before.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    YesNo {
        width: Math.min(root.width, Theme.px(900))
        namePrefix: "field-" + root.key
        accent: root.accent
        question: root.title
        answer: root.value === true ? "yes" : root.value === false ? "no" : ""
        onAnswered: answer => root.edited(answer === "yes")
    }
}
