pragma ComponentBehavior: Bound

// One thing to look at, under the name of its file.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

ColumnLayout {
    id: root

    required property string name
    default property alias content: slot.data

    Layout.fillWidth: true
    spacing: Theme.px(10)

    AppText {
        role: "small"
        color: Theme.quiet
        text: root.name
    }
    ColumnLayout {
        id: slot

        Layout.fillWidth: true
        spacing: Theme.px(16)
    }
}
