pragma ComponentBehavior: Bound

// Larger type, stronger contrast, simple language; at once and for this visit only.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

Overlay {
    id: root

    required property Visit visit
    readonly property string plainCode: visit.languages.current.split("-")[0]
    readonly property string simpleCode: plainCode + "-simple"
    readonly property bool hasSimple: Array.from(visit.catalogue.languages).some(language => language.code === simpleCode)

    //% "Easier to read"
    title: qsTrId("access-title")
    iconName: "accessibility"
    onDismissed: visit.dialog = ""

    AppText {
        Layout.fillWidth: true
        role: "lead"
        strong: true
        //% "Text size"
        text: qsTrId("access-size")
    }
    EvenGrid {
        Layout.fillWidth: true
        columns: 3
        columnSpacing: Theme.px(16)
        mirrored: LayoutMirroring.enabled

        Repeater {
            model: [1, 1.5, 2]

            ChoiceButton {
                id: size

                required property real modelData

                objectName: "text-size-" + Math.round(modelData * 100)
                text: Math.round(modelData * 100) + " %"
                chosen: Theme.textScale === modelData
                onClicked: Theme.textScale = size.modelData
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        role: "lead"
        strong: true
        //% "Contrast"
        text: qsTrId("access-contrast")
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.px(16)

        ChoiceButton {
            objectName: "contrast-normal"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 100
            //% "Normal"
            text: qsTrId("access-normal")
            chosen: !Theme.highContrast
            onClicked: Theme.highContrast = false
        }
        ChoiceButton {
            objectName: "contrast-strong"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 100
            //% "Strong"
            text: qsTrId("access-strong")
            chosen: Theme.highContrast
            onClicked: Theme.highContrast = true
        }
    }
    ChoiceRow {
        objectName: "simple-language"
        Layout.fillWidth: true
        visible: root.hasSimple
        many: true
        //% "Simple language"
        text: qsTrId("access-simple")
        chosen: root.visit.languages.current === root.simpleCode
        onClicked: root.visit.languages.choose(chosen ? root.plainCode : root.simpleCode)
    }
    buttons: ActionButton {
        objectName: "access-close"
        primary: true
        iconName: "check"
        text: qsTrId("done")
        onClicked: root.visit.dialog = ""
    }
}
