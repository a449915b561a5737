pragma ComponentBehavior: Bound

// A count: fewer, the number, more.
import QtQuick
import QtQuick.Layouts

RowLayout {
    id: root

    property int value: 1
    property int from: 1
    property int to: 20
    property string label: ""
    //% "Fewer"
    property string fewerText: qsTrId("controls-fewer")
    //% "More"
    property string moreText: qsTrId("controls-more")
    property string namePrefix: "count"

    signal edited(int value)

    spacing: Theme.gap
    Accessible.role: Accessible.SpinBox
    Accessible.name: label + " " + value

    ActionButton {
        objectName: root.namePrefix + "-fewer"
        available: root.value > root.from
        iconName: "minus"
        text: root.fewerText
        onClicked: root.edited(root.value - 1)
    }
    AppText {
        Layout.preferredWidth: Math.max(Theme.px(140), implicitWidth)
        role: "title"
        strong: true
        horizontalAlignment: Text.AlignHCenter
        text: root.value
    }
    ActionButton {
        objectName: root.namePrefix + "-more"
        available: root.value < root.to
        iconName: "plus"
        text: root.moreText
        onClicked: root.edited(root.value + 1)
    }
}
