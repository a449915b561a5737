pragma ComponentBehavior: Bound

// The kiosk is broken and says so, with the number to call.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

FocusScope {
    id: page

    required property Visit visit

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.px(1200))
        spacing: Theme.px(32)

        AppIcon {
            Layout.alignment: Qt.AlignHCenter
            size: Theme.px(120)
            name: "heart-handshake"
            color: Theme.calm
        }
        AppText {
            Layout.fillWidth: true
            role: "title"
            strong: true
            horizontalAlignment: Text.AlignHCenter
            //% "This kiosk needs a pause."
            text: qsTrId("broken-title")
            Accessible.role: Accessible.Heading
        }
        AppText {
            Layout.fillWidth: true
            role: "lead"
            color: Theme.quiet
            horizontalAlignment: Text.AlignHCenter
            //% "Nothing can be entered here at the moment. Please call us or speak to us on site."
            text: qsTrId("broken-text")
        }
        AppText {
            Layout.fillWidth: true
            visible: text !== ""
            role: "body"
            color: Theme.quiet
            horizontalAlignment: Text.AlignHCenter
            text: page.visit.line.outOfOrderReason
        }
        AppText {
            Layout.fillWidth: true
            visible: page.visit.catalogue.phone !== ""
            role: "title"
            strong: true
            horizontalAlignment: Text.AlignHCenter
            text: "\u2066" + page.visit.catalogue.phone + "\u2069"
        }
        AppText {
            Layout.fillWidth: true
            role: "body"
            color: Theme.quiet
            horizontalAlignment: Text.AlignHCenter
            text: Array.from(page.visit.catalogue.openingHours).join("\n")
        }
    }
}
