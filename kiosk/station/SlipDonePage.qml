pragma ComponentBehavior: Bound

// The change is on the disk; what happens next.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property string words: (visit.params.message ?? "") !== "" ? visit.params.message : visit.line.online ? qsTrId("saved-online") : qsTrId("saved-offline")

    hasBack: false
    hasLeave: false
    sentence: ""
    primaryText: qsTrId("done")
    primaryIcon: "check"
    spokenText: visit.spoken([qsTrId("saved-title"), words])
    onPrimary: page.visit.end()

    SavedWords {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(120)
        centred: true
        words: page.words
    }
}
