pragma ComponentBehavior: Bound

// One option of a single (`many: false`, round mark) or multiple choice (square mark).
import QtQuick

PressArea {
    id: root

    property string note: ""
    property bool many: false
    property bool chosen: false
    property string accent: "other"
    readonly property color accentColor: Theme.accent(accent)

    implicitWidth: Theme.px(480)
    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.px(40))
    leftPadding: Theme.px(32)
    rightPadding: Theme.px(32)
    Accessible.role: many ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.description: note

    background: Rectangle {
        radius: Theme.radiusButton
        color: root.down ? Theme.pressed : root.chosen ? Theme.tint(root.accent) : Theme.surface
        border.color: root.chosen ? root.accentColor : Theme.lineStrong
        border.width: root.chosen ? Theme.px(4) : Theme.borderThin
    }
    contentItem: Item {
        Rectangle {
            id: mark

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(44)
            height: width
            radius: root.many ? Theme.px(12) : width / 2
            color: root.chosen ? root.accentColor : Theme.surface
            border.color: root.chosen ? root.accentColor : Theme.lineStrong
            border.width: Theme.borderStrong

            AppIcon {
                anchors.centerIn: parent
                visible: root.chosen
                size: Theme.px(32)
                name: "check"
                color: Theme.inkText
            }
        }
        Column {
            id: words

            anchors.left: mark.right
            anchors.right: parent.right
            anchors.leftMargin: Theme.px(24)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(4)

            AppText {
                width: parent.width
                role: "button"
                strong: root.chosen
                text: root.text
                Accessible.ignored: true
            }
            AppText {
                width: parent.width
                visible: text.length > 0
                role: "label"
                color: Theme.quiet
                text: root.note
                Accessible.ignored: true
            }
        }
    }
}
