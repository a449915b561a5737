pragma ComponentBehavior: Bound

// One line of text, with a keyboard for letters; also inside the phone and e-mail editors.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    property int hints: Qt.ImhNone
    property bool leftToRight: false
    readonly property string text: entry.text

    // The page's answer is shown only where it differs: setting it anew would move the cursor.
    function showValue() {
        const text = root.value === undefined || root.value === null ? "" : String(root.value);
        if (entry.text !== text)
            entry.text = text;
    }

    onValueChanged: showValue()
    Component.onCompleted: showValue()

    TextEntry {
        id: entry

        objectName: "field-" + root.key
        width: root.width
        focus: true
        label: root.title
        accent: root.accent
        hasError: root.error !== ""
        hints: root.hints
        leftToRight: root.leftToRight
        onEdited: text => root.edited(text)
        onAccepted: root.accepted()
    }
}
