pragma ComponentBehavior: Bound

// Leaving in the middle of a form deletes what was entered; asked once, so that a slip of the
// finger loses nothing.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

Overlay {
    id: root

    required property Visit visit

    //% "End and delete everything?"
    title: qsTrId("leave-title")
    iconName: "x"
    onDismissed: visit.dialog = ""

    AppText {
        Layout.fillWidth: true
        role: "lead"
        color: Theme.quiet
        //% "What you have entered is deleted. Nothing is kept and nothing is sent."
        text: qsTrId("leave-text")
    }
    buttons: [
        ActionButton {
            objectName: "leave-stay"
            iconName: "arrow-left"
            //% "Go on filling in"
            text: qsTrId("leave-stay")
            onClicked: root.visit.dialog = ""
        },
        ActionButton {
            objectName: "leave-confirm"
            iconName: "x"
            text: qsTrId("end-and-delete")
            onClicked: root.visit.end()
        }
    ]
}
