pragma ComponentBehavior: Bound

// One line of text.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    property int hints: Qt.ImhNone
    property bool leftToRight: false

    function takeFocus() {
        entry.forceActiveFocus();
    }

    TextEntry {
        id: entry

        objectName: "field-" + root.key
        width: root.width
        focus: true
        label: root.title
        hints: root.hints
        leftToRight: root.leftToRight
        accent: root.accent
        hasError: root.error !== ""
        text: root.value ?? ""
        onEdited: text => root.edited(text)
        onAccepted: root.accepted()
    }
}
