pragma ComponentBehavior: Bound

// A language in its own script.
import QtQuick
import Foyer.Controls

PressArea {
    id: root

    property bool chosen: false

    implicitWidth: Theme.px(400)
    implicitHeight: Math.max(Theme.target, label.implicitHeight + Theme.px(40))
    focusRadius: Theme.radiusCard
    leftPadding: Theme.px(24)
    rightPadding: Theme.px(24)
    Accessible.checked: chosen

    background: Rectangle {
        radius: Theme.radiusCard
        color: root.chosen ? Theme.ink : root.down ? Theme.pressed : Theme.surface
        border.color: root.down || root.chosen ? Theme.ink : Theme.line
        border.width: Theme.borderThin
    }
    contentItem: Item {
        AppText {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            role: "heading"
            strong: true
            horizontalAlignment: Text.AlignHCenter
            color: root.chosen ? Theme.inkText : Theme.ink
            text: root.text
            Accessible.ignored: true
        }
    }
}
