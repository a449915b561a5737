pragma ComponentBehavior: Bound

// A large tile of the home page: icon on its tint, one word or two, one quiet line.
import QtQuick

PressArea {
    id: root

    property string subtitle: ""
    property string iconName: "info"
    property string accent: "other"
    // Less air, where a line above takes the room.
    property bool dense: false

    focusRadius: Theme.radiusCard
    padding: Theme.px(dense ? 28 : 34)
    implicitWidth: Theme.px(480)
    implicitHeight: column.implicitHeight + topPadding + bottomPadding
    Accessible.name: text
    Accessible.description: subtitle

    background: Rectangle {
        radius: Theme.radiusCard
        color: root.down ? Theme.pressed : Theme.surface
        border.color: root.down ? Theme.accent(root.accent) : Theme.line
        border.width: Theme.borderThin
    }
    contentItem: Item {
        implicitHeight: column.implicitHeight

        Column {
            id: column

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            spacing: Theme.px(6)

            Rectangle {
                anchors.left: parent.left
                width: Theme.px(root.dense ? 72 : 88)
                height: width
                radius: Theme.px(24)
                color: Theme.tint(root.accent)

                AppIcon {
                    anchors.centerIn: parent
                    size: Theme.px(root.dense ? 44 : 52)
                    name: root.iconName
                    color: Theme.accent(root.accent)
                }
            }
            Item {
                width: 1
                height: Theme.px(6)
            }
            AppText {
                width: parent.width
                role: "heading"
                strong: true
                text: root.text
                Accessible.ignored: true
            }
            AppText {
                width: parent.width
                visible: text.length > 0
                role: "body"
                color: Theme.quiet
                text: root.subtitle
                Accessible.ignored: true
            }
        }
    }
}
