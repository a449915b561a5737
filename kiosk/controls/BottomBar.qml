pragma ComponentBehavior: Bound

// Leave and back at the start edge, the one primary action at the end edge, and between them,
// while there is no line, one calm sentence.
import QtQuick
import QtQuick.Layouts

Rectangle {
    id: root

    // Buttons of the start edge are children.
    default property alias content: start.data
    property string primaryText: ""
    property string primaryIcon: "arrow-right"
    property bool primaryEnabled: true
    property string sentence: ""
    readonly property bool sentenceAbove: sentence !== "" && (Theme.portrait && primaryText !== "" || Theme.textScale > 1.3)

    signal primary

    color: Theme.surface
    implicitHeight: rows.implicitHeight + Theme.px(44)

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: Theme.borderThin
        color: Theme.line
    }
    ColumnLayout {
        id: rows

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.px(22)
        spacing: Theme.px(16)

        CalmSentence {
            Layout.fillWidth: true
            visible: root.sentenceAbove
            text: root.sentence
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            RowLayout {
                id: start

                Layout.fillWidth: root.primaryText === "" && root.sentence === ""
                Layout.alignment: Qt.AlignLeft | Qt.AlignVCenter
                spacing: Theme.gap
            }
            CalmSentence {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignVCenter
                visible: root.sentence !== "" && !root.sentenceAbove
                atEnd: root.primaryText === ""
                text: root.sentence
            }
            Item {
                Layout.fillWidth: true
                visible: root.sentence === "" || root.sentenceAbove
            }
            ActionButton {
                objectName: "primary"
                Layout.minimumWidth: Theme.px(240)
                visible: root.primaryText !== ""
                primary: true
                iconAtEnd: root.primaryIcon === "arrow-right"
                iconName: root.primaryIcon
                text: root.primaryText
                enabled: root.primaryEnabled
                onClicked: root.primary()
            }
        }
    }
}
