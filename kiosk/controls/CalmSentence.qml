pragma ComponentBehavior: Bound

// "There is no line just now": said once, quietly, never in red.
import QtQuick

Item {
    id: root

    property string text: ""
    // Towards the end edge of the bar, as when no button stands there.
    property bool atEnd: false

    implicitHeight: Math.max(icon.height, words.implicitHeight)
    implicitWidth: words.implicitWidth + icon.width + Theme.px(16)

    Row {
        id: row

        anchors.verticalCenter: parent.verticalCenter
        x: root.atEnd !== LayoutMirroring.enabled ? root.width - width : 0
        spacing: Theme.px(16)

        AppIcon {
            id: icon

            anchors.verticalCenter: parent.verticalCenter
            size: Theme.px(36)
            name: "wifi-off"
            color: Theme.calm
        }
        AppText {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.width - icon.width - row.spacing)
            role: "label"
            color: Theme.quiet
            text: root.text
        }
    }
}
