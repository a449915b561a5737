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
    // Less air, while the keyboard needs the room.
    property bool compact: false
    // Large type on a narrow screen: the primary action gets a row of its own.
    readonly property bool stacked: Theme.portrait && Theme.textScale > 1.2
    readonly property bool sentenceAbove: sentence !== "" && (Theme.portrait || Theme.textScale > 1.3)

    signal primary

    color: Theme.surface
    implicitHeight: rows.implicitHeight + 2 * rows.anchors.topMargin

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
        anchors.topMargin: Theme.px(root.compact ? 10 : 22)
        spacing: Theme.px(16)

        CalmSentence {
            Layout.fillWidth: true
            visible: root.sentenceAbove
            text: root.sentence
        }
        GridLayout {
            Layout.fillWidth: true
            columns: root.stacked ? 1 : 4
            columnSpacing: Theme.gap
            rowSpacing: Theme.px(16)

            RowLayout {
                id: start

                Layout.alignment: Qt.AlignLeft | Qt.AlignVCenter
                Layout.fillWidth: true
                Layout.maximumWidth: implicitWidth
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
                visible: !root.stacked && (root.sentence === "" || root.sentenceAbove)
            }
            ActionButton {
                objectName: "primary"
                Layout.minimumWidth: root.stacked ? 0 : Theme.px(220)
                // As high as a neighbour whose word takes two lines.
                Layout.fillHeight: !root.stacked
                Layout.fillWidth: root.stacked
                visible: root.primaryText !== ""
                primary: true
                iconAtEnd: root.primaryIcon === "arrow-right"
                iconName: root.primaryIcon
                text: root.primaryText
                available: root.primaryEnabled
                onClicked: root.primary()
            }
        }
    }
}
