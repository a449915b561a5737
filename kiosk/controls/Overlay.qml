pragma ComponentBehavior: Bound

// A question or a note over the page: shade, card, title, content, buttons. While it is open
// nothing under it can be touched or focused.
import QtQuick
import QtQuick.Layouts

FocusScope {
    id: root

    property bool opened: false
    property string title: ""
    property string iconName: ""
    property string accent: "other"
    property int cardWidth: Theme.px(1080)
    default property alias content: body.data
    property alias buttons: buttonRow.data

    // The shade was touched or Escape pressed: "away with it".
    signal dismissed

    anchors.fill: parent
    visible: opened
    focus: opened
    enabled: opened
    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Keys.onEscapePressed: root.dismissed()

    Rectangle {
        anchors.fill: parent
        color: Theme.shade

        MouseArea {
            anchors.fill: parent
            onClicked: root.dismissed()
        }
    }
    Rectangle {
        id: card

        anchors.centerIn: parent
        width: Math.min(root.cardWidth, root.width - 2 * Theme.margin)
        height: Math.min(layout.implicitHeight + 2 * Theme.px(56), root.height - 2 * Theme.margin)
        radius: Theme.radiusCard
        color: Theme.surface
        border.color: Theme.ink
        border.width: Theme.highContrast ? Theme.px(4) : 0

        MouseArea {
            anchors.fill: parent
        }
        ColumnLayout {
            id: layout

            anchors.fill: parent
            anchors.margins: Theme.px(56)
            spacing: Theme.px(28)

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.px(24)

                AppIcon {
                    visible: root.iconName !== ""
                    size: Theme.px(52)
                    name: root.iconName
                    color: Theme.accent(root.accent)
                }
                AppText {
                    Layout.fillWidth: true
                    role: "question"
                    strong: true
                    text: root.title
                }
            }
            ScrollArea {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredHeight: contentHeight

                ColumnLayout {
                    id: body

                    width: parent?.width ?? 0
                    spacing: Theme.px(20)
                }
            }
            Flow {
                id: buttonRow

                Layout.fillWidth: true
                spacing: Theme.gap
                // From the end edge; a mirrored page turns it round by itself.
                layoutDirection: Qt.RightToLeft
            }
        }
    }
}
