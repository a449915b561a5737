pragma ComponentBehavior: Bound

// The visible focus: a ring outside the item, so that it stands off from any fill.
import QtQuick

Rectangle {
    id: root

    required property bool shown
    property real targetRadius: Theme.radiusButton
    readonly property int offset: Theme.px(6)

    anchors.fill: parent
    anchors.margins: -offset
    radius: targetRadius + offset
    color: "transparent"
    border.color: Theme.focus
    border.width: Theme.px(5)
    visible: shown
    z: 10
}
