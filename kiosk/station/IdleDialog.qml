pragma ComponentBehavior: Bound

// "Are you still there?" One touch anywhere, or on the large button, gives more time.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

Overlay {
    id: root

    required property int secondsLeft

    signal stay
    signal go

    //% "Are you still there?"
    title: qsTrId("idle-title")
    iconName: "clock"
    onDismissed: root.stay()

    AppText {
        Layout.fillWidth: true
        role: "lead"
        color: Theme.quiet
        //% "In %1 seconds this screen starts afresh and everything you entered is deleted."
        text: qsTrId("idle-text").arg(root.secondsLeft)
    }
    buttons: [
        ActionButton {
            objectName: "idle-stay"
            primary: true
            //% "I need more time"
            text: qsTrId("idle-stay")
            onClicked: root.stay()
        },
        ActionButton {
            objectName: "idle-go"
            iconName: "x"
            text: qsTrId("end-and-delete")
            onClicked: root.go()
        }
    ]
}
