pragma ComponentBehavior: Bound

// One touch away on each page: whom to ask, when somebody is here, emergency numbers.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

Overlay {
    id: root

    required property Visit visit

    //% "Help"
    title: qsTrId("top-help")
    iconName: "circle-question-mark"
    onDismissed: visit.dialog = ""

    AppText {
        Layout.fillWidth: true
        //% "Ask the people here on site, or call us. You can stop at any time: then nothing is kept."
        text: qsTrId("help-text")
    }
    OpeningHours {
        Layout.fillWidth: true
        visit: root.visit
    }
    AppText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(8)
        visible: root.visit.catalogue.helpNumbers.length > 0
        role: "lead"
        strong: true
        //% "In an emergency"
        text: qsTrId("help-emergency")
    }
    EvenGrid {
        Layout.fillWidth: true
        rowSpacing: Theme.px(20)

        Repeater {
            model: root.visit.catalogue.helpNumbers

            RowLayout {
                id: line

                required property var modelData

                spacing: Theme.gap

                AppText {
                    Layout.fillWidth: true
                    text: line.modelData.label
                }
                AppText {
                    role: "lead"
                    strong: true
                    text: "\u2066" + line.modelData.number + "\u2069"
                }
            }
        }
    }
    buttons: ActionButton {
        objectName: "help-close"
        iconName: "x"
        text: qsTrId("close")
        onClicked: root.visit.dialog = ""
    }
}
