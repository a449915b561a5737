pragma ComponentBehavior: Bound

// One language of the on-screen keyboard: looks like a key, filled while its letters are shown.
import QtQuick

PressArea {
    id: root

    property bool chosen: false

    focusRadius: Theme.px(16)
    implicitWidth: Math.max(Theme.px(190), label.implicitWidth + Theme.px(40))
    implicitHeight: Theme.targetQuiet
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: chosen

    background: Item {
        Rectangle {
            anchors.fill: face
            anchors.topMargin: Theme.px(4)
            anchors.bottomMargin: -Theme.px(3)
            radius: face.radius
            color: Theme.keyEdge
            visible: !root.chosen && !root.down
        }
        Rectangle {
            id: face

            anchors.fill: parent
            anchors.margins: Theme.px(6)
            radius: Theme.px(16)
            color: root.chosen ? Theme.ink : root.down ? Theme.pressed : Theme.surface
            border.width: Theme.highContrast ? Theme.px(2) : 0
            border.color: Theme.ink
        }
    }
    contentItem: Item {
        AppText {
            id: label

            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent?.width ?? 0)
            role: "label"
            strong: true
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            color: root.chosen ? Theme.inkText : Theme.ink
            text: root.text
            Accessible.ignored: true
        }
    }
}
