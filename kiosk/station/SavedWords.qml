pragma ComponentBehavior: Bound

// The large check, "saved", and what happens next.
import QtQuick
import Foyer.Controls

Column {
    id: root

    property string words: ""
    property string summary: ""
    property bool centred: false
    readonly property int side: centred ? Text.AlignHCenter : Text.AlignLeft

    spacing: Theme.px(24)

    Rectangle {
        x: root.centred ? (root.width - width) / 2 : LayoutMirroring.enabled ? root.width - width : 0
        width: Theme.px(140)
        height: width
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
        width: root.width
        role: "title"
        strong: true
        horizontalAlignment: root.side
        text: qsTrId("saved-title")
        Accessible.role: Accessible.Heading
    }
    AppText {
        width: root.width
        role: "lead"
        color: Theme.quiet
        horizontalAlignment: root.side
        text: root.words
    }
    AppText {
        width: root.width
        visible: text !== ""
        role: "body"
        strong: true
        horizontalAlignment: root.side
        text: root.summary
    }
    AppText {
        width: root.width
        role: "body"
        color: Theme.quiet
        horizontalAlignment: root.side
        //% "With the slip you can see at any of our kiosks how it stands, change how we reach you, or cancel."
        text: qsTrId("saved-next")
    }
}
