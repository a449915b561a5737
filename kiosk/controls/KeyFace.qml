pragma ComponentBehavior: Bound

// One key: a white face with a soft lower edge; a word, a letter or an icon on it.
import QtQuick
import QtQuick.VirtualKeyboard.Styles

KeyPanel {
    id: root

    // The key itself; its type belongs to the keyboard.
    readonly property var key: control
    property string label: key?.displayText ?? ""
    property string iconName: ""
    property bool filled: false
    property bool word: false
    readonly property bool isPressed: key?.pressed ?? false
    readonly property color foreground: filled ? Theme.inkText : Theme.ink

    Rectangle {
        anchors.fill: face
        anchors.topMargin: Theme.px(4)
        anchors.bottomMargin: -Theme.px(3)
        radius: face.radius
        color: Theme.keyEdge
        visible: !root.filled && !root.isPressed
    }
    Rectangle {
        id: face

        anchors.fill: parent
        anchors.margins: Theme.px(6)
        radius: Theme.px(16)
        color: root.filled ? (root.isPressed ? Qt.lighter(Theme.ink, 1.35) : Theme.ink) : root.isPressed ? Theme.pressed : Theme.surface
        border.width: Theme.highContrast ? Theme.px(2) : 0
        border.color: Theme.ink

        Row {
            anchors.centerIn: parent
            spacing: Theme.px(10)

            AppIcon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.iconName !== ""
                name: root.iconName
                size: Theme.px(38)
                color: root.foreground
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                visible: text !== ""
                text: root.label
                color: root.foreground
                font.family: Theme.fontFamily
                font.pixelSize: Theme.px(root.word ? 30 : 38)
                font.bold: root.word
                font.capitalization: root.word || !(root.key?.uppercased ?? false) ? Font.MixedCase : Font.AllUppercase
            }
        }
    }
}
