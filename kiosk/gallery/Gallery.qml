pragma ComponentBehavior: Bound

// Every control in every state on one page, and every editor below; above, the wishes of a visitor.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls
import Foyer.Demo

Rectangle {
    id: root

    property var picked: ["b"]
    property string yesNo: ""
    property int count: 2
    property DemoLanguages languages: DemoLanguages {}

    color: Theme.paper
    LayoutMirroring.enabled: Theme.rightToLeft
    LayoutMirroring.childrenInherit: true

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
    ScrollArea {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: keyboard.top
        anchors.margins: Theme.margin

        ColumnLayout {
            width: parent?.width ?? 0
            spacing: Theme.gap

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
                    onClicked: Theme.rightToLeft = !Theme.rightToLeft
                }
            }
            Repeater {
                model: ["display", "title", "question", "heading", "lead", "body", "label", "small"]

                AppText {
                    required property string modelData

                    Layout.fillWidth: true
                    role: modelData
                    strong: Theme.textSizes[modelData] >= 40
                    text: modelData + " · Grüße, Größe · مرحبًا · Ласкаво просимо"
                }
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.gap

                ActionButton {
                    primary: true
                    iconAtEnd: true
                    iconName: "arrow-right"
                    text: "Primary"
                }
                ActionButton {
                    iconName: "arrow-left"
                    text: "Secondary"
                }
                ActionButton {
                    primary: true
                    enabled: false
                    text: "Not yet"
                }
                Chip {
                    iconName: "languages"
                    text: "Quiet"
                }
                Chip {
                    iconName: "accessibility"
                    compact: true
                    text: "Compact"
                }
            }
            GridLayout {
                Layout.fillWidth: true
                columns: Theme.portrait ? 2 : 5
                columnSpacing: Theme.gap
                rowSpacing: Theme.gap

                Repeater {
                    model: Theme.kinds

                    Tile {
                        required property string modelData

                        Layout.fillWidth: true
                        Layout.preferredWidth: 100
                        text: modelData
                        subtitle: "A quiet line about it"
                        iconName: Theme.kindIcon(modelData)
                        accent: modelData
                    }
                }
            }
            ProgressSteps {
                step: 1
                stepCount: 5
                accent: "advice"
                text: "Step 2 of 5"
            }
            LineEditor {
                Layout.fillWidth: true
                key: "line"
                title: "One line"
                value: "Nguyễn Thị Hoa"
                accent: "advice"
            }
            LineEditor {
                Layout.fillWidth: true
                key: "line-error"
                title: "One line with an error"
                error: "x"
            }
            ErrorLine {
                Layout.fillWidth: true
                text: "What is still needed, in one kind sentence."
            }
            PhoneEditor {
                Layout.fillWidth: true
                key: "phone"
                title: "Phone"
                value: "+49 151 2040 7781"
            }
            TextEditor {
                Layout.fillWidth: true
                key: "text"
                title: "Several lines"
                value: "Several lines of text.\nThey grow."
            }
            ChoicesEditor {
                Layout.fillWidth: true
                key: "choices"
                accent: "training"
                value: root.picked
                options: [
                    {
                        "id": "a",
                        "label": "One"
                    },
                    {
                        "id": "b",
                        "label": "Two, chosen"
                    },
                    {
                        "id": "c",
                        "label": "A long one that needs two lines in a narrow column of a portrait screen"
                    }
                ]
                onEdited: value => root.picked = value
            }
            ChoiceEditor {
                Layout.fillWidth: true
                key: "choice"
                accent: "network"
                value: "a"
                options: [
                    {
                        "id": "a",
                        "label": "The one"
                    },
                    {
                        "id": "b",
                        "label": "The other"
                    }
                ]
            }
            YesNo {
                Layout.fillWidth: true
                accent: "advice"
                answer: root.yesNo
                onAnswered: answer => root.yesNo = answer
            }
            Stepper {
                value: root.count
                label: "Persons"
                onEdited: value => root.count = value
            }
            RowLayout {
                spacing: Theme.gap

                QrCode {
                    Layout.preferredWidth: Theme.px(300)
                    Layout.preferredHeight: Theme.px(300)
                    text: "7K4M9QXR2TDA"
                }
                CodeText {
                    code: "7K4M9QXR2TDA"
                }
            }
            CalmSentence {
                Layout.fillWidth: true
                text: "One calm sentence about the line."
            }
        }
    }
    Keyboard {
        id: keyboard

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }
}
