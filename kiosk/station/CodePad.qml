pragma ComponentBehavior: Bound

// The 32 characters of a slip's code (no I, L, O, U) and one key to take the last one back. It
// keeps its direction in mirrored pages, as keyboards do.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

GridLayout {
    id: root

    property bool full: false
    readonly property string characters: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

    signal typed(string character)
    signal erased

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    columns: Theme.portrait ? 6 : 11
    rowSpacing: Theme.px(14)
    columnSpacing: Theme.px(14)

    Repeater {
        // A number: the keys are made once, whatever happens to the page.
        model: root.characters.length

        ActionButton {
            id: key

            required property int index
            readonly property string character: root.characters[index]

            objectName: "code-" + character
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            leftPadding: Theme.px(4)
            rightPadding: Theme.px(4)
            implicitWidth: Theme.target
            available: !root.full
            text: character
            onClicked: root.typed(key.character)
        }
    }
    ActionButton {
        objectName: "code-erase"
        Layout.fillWidth: true
        Layout.columnSpan: Theme.portrait ? 4 : 1
        Layout.preferredWidth: 10
        leftPadding: Theme.px(4)
        rightPadding: Theme.px(4)
        iconName: "delete"
        //% "Delete the last character"
        Accessible.name: qsTrId("slip-erase")
        onClicked: root.erased()
    }
}
