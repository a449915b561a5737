pragma ComponentBehavior: Bound

// What is still needed, kindly, under the field it belongs to.
import QtQuick

Row {
    id: root

    property string text: ""

    spacing: Theme.px(14)
    visible: text !== ""
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    AppIcon {
        id: icon

        anchors.top: parent.top
        anchors.topMargin: Theme.px(2)
        size: Theme.px(36)
        name: "circle-alert"
        color: Theme.error
    }
    AppText {
        width: root.width - icon.width - root.spacing
        role: "body"
        strong: true
        color: Theme.error
        text: root.text
        Accessible.ignored: true
    }
}
