pragma ComponentBehavior: Bound

// The whole of what a visitor sees, for any window: bars, the page, dialogs, the keyboard. The
// composition root hands in the ports by setInitialProperties.
import QtQuick
import Foyer.Controls
import Foyer.Station

FocusScope {
    id: station

    required property CatalogueView catalogue
    required property FormView form
    required property SlipView slip
    required property LineView line
    required property Languages languages
    property Voice voice: null
    property int warnAfterMs: 60000
    property int endAfterMs: 30000

    readonly property alias visit: visit
    readonly property alias guard: guard
    readonly property bool outOfOrder: line.outOfOrderReason !== ""
    readonly property alias currentPage: pageLoader.item
    // What somebody changed while the kiosk is broken; "" while it is not.
    readonly property string brokenLook: outOfOrder ? `${languages.current} ${visit.dialog} ${Theme.textScale} ${Theme.highContrast}` : ""

    focus: true
    onBrokenLookChanged: outOfOrder ? brokenEnd.restart() : brokenEnd.stop()
    LayoutMirroring.enabled: languages.rightToLeft
    LayoutMirroring.childrenInherit: true
    Accessible.role: Accessible.Pane
    Accessible.name: catalogue.centreName

    Visit {
        id: visit

        catalogue: station.catalogue
        form: station.form
        slip: station.slip
        line: station.line
        languages: station.languages
        voice: station.voice
        onEnded: station.clearKeyboard()
    }
    IdleGuard {
        id: guard

        running: visit.page !== "attract" && !station.outOfOrder
        warnAfterMs: station.warnAfterMs
        endAfterMs: station.endAfterMs
        onWarning: {
            visit.dialog = "";
            if (station.voice)
                station.voice.speak(idle.title);
        }
        onExpired: visit.end()
    }
    // A broken kiosk asks nobody whether they are still there; the next one meets it as the first one did.
    Timer {
        id: brokenEnd

        interval: station.warnAfterMs + station.endAfterMs
        onTriggered: visit.end()
    }
    Binding {
        target: Theme
        property: "screenWidth"
        value: station.width
    }
    Binding {
        target: Theme
        property: "screenHeight"
        value: station.height
    }
    Binding {
        target: Theme
        property: "rightToLeft"
        value: station.languages.rightToLeft
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    Item {
        id: under

        anchors.fill: parent
        enabled: visit.dialog === "" && !guard.warned

        TopBar {
            id: top

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            visible: visit.page !== "attract" || station.outOfOrder
            height: visible ? implicitHeight : 0
            centreName: station.catalogue.centreName
            languageName: visit.languageName
            //% "Text size and contrast"
            accessText: qsTrId("top-access")
            //% "Read aloud"
            speechText: qsTrId("top-speech")
            //% "Help"
            helpText: qsTrId("top-help")
            hasSpeech: station.voice !== null && !station.outOfOrder
            speaking: station.voice?.speaking ?? false
            onLanguageRequested: visit.dialog = "language"
            onAccessRequested: visit.dialog = "access"
            onSpeechRequested: station.readAloud()
            onHelpRequested: visit.dialog = "help"
        }
        Pages {
            id: pageLoader

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: top.bottom
            anchors.bottom: keyboard.top
            focus: true
            visit: visit
            page: station.outOfOrder ? "outOfOrder" : visit.page
            onLoaded: fade.restart()

            NumberAnimation {
                id: fade

                target: pageLoader.item
                property: "opacity"
                from: Theme.motionMs > 0 ? 0 : 1
                to: 1
                duration: Theme.motionMs
            }
        }
        Keyboard {
            id: keyboard

            objectName: "on-screen-keyboard"
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            locale: localeNames.of(station.languages.current)
            locales: localeNames.around(station.languages.current)
            localeNames: localeNames.labels
        }
    }
    LanguageDialog {
        visit: visit
        opened: visit.dialog === "language"
    }
    AccessDialog {
        visit: visit
        opened: visit.dialog === "access"
    }
    HelpDialog {
        visit: visit
        opened: visit.dialog === "help"
    }
    LeaveDialog {
        visit: visit
        opened: visit.dialog === "leave"
    }
    IdleDialog {
        id: idle

        opened: guard.warned
        secondsLeft: guard.secondsLeft
        onStay: guard.extend()
        onGo: visit.end()
    }
    KeyboardLocales {
        id: localeNames
    }
    TextInput {
        id: blank

        width: 1
        height: 1
        opacity: 0
        activeFocusOnPress: false
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        Accessible.ignored: true
    }

    // The keyboard keeps a copy of the text of the last field it served; an empty one takes its place.
    function clearKeyboard() {
        keyboard.reset();
        blank.forceActiveFocus();
        pageLoader.forceActiveFocus();
    }

    function readAloud() {
        if (!station.voice)
            return;
        if (station.voice.speaking)
            station.voice.stop();
        else
            station.voice.speak((station.currentPage as StationPage)?.spokenText ?? "");
    }
}
