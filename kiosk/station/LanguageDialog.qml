pragma ComponentBehavior: Bound

// The languages again, on every page; the page under it stays as it is.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

Overlay {
    id: root

    required property Visit visit

    //% "Which language would you like?"
    title: qsTrId("language-title")
    iconName: "languages"
    cardWidth: Theme.px(1240)
    onDismissed: visit.dialog = ""

    EvenGrid {
        Layout.fillWidth: true
        columns: Theme.portrait || Theme.textScale > 1.4 ? 2 : 3
        rowSpacing: Theme.px(16)
        columnSpacing: Theme.px(16)
        mirrored: LayoutMirroring.enabled

        Repeater {
            model: root.visit.catalogue.languages

            LanguageButton {
                id: button

                required property var modelData

                objectName: "switch-" + modelData.code
                text: modelData.name
                chosen: modelData.code === root.visit.languages.current
                onClicked: {
                    root.visit.dialog = "";
                    root.visit.languages.choose(button.modelData.code);
                }
            }
        }
    }
    buttons: ActionButton {
        objectName: "language-close"
        iconName: "x"
        //% "Close"
        text: qsTrId("close")
        onClicked: root.visit.dialog = ""
    }
}
