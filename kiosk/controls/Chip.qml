pragma ComponentBehavior: Bound

// The quiet weight: small, outlined thinly, for what is always there (language, access, help).
// With `compact` only the icon is drawn; the word stays its accessible name.
import QtQuick

PressArea {
    id: root

    property string iconName: ""
    property bool compact: false
    property bool chosen: false
    property color tone: Theme.ink

    focusRadius: Theme.radiusChip
    implicitWidth: Math.max(Theme.targetQuiet, content.implicitWidth + leftPadding + rightPadding)
    // As high as its neighbours, also where only the icon is drawn.
    implicitHeight: Math.max(Theme.targetQuiet, word.implicitHeight + Theme.px(24))
    leftPadding: Theme.px(24)
    rightPadding: Theme.px(24)
    Accessible.checkable: checkable
    Accessible.checked: chosen

    background: Rectangle {
        radius: Theme.radiusChip
        color: root.chosen ? Theme.ink : root.down ? Theme.pressed : Theme.surface
        border.color: root.chosen ? Theme.ink : Theme.highContrast ? Theme.ink : "#D8D2C5"
        border.width: Theme.borderThin
    }
    contentItem: Item {
        implicitWidth: content.implicitWidth
        implicitHeight: content.implicitHeight

        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.px(14)

            AppIcon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.iconName !== ""
                name: root.iconName
                size: Theme.iconSize(34)
                color: root.chosen ? Theme.inkText : root.tone
            }
            AppText {
                id: word

                anchors.verticalCenter: parent.verticalCenter
                visible: !root.compact
                role: "label"
                strong: true
                wrapMode: Text.NoWrap
                color: root.chosen ? Theme.inkText : root.tone
                text: root.text
                Accessible.ignored: true
            }
        }
    }
}
