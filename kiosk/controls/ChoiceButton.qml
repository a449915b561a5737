pragma ComponentBehavior: Bound

// One half of a pair: outlined until chosen, then filled with a mark.
import QtQuick

PressArea {
    id: root

    property bool chosen: false
    property string iconName: "check"
    property color fill: Theme.ink

    implicitWidth: Theme.px(240)
    implicitHeight: Math.max(Theme.target, label.implicitHeight + Theme.px(36))
    leftPadding: Theme.px(24)
    rightPadding: Theme.px(24)
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: chosen

    // The word on one line; measured apart, since the label itself wraps.
    readonly property real naturalWidth: Math.ceil(measure.advanceWidth) + 2

    TextMetrics {
        id: measure

        font: label.font
        text: root.text
    }
    background: Rectangle {
        radius: Theme.radiusButton
        color: root.chosen ? root.fill : root.down ? Theme.pressed : Theme.surface
        border.color: root.chosen ? root.fill : Theme.ink
        border.width: Theme.borderStrong
    }
    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: Theme.px(16)

            AppIcon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.chosen
                size: Theme.iconSize(38)
                name: root.iconName
                color: Theme.inkText
            }
            AppText {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(root.naturalWidth, root.availableWidth - (root.chosen ? Theme.iconSize(38) + Theme.px(16) : 0))
                role: "button"
                strong: true
                color: root.chosen ? Theme.inkText : Theme.ink
                text: root.text
                Accessible.ignored: true
            }
        }
    }
}
