pragma ComponentBehavior: Bound

// Saved, on the disk of this kiosk. The slip: a code and its QR, and what happens next.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property string code: visit.params.slipCode ?? ""
    readonly property string qrText: (visit.params.qrText ?? "") !== "" ? visit.params.qrText : code
    readonly property string summary: visit.params.summary ?? ""
    readonly property bool beside: !Theme.portrait

    //% "Your request is safe here and on its way to us."
    readonly property string onlineWords: qsTrId("saved-online")
    //% "Your request is safe here. It is sent as soon as the connection is back."
    readonly property string offlineWords: qsTrId("saved-offline")
    readonly property string words: visit.line.online ? onlineWords : offlineWords

    hasBack: false
    hasLeave: false
    sentence: ""
    //% "Done"
    primaryText: qsTrId("done")
    primaryIcon: "check"
    //% "Saved."
    spokenText: visit.spoken([qsTrId("saved-title"), words, summary, code.split("").join(" ")])
    onPrimary: page.visit.end()

    GridLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(page.beside ? 40 : 56)
        columns: page.beside ? 2 : 1
        columnSpacing: Theme.px(72)
        rowSpacing: Theme.px(36)

        SavedWords {
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            Layout.alignment: page.beside ? Qt.AlignVCenter : Qt.AlignTop
            centred: !page.beside
            words: page.words
            summary: page.summary
        }
        Card {
            Layout.alignment: Qt.AlignHCenter | Qt.AlignVCenter
            Layout.preferredWidth: Theme.px(820)
            Layout.maximumWidth: Theme.px(820)
            spacing: Theme.px(20)

            QrCode {
                Layout.alignment: Qt.AlignHCenter
                Layout.preferredWidth: Theme.px(440)
                Layout.preferredHeight: Theme.px(440)
                text: page.qrText
                Accessible.role: Accessible.Graphic
                //% "Your slip as a QR code"
                Accessible.name: qsTrId("saved-qr")
            }
            AppText {
                Layout.fillWidth: true
                role: "label"
                color: Theme.quiet
                horizontalAlignment: Text.AlignHCenter
                //% "Your slip. Take a photo of it or write it down."
                text: qsTrId("saved-slip")
            }
            CodeText {
                objectName: "slip-code"
                Layout.fillWidth: true
                code: page.code
            }
        }
    }
}
