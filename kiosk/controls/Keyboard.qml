pragma ComponentBehavior: Bound

// The on-screen keyboard inside the window. The page above it gets the room that is left
// (`height` is 0 while it is away), so it never hides the field in use. It keeps its own
// direction in mirrored pages, predicts nothing and learns nothing.
import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings

Item {
    id: root

    // Locale of the visit ("de_DE") and those one can switch to with the key.
    property string locale: "de_DE"
    property var locales: ["de_DE", "en_GB"]
    // What the field in use runs: numbers and addresses are Latin and left to right.
    readonly property TextEntry entry: Window.activeFocusItem as TextEntry
    readonly property string wanted: entry?.leftToRight && rightToLeftLocales.includes(locale) ? "en_GB" : locale
    readonly property var rightToLeftLocales: ["ar_AR", "fa_FA", "he_IL"]
    readonly property bool active: panel.active

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    height: panel.active ? panel.height : 0
    visible: panel.active

    InputPanel {
        id: panel

        objectName: "keyboard"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
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
    Component.onCompleted: VirtualKeyboardSettings.wordCandidateList.alwaysVisible = false
}
