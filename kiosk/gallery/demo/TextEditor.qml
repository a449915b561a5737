pragma ComponentBehavior: Bound

// Several lines of text.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    function takeFocus() {
        entry.forceActiveFocus();
    }

    TextAreaEntry {
        id: entry

        objectName: "field-" + root.key
        width: root.width
        focus: true
        label: root.title
        accent: root.accent
        hasError: root.error !== ""
        text: root.value ?? ""
        onEdited: text => root.edited(text)
    }
}
