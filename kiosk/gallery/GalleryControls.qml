pragma ComponentBehavior: Bound

// Every control in its states, but for the frame around the page and the fields, which the editors show.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

ColumnLayout {
    id: root

    property string yesNo: ""
    property string half: "left"
    property int count: 2
    property var picked: ["b"]

    signal dialogWanted

    spacing: Theme.px(36)

    Shown {
        name: "AppText"

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
    }
    Shown {
        name: "ActionButton, Chip"

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
                available: false
                text: "Not yet"
            }
            ActionButton {
                text: "A dialog (Overlay)"
                onClicked: root.dialogWanted()
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
            Chip {
                iconName: "check"
                chosen: true
                text: "Chosen"
            }
        }
    }
    Shown {
        name: "Tile, with its AppIcon"

        GridLayout {
            Layout.fillWidth: true
            columns: Theme.portrait || Theme.textScale > 1.2 ? 2 : 5
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap

            Repeater {
                model: Theme.kinds

                Tile {
                    required property string modelData

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 100
                    text: modelData
                    subtitle: "A quiet line about it"
                    iconName: Theme.kindIcon(modelData)
                    accent: modelData
                }
            }
        }
    }
    Shown {
        name: "Card"

        Card {
            Layout.fillWidth: true

            AppText {
                Layout.fillWidth: true
                role: "heading"
                strong: true
                text: "A card"
            }
            AppText {
                Layout.fillWidth: true
                text: "Its children stand below each other, with the card's padding."
            }
        }
    }
    Shown {
        name: "ChoiceButton"

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            Repeater {
                model: ["left", "right"]

                ChoiceButton {
                    required property string modelData

                    Layout.fillWidth: true
                    text: modelData
                    chosen: root.half === modelData
                    onClicked: root.half = modelData
                }
            }
        }
    }
    Shown {
        name: "ChoiceRow, one in an EvenGrid"

        EvenGrid {
            Layout.fillWidth: true
            columns: Theme.portrait ? 1 : 2
            rowSpacing: Theme.px(16)
            columnSpacing: Theme.gap
            mirrored: LayoutMirroring.enabled

            Repeater {
                model: ["a", "b"]

                ChoiceRow {
                    required property string modelData

                    many: true
                    accent: "training"
                    text: "Several of these: " + modelData
                    chosen: root.picked.includes(modelData)
                    onClicked: root.picked = chosen ? root.picked.filter(one => one !== modelData) : root.picked.concat([modelData])
                }
            }
        }
    }
    Shown {
        name: "YesNo, Stepper"

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
    }
    Shown {
        name: "ProgressSteps, ErrorLine, CalmSentence"

        ProgressSteps {
            Layout.fillWidth: true
            step: 1
            stepCount: 5
            accent: "advice"
            text: "Step 2 of 5"
        }
        ErrorLine {
            Layout.fillWidth: true
            text: "What is still needed, in one kind sentence."
        }
        CalmSentence {
            Layout.fillWidth: true
            text: "One calm sentence about the line."
        }
    }
    Shown {
        name: "QrCode, CodeText"

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
    }
}
