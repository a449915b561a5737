pragma ComponentBehavior: Bound

// One answer of the review: the question quietly, the answer large, a pencil.
import QtQuick
import Foyer.Controls

PressArea {
    id: root

    property string valueText: ""
    property bool answered: true
    property bool leftToRight: false
    property string accent: "other"

    leftPadding: Theme.px(32)
    rightPadding: Theme.px(32)
    implicitWidth: Theme.px(480)
    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.px(40))
    Accessible.description: valueText

    background: Rectangle {
        radius: Theme.radiusButton
        color: root.down ? Theme.pressed : Theme.surface
        border.color: Theme.line
        border.width: Theme.borderThin
    }
    contentItem: Item {
        Column {
            id: words

            anchors.left: parent.left
            anchors.right: pencil.left
            anchors.rightMargin: Theme.px(24)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(4)

            AppText {
                width: parent.width
                role: "small"
                color: Theme.quiet
                text: root.text
                Accessible.ignored: true
            }
            AppText {
                width: parent.width
                role: "lead"
                strong: root.answered
                color: root.answered ? Theme.ink : Theme.quiet
                text: root.leftToRight ? "\u2066" + root.valueText + "\u2069" : root.valueText
                Accessible.ignored: true
            }
        }
        AppIcon {
            id: pencil

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.px(36)
            name: "pencil"
            color: Theme.accent(root.accent)
        }
    }
}
