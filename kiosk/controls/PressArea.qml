pragma ComponentBehavior: Bound

// What everything that can be touched shares: it acts on release, sliding off cancels, Return and
// Space act too, and touching never takes the focus away from a field (the keyboard would close
// and the page would move under the finger).
import QtQuick
import QtQuick.Templates as T

T.AbstractButton {
    id: root

    property real focusRadius: Theme.radiusButton

    focusPolicy: Qt.TabFocus
    font.family: Theme.fontFamily
    Accessible.name: text
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    FocusRing {
        shown: root.visualFocus
        targetRadius: root.focusRadius
    }
}
