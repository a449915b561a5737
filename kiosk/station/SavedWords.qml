pragma ComponentBehavior: Bound

// The large check, "saved", and what happens next.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

ColumnLayout {
    id: root

    property string words: ""
    property string summary: ""
    property bool centred: false
    readonly property int side: centred ? Text.AlignHCenter : Text.AlignLeft

    spacing: Theme.px(24)

    Rectangle {
        Layout.alignment: root.centred ? Qt.AlignHCenter : Qt.AlignLeft
        Layout.preferredWidth: Theme.px(140)
        Layout.preferredHeight: Theme.px(140)
        radius: width / 2
        color: Theme.tint("advice")
        border.color: Theme.ink
        border.width: Theme.highContrast ? Theme.px(3) : 0

        AppIcon {
            anchors.centerIn: parent
            size: Theme.px(88)
            name: "check"
            color: Theme.accent("advice")
        }
    }
    AppText {
        Layout.fillWidth: true
        role: "title"
        strong: true
        horizontalAlignment: root.side
        text: qsTrId("saved-title")
        Accessible.role: Accessible.Heading
    }
    AppText {
        Layout.fillWidth: true
        role: "lead"
        color: Theme.quiet
        horizontalAlignment: root.side
        text: root.words
    }
    AppText {
        Layout.fillWidth: true
        visible: text !== ""
        role: "body"
        strong: true
        horizontalAlignment: root.side
        text: root.summary
    }
    AppText {
        Layout.fillWidth: true
        role: "body"
        color: Theme.quiet
        horizontalAlignment: root.side
        //% "With the slip you can change how we reach you, at any of our kiosks."
        text: qsTrId("saved-next")
    }
}
