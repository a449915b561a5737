pragma ComponentBehavior: Bound

// A button with a word. Two weights: `primary` (filled, one a page) and secondary (outlined). The
// third weight, the quiet one, is Chip.
import QtQuick

PressArea {
    id: root

    property bool primary: false
    // False: greyed. A button that is only covered by a dialog keeps its look.
    property bool available: true
    property string iconName: ""
    // The icon stands behind the word: "next" points where it goes.
    property bool iconAtEnd: false
    property color fill: Theme.ink
    readonly property color foreground: !available ? Theme.disabledText : primary ? Theme.inkText : Theme.ink
    readonly property real iconSpace: iconName === "" ? 0 : Theme.iconSize(38) + Theme.px(18)

    enabled: available
    implicitWidth: Math.max(Theme.px(190), naturalWidth + iconSpace + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, label.implicitHeight + topPadding + bottomPadding)
    // Where it is narrow, "end and delete" in German keeps its one line beside two other buttons.
    leftPadding: Theme.px(Theme.portrait ? 24 : 32)
    rightPadding: leftPadding
    topPadding: Theme.px(18)
    bottomPadding: Theme.px(18)

    // The word on one line; measured apart, since the label itself wraps.
    readonly property real naturalWidth: Math.ceil(measure.advanceWidth) + 2

    TextMetrics {
        id: measure

        font: label.font
        text: root.text
    }
    background: Rectangle {
        radius: Theme.radiusButton
        color: !root.available ? Theme.disabledFill : root.primary ? (root.down ? Qt.lighter(root.fill, 1.35) : root.fill) : (root.down ? Theme.pressed : Theme.surface)
        border.color: root.available ? Theme.ink : Theme.disabledFill
        border.width: root.primary ? 0 : Theme.borderStrong
    }
    contentItem: Item {
        implicitHeight: label.implicitHeight

        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.px(18)
            layoutDirection: root.iconAtEnd ? Qt.RightToLeft : Qt.LeftToRight

            AppIcon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.iconName !== ""
                name: root.iconName
                size: Theme.iconSize(38)
                color: root.foreground
            }
            AppText {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(root.naturalWidth, root.availableWidth - root.iconSpace)
                wrapMode: Text.WordWrap
                role: "button"
                strong: true
                color: root.foreground
                text: root.text
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
    }
}
