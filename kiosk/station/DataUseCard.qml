pragma ComponentBehavior: Bound

// Who asks, and when it is deleted: beside every question.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

Rectangle {
    id: root

    property var use: ({})
    property string accent: "other"

    implicitHeight: column.implicitHeight + Theme.px(56)
    radius: Theme.px(28)
    color: Theme.tint(accent)
    border.color: Theme.ink
    border.width: Theme.highContrast ? Theme.px(3) : 0

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.px(28)
        spacing: Theme.px(10)

        RowLayout {
            spacing: Theme.px(14)

            AppIcon {
                Layout.alignment: Qt.AlignTop
                size: Theme.px(34)
                name: "shield-check"
                color: Theme.accent(root.accent)
            }
            AppText {
                Layout.fillWidth: true
                role: "label"
                strong: true
                color: Theme.tintText(root.accent)
                text: root.use.title ?? ""
            }
        }
        AppText {
            Layout.fillWidth: true
            role: "label"
            color: Theme.tintText(root.accent)
            text: root.use.text ?? ""
        }
    }
}
