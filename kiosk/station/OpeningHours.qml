pragma ComponentBehavior: Bound

// When somebody is here, and under which number.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

ColumnLayout {
    id: root

    required property Visit visit

    spacing: Theme.px(12)

    AppText {
        Layout.fillWidth: true
        role: "lead"
        strong: true
        //% "Opening hours"
        text: qsTrId("hours-title")
    }
    FactLine {
        Layout.fillWidth: true
        iconName: "clock"
        text: Array.from(root.visit.catalogue.openingHours).join("\n")
    }
    FactLine {
        Layout.fillWidth: true
        iconName: "phone"
        text: root.visit.catalogue.phone === "" ? "" : "\u2066" + root.visit.catalogue.phone + "\u2069"
        strong: true
    }
}
