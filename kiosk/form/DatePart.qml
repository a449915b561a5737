pragma ComponentBehavior: Bound

// Day, month or year: a few digits under their name.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

ColumnLayout {
    id: root

    property string label: ""
    property string part: ""
    property int digits: 2
    property string accent: "other"
    property bool hasError: false

    signal edited(string text)
    signal accepted

    spacing: Theme.px(10)

    AppText {
        role: "label"
        color: Theme.quiet
        text: root.label
        Accessible.ignored: true
    }
    TextEntry {
        objectName: root.objectName + "-entry"
        Layout.preferredWidth: Theme.sp(60 + root.digits * 56)
        label: root.label
        accent: root.accent
        hasError: root.hasError
        hints: Qt.ImhDigitsOnly
        leftToRight: true
        maximumLength: root.digits
        text: root.part
        onEdited: text => root.edited(text)
        onAccepted: root.accepted()
    }
}
