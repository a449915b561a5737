pragma ComponentBehavior: Bound

// A row that leads to a page: title, one quiet line, one line of facts, an arrow.
import QtQuick
import Foyer.Controls

PressArea {
    id: root

    property string subtitle: ""
    property string meta: ""
    property string accent: "other"
    property string iconName: "arrow-right"

    focusRadius: Theme.radiusCard
    padding: Theme.px(36)
    implicitWidth: Theme.px(480)
    implicitHeight: Math.max(Theme.target, words.implicitHeight + topPadding + bottomPadding)
    Accessible.description: subtitle + (subtitle !== "" && meta !== "" ? ". " : "") + meta

    background: Rectangle {
        radius: Theme.radiusCard
        color: root.down ? Theme.pressed : Theme.surface
        border.color: Theme.line
        border.width: Theme.borderThin
    }
    contentItem: Item {
        implicitHeight: words.implicitHeight

        Column {
            id: words

            anchors.left: parent.left
            anchors.right: arrow.left
            anchors.rightMargin: Theme.px(24)
            anchors.top: parent.top
            spacing: Theme.px(10)

            AppText {
                width: parent.width
                role: "lead"
                strong: true
                text: root.text
                Accessible.ignored: true
            }
            AppText {
                width: parent.width
                visible: text !== ""
                color: Theme.quiet
                text: root.subtitle
                Accessible.ignored: true
            }
            AppText {
                width: parent.width
                visible: text !== ""
                role: "label"
                strong: true
                color: Theme.tintText(root.accent)
                text: root.meta
                Accessible.ignored: true
            }
        }
        AppIcon {
            id: arrow

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.px(44)
            name: root.iconName
            color: Theme.accent(root.accent)
        }
    }
}
