pragma ComponentBehavior: Bound

// Every control in every state on one page, and every editor below; above, the wishes of a visitor.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls
import Foyer.Demo

Rectangle {
    id: root

    property bool dialog: false
    property DemoLanguages languages: DemoLanguages {}
    property bool editorsOnly: false
    // For pictures: one screen after the other.
    property int page: 0
    readonly property int pageCount: Math.ceil(area.contentHeight / Math.max(1, area.height))

    // From the beginning: layouts that were made without room do not recover.
    width: 1920
    height: 1080
    color: Theme.paper
    LayoutMirroring.enabled: Theme.rightToLeft
    LayoutMirroring.childrenInherit: true
    onPageChanged: area.moveTo(page * area.height)

    Binding {
        target: Theme
        property: "screenWidth"
        value: root.width
    }
    Binding {
        target: Theme
        property: "screenHeight"
        value: root.height
    }
    Binding {
        target: Theme
        property: "rightToLeft"
        value: root.languages.rightToLeft
    }
    TopBar {
        id: top

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: implicitHeight
        centreName: "TopBar"
        languageName: "Deutsch"
        accessText: "Text size and contrast"
        speechText: "Read aloud"
        helpText: "Help"
        hasSpeech: true
    }
    ScrollArea {
        id: area

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: top.bottom
        anchors.bottom: bottom.top
        anchors.margins: Theme.margin

        ColumnLayout {
            width: parent?.width ?? 0
            spacing: Theme.px(36)

            Flow {
                Layout.fillWidth: true
                spacing: Theme.px(16)

                Repeater {
                    model: [1, 1.5, 2]

                    Chip {
                        required property real modelData

                        text: modelData * 100 + " %"
                        chosen: Theme.textScale === modelData
                        onClicked: Theme.textScale = modelData
                    }
                }
                Chip {
                    text: "Contrast"
                    iconName: "contrast"
                    chosen: Theme.highContrast
                    onClicked: Theme.highContrast = !Theme.highContrast
                }
                Chip {
                    text: "Right to left"
                    chosen: Theme.rightToLeft
                    onClicked: root.languages.choose(Theme.rightToLeft ? "de" : "ar")
                }
                Chip {
                    text: "Editors only"
                    chosen: root.editorsOnly
                    onClicked: root.editorsOnly = !root.editorsOnly
                }
            }
            GalleryControls {
                Layout.fillWidth: true
                visible: !root.editorsOnly
                onDialogWanted: root.dialog = true
            }
            GalleryEditors {
                Layout.fillWidth: true
            }
        }
    }
    BottomBar {
        id: bottom

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: keyboard.top
        primaryText: "BottomBar"
        sentence: "One calm sentence about the line."
        compact: keyboard.active

        ActionButton {
            iconName: "x"
            text: "Leave"
        }
        ActionButton {
            iconName: "arrow-left"
            text: "Back"
        }
    }
    Keyboard {
        id: keyboard

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }
    Overlay {
        opened: root.dialog
        title: "A question over the page"
        iconName: "info"
        onDismissed: root.dialog = false

        AppText {
            Layout.fillWidth: true
            role: "lead"
            text: "While it is open nothing under it can be touched."
        }
        buttons: [
            ActionButton {
                primary: true
                text: "Close"
                onClicked: root.dialog = false
            }
        ]
    }
}
