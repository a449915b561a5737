pragma ComponentBehavior: Bound

// An icon and a fact; nothing at all when there is no fact.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

RowLayout {
    id: root

    property string iconName: ""
    property string text: ""
    property string accent: "other"
    property bool strong: false

    visible: text !== ""
    spacing: Theme.px(20)

    AppIcon {
        Layout.alignment: Qt.AlignTop
        size: Theme.px(36)
        name: root.iconName
        color: Theme.accent(root.accent)
    }
    AppText {
        Layout.fillWidth: true
        strong: root.strong
        text: root.text
    }
}
