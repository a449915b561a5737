pragma ComponentBehavior: Bound

// A phone number: digits, left to right in every language. The keyboard of digits has no plus, so
// it stands beside the field.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    readonly property bool startsWithPlus: line.text.startsWith("+")

    function takeFocus() {
        line.takeFocus();
    }

    implicitHeight: line.height

    Chip {
        id: plus

        objectName: "field-" + root.key + "-plus"
        anchors.left: parent.left
        anchors.verticalCenter: line.verticalCenter
        height: line.height
        width: Math.max(implicitWidth, Theme.target)
        // Phone numbers begin at the left everywhere.
        LayoutMirroring.enabled: false
        iconName: "plus"
        compact: true
        chosen: root.startsWithPlus
        text: "+"
        onClicked: {
            root.edited(root.startsWithPlus ? line.text.slice(1) : "+" + line.text);
            line.takeFocus();
        }
    }
    LineEditor {
        id: line

        anchors.left: plus.right
        anchors.right: parent.right
        anchors.leftMargin: Theme.px(16)
        LayoutMirroring.enabled: false
        focus: true
        key: root.key
        title: root.title
        value: root.value
        error: root.error
        accent: root.accent
        hints: Qt.ImhDialableCharactersOnly
        leftToRight: true
        onEdited: text => root.edited(text)
        onAccepted: root.accepted()
    }
}
