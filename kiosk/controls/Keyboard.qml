pragma ComponentBehavior: Bound

// The on-screen keyboard inside the window, and beside its keys the languages one can write in: a
// name here is often Latin, whatever the language of the visit. The page above it gets the room that
// is left (`height` is 0 while it is away), so it never hides the field in use. It keeps its own
// direction in mirrored pages, predicts nothing and learns nothing.
import QtQuick
import QtQuick.VirtualKeyboard.Settings
import Foyer.Controls

Item {
    id: root

    // Locale of the visit ("de_DE") and those one can switch to, each with its name to show.
    property string locale: "de_DE"
    property var locales: ["de_DE", "en_GB"]
    property var localeNames: ({
            "de_DE": "Deutsch",
            "en_GB": "English"
        })
    // What the visitor switched to; "" = nothing yet.
    property string picked: ""
    readonly property TextEntry entry: Window.activeFocusItem as TextEntry
    // Phone numbers and dates have a keyboard of digits, which has no language.
    readonly property bool digits: (entry?.hints ?? Qt.ImhNone) & (Qt.ImhDialableCharactersOnly | Qt.ImhDigitsOnly)
    // What the field in use runs: numbers and addresses are Latin and left to right.
    readonly property bool latinOnly: entry?.leftToRight ?? false
    readonly property var offered: latinOnly ? locales.filter(name => !rightToLeftLocales.includes(name)) : locales
    readonly property string chosen: picked !== "" ? picked : locale
    readonly property string wanted: offered.includes(chosen) ? chosen : latinOnly ? "en_GB" : locale
    readonly property var rightToLeftLocales: ["ar_AR", "fa_FA", "he_IL"]
    readonly property bool active: (panel.item as KeyboardPanel)?.active ?? false
    readonly property bool switches: !digits && offered.length > 1
    // Languages stand above the keys where it is narrow, before them where it is wide.
    readonly property bool above: switches && Theme.portrait
    readonly property bool beside: switches && !Theme.portrait

    function reset() {
        root.picked = "";
    }

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    height: active ? panel.y + panel.height : 0
    visible: active
    onLocaleChanged: reset()

    Rectangle {
        anchors.fill: parent
        color: Theme.keyboardGround
    }
    EvenGrid {
        id: switchGrid

        x: Theme.px(root.beside ? 60 : 12)
        y: Theme.px(14)
        width: root.beside ? Theme.px(220) : root.width - 2 * x
        z: 1
        visible: root.switches
        columns: root.beside ? 1 : root.offered.length
        // One below the other they keep step with the rows of keys.
        rowHeightMin: root.beside ? Math.floor((panel.height - Theme.px(34)) / 4) : Theme.targetQuiet

        Repeater {
            model: root.offered

            KeyboardSwitch {
                required property string modelData

                objectName: "keyboard-" + modelData
                text: root.localeNames[modelData] ?? modelData.split("_")[0].toUpperCase()
                chosen: root.wanted === modelData
                onClicked: root.picked = modelData
            }
        }
    }
    // Made when there is room for it: rows that were laid out in a window without its size stay narrow.
    Loader {
        id: panel

        readonly property bool hasRoom: root.width - x > Theme.px(400)

        x: root.beside ? switchGrid.x + switchGrid.width - Theme.px(40) : 0
        y: root.above ? switchGrid.y + switchGrid.height - Theme.px(8) : 0
        width: Math.max(0, root.width - x)
        active: false
        onHasRoomChanged: panel.active = panel.active || panel.hasRoom
        Component.onCompleted: panel.active = panel.hasRoom
        source: "KeyboardPanel.qml"
    }
    Binding {
        target: VirtualKeyboardSettings
        property: "activeLocales"
        value: root.locales
    }
    Binding {
        target: VirtualKeyboardSettings
        property: "locale"
        value: root.wanted
    }
    Binding {
        target: VirtualKeyboardSettings
        property: "fullScreenMode"
        value: false
    }
    // qmllint disable
    Component.onCompleted: VirtualKeyboardSettings.wordCandidateList.alwaysVisible = false
    // qmllint enable
}
