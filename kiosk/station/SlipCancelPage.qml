pragma ComponentBehavior: Bound

// With the slip: cancel, asked once. Nothing of the request is shown, since the kiosk does not have it.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property string code: visit.params.code ?? ""
    property string message: ""

    function send() {
        const result = Object(page.visit.slip.submitCancel(page.code));
        if (!result.ok) {
            page.message = result.message;
            return;
        }
        page.visit.slipDone();
    }

    //% "Do you want to cancel?"
    title: qsTrId("slip-cancel-title")
    titleRole: "question"
    //% "Then we no longer work on your request. A place that was kept for you goes to somebody else."
    lead: qsTrId("slip-cancel-lead")
    //% "Yes, cancel"
    primaryText: qsTrId("slip-cancel-yes")
    primaryIcon: "check"
    primaryEnabled: visit.line.canCapture
    onPrimary: send()

    ErrorLine {
        Layout.fillWidth: true
        text: page.message
    }
}
