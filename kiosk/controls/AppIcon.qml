pragma ComponentBehavior: Bound

// A line icon, never alone: there is always a word beside it or an Accessible.name around it.
// Directional icons (arrows, chevrons to the side) turn round in a mirrored page.
import QtQuick
import Foyer.Controls

LineIcon {
    id: root

    property int size: Theme.px(40)
    readonly property bool directional: name === "arrow-left" || name === "arrow-right" || name === "chevron-right" || name === "delete"

    color: Theme.ink
    implicitWidth: size
    implicitHeight: size
    mirrored: directional && LayoutMirroring.enabled
}
