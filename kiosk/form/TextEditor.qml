pragma ComponentBehavior: Bound

// Several lines of text; the enter key begins a new line.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    function showValue() {
        const text = root.value === undefined || root.value === null ? "" : String(root.value);
        if (entry.text !== text)
            entry.text = text;
    }

    onValueChanged: showValue()
    Component.onCompleted: showValue()

    TextAreaEntry {
        id: entry

        objectName: "field-" + root.key
        width: root.width
        focus: true
        label: root.title
        accent: root.accent
        hasError: root.error !== ""
        onEdited: text => root.edited(text)
    }
}
