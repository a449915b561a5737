pragma ComponentBehavior: Bound

// The window of the kiosk. The composition root hands in the ports and says when the first catalogue
// is there; until then nothing is shown that a visitor could touch.
import QtQuick
import Foyer.Controls
import Foyer.Station

Window {
    id: window

    required property CatalogueView catalogue
    required property FormView form
    required property SlipView slip
    required property LineView line
    required property Languages languages
    // Sentences for the time before the first contact, one a language.
    required property var waitingSentences
    required property var waitingDetails
    property bool hasCatalogue: false
    property int warnAfterMs: 60000
    property int endAfterMs: 30000
    readonly property alias station: station
    readonly property bool visiting: station.visit.page !== "attract"

    // A visit is over: what the program itself may still hold is to be wiped.
    signal visitEnded

    title: catalogue.centreName
    color: Theme.paper

    Station {
        id: station

        objectName: "station"
        anchors.fill: parent
        visible: window.hasCatalogue || window.line.outOfOrderReason !== ""
        catalogue: window.catalogue
        form: window.form
        slip: window.slip
        line: window.line
        languages: window.languages
        warnAfterMs: window.warnAfterMs
        endAfterMs: window.endAfterMs
    }
    FirstContactPage {
        objectName: "first-contact"
        anchors.fill: parent
        visible: !station.visible
        sentences: window.waitingSentences
        details: window.waitingDetails
    }
    Connections {
        target: station.visit

        function onEnded() {
            window.visitEnded();
        }
    }
}
