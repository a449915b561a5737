pragma ComponentBehavior: Bound

// The first screen: welcome in many languages, and one touch on one's own.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

FocusScope {
    id: page

    required property Visit visit
    readonly property var lines: visit.catalogue.welcomeLines
    readonly property var languages: visit.catalogue.languages
    readonly property bool wide: !Theme.portrait

    GridLayout {
        anchors.fill: parent
        columns: page.wide ? 2 : 1
        rowSpacing: 0
        columnSpacing: 0

        Rectangle {
            Layout.fillHeight: page.wide
            Layout.fillWidth: !page.wide
            Layout.preferredWidth: page.wide ? Math.round(page.width * 0.4) : page.width
            Layout.preferredHeight: welcome.implicitHeight + Theme.px(150)
            color: Theme.ink

            ColumnLayout {
                id: welcome

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.leftMargin: Theme.px(72)
                anchors.rightMargin: Theme.px(72)
                spacing: Theme.px(28)

                AppText {
                    Layout.fillWidth: true
                    role: "lead"
                    strong: true
                    color: Theme.inkTextQuiet
                    text: page.visit.catalogue.centreName
                }
                AppText {
                    Layout.fillWidth: true
                    role: "display"
                    strong: true
                    color: Theme.inkText
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.px(48)
                    wrapMode: Text.NoWrap
                    text: page.lines.length > 0 ? page.lines[0] : ""
                    Accessible.role: Accessible.Heading
                }
                AppText {
                    Layout.fillWidth: true
                    role: "lead"
                    lineHeight: 1.35
                    color: Theme.inkTextQuiet
                    // Isolates keep each greeting whole among others of the other direction.
                    text: page.lines.slice(1).map(line => "\u2068" + line.replace(/ /g, "\u00a0") + "\u2069").join("\u00a0\u00a0·  ")
                }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            ScrollArea {
                id: area

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.margins: Theme.px(72)
                Layout.bottomMargin: Theme.px(40)

                EvenGrid {
                    id: grid

                    readonly property int rowCount: Math.ceil(page.languages.length / columns)

                    width: parent?.width ?? 0
                    y: Math.max(0, (area.height - implicitHeight) / 2)
                    // A handful of languages gets one large row each.
                    columns: Theme.portrait && (Theme.textScale >= 2 || page.languages.length < 6) ? 1 : 2
                    rowSpacing: Theme.gap
                    columnSpacing: Theme.gap
                    mirrored: LayoutMirroring.enabled
                    rowHeightMin: Math.max(Theme.target, Math.min(Theme.px(page.languages.length < 6 ? 190 : 160), Math.floor((area.height - (rowCount - 1) * Theme.gap) / rowCount)))

                    Repeater {
                        model: page.languages

                        LanguageButton {
                            id: button

                            required property var modelData

                            objectName: "language-" + modelData.code
                            text: modelData.name
                            onClicked: page.visit.start(button.modelData.code)
                        }
                    }
                }
            }
            Rectangle {
                Layout.fillWidth: true
                Layout.preferredHeight: Math.max(hint.implicitHeight, Theme.targetQuiet) + Theme.px(56)
                color: Theme.surface

                Rectangle {
                    width: parent.width
                    height: Theme.borderThin
                    color: Theme.line
                }
                RowLayout {
                    id: hint

                    anchors.fill: parent
                    anchors.leftMargin: Theme.px(72)
                    anchors.rightMargin: Theme.px(72)
                    spacing: Theme.px(24)

                    AppIcon {
                        size: Theme.px(44)
                        name: "pointer"
                    }
                    AppText {
                        Layout.fillWidth: true
                        color: Theme.quiet
                        //% "Touch your language."
                        text: qsTrId("attract-hint")
                    }
                    Chip {
                        objectName: "attract-access"
                        iconName: "accessibility"
                        compact: true
                        text: qsTrId("top-access")
                        onClicked: page.visit.dialog = "access"
                    }
                    Chip {
                        objectName: "attract-help"
                        iconName: "circle-question-mark"
                        compact: true
                        text: qsTrId("top-help")
                        onClicked: page.visit.dialog = "help"
                    }
                }
            }
        }
    }
}
