pragma ComponentBehavior: Bound

// Always the same place: whose kiosk this is, and language, access, speech and help.
import QtQuick
import QtQuick.Layouts

Item {
    id: root

    property string centreName: ""
    property string languageName: ""
    property string accessText: ""
    property string speechText: ""
    property string helpText: ""
    property bool hasSpeech: false
    property bool speaking: false
    // Large type: the name gets a line of its own.
    readonly property bool stacked: chips.width + Theme.sp(270) + Theme.gap > width - 2 * Theme.margin

    signal languageRequested
    signal accessRequested
    signal speechRequested
    signal helpRequested

    implicitHeight: layout.implicitHeight + Theme.px(36)

    GridLayout {
        id: layout

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.px(24)
        columns: root.stacked ? 1 : 2
        rowSpacing: Theme.px(16)
        columnSpacing: Theme.gap

        AppText {
            id: name

            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            role: "label"
            strong: true
            text: root.centreName
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        Row {
            id: chips

            Layout.alignment: Qt.AlignVCenter | Qt.AlignRight
            spacing: Theme.px(20)

            Chip {
                objectName: "top-language"
                iconName: "languages"
                text: root.languageName
                onClicked: root.languageRequested()
            }
            Chip {
                objectName: "top-access"
                iconName: "accessibility"
                compact: true
                text: root.accessText
                onClicked: root.accessRequested()
            }
            Chip {
                objectName: "top-speech"
                visible: root.hasSpeech
                iconName: root.speaking ? "volume-x" : "volume-2"
                compact: true
                text: root.speechText
                onClicked: root.speechRequested()
            }
            Chip {
                objectName: "top-help"
                iconName: "circle-question-mark"
                text: root.helpText
                onClicked: root.helpRequested()
            }
        }
    }
}
