pragma ComponentBehavior: Bound

// The text cursor: wide enough to be seen from a standing height, calm without blinking when
// motion is reduced.
import QtQuick

Rectangle {
    id: root

    required property bool shown
    property string accent: "other"

    width: Theme.px(4)
    color: Theme.accent(accent)
    visible: shown

    SequentialAnimation on opacity {
        running: root.shown && !Theme.reducedMotion
        loops: Animation.Infinite

        PauseAnimation {
            duration: 600
        }
        PropertyAction {
            value: 0
        }
        PauseAnimation {
            duration: 400
        }
        PropertyAction {
            value: 1
        }
    }
}
