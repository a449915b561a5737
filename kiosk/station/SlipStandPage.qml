pragma ComponentBehavior: Bound

// With the slip: how it stands, and what can be done. Without a connection it says so, and offers
// everything: what is entered is an ordinary entry of the journal.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property string code: visit.params.code ?? ""
    readonly property var answer: visit.slip.answer
    readonly property bool known: answer.state === "known"
    readonly property var items: known ? answer.items ?? [] : []
    readonly property string standing: words.stand(answer)
    readonly property bool canCancel: !known || items.some(item => item.canCancel)
    readonly property bool canWithdraw: !known || (answer.purposes ?? []).length > 0
    readonly property SlipWords words: SlipWords {}

    function follow(target: string) {
        page.visit.open(target, {
            "code": page.code
        });
    }

    //% "How it stands"
    title: qsTrId("slip-stand-title")
    sentence: ""
    spokenText: visit.spoken([title, standing, ...items.map(item => words.item(item))])
    Component.onCompleted: visit.slip.begin(code)

    Connections {
        target: page.visit.line

        // The line is back: ask now.
        function onChanged() {
            if (page.visit.line.online && page.answer.state === "offline")
                page.visit.slip.begin(page.code);
        }
    }
    AppText {
        objectName: "slip-standing"
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.px(1400)
        visible: text !== ""
        role: "lead"
        color: page.answer.state === "unknown" ? Theme.ink : Theme.calm
        text: page.standing
    }
    EvenGrid {
        Layout.fillWidth: true
        visible: page.items.length > 0
        rowSpacing: Theme.px(16)

        Repeater {
            model: page.items

            Card {
                id: card

                required property var modelData

                padding: Theme.px(32)

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.px(24)

                    AppIcon {
                        size: Theme.px(56)
                        name: page.words.itemIcon(card.modelData)
                        color: Theme.accent("advice")
                    }
                    AppText {
                        objectName: "slip-item"
                        Layout.fillWidth: true
                        role: "question"
                        strong: true
                        text: page.words.item(card.modelData)
                    }
                }
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        role: "heading"
        strong: true
        //% "What would you like to do?"
        text: qsTrId("home-title")
        Accessible.role: Accessible.Heading
    }
    EvenGrid {
        Layout.fillWidth: true
        columns: Theme.portrait || Theme.textScale > 1.4 ? 1 : 3
        rowSpacing: Theme.px(16)
        columnSpacing: Theme.gap
        mirrored: LayoutMirroring.enabled

        LinkRow {
            objectName: "slip-do-change"
            //% "Change how you reach me"
            text: qsTrId("slip-do-change")
            onClicked: page.follow("slipChange")
        }
        LinkRow {
            objectName: "slip-do-cancel"
            visible: page.canCancel
            //% "Cancel my request or my place"
            text: qsTrId("slip-do-cancel")
            onClicked: page.follow("slipCancel")
        }
        LinkRow {
            objectName: "slip-do-withdraw"
            visible: page.canWithdraw
            //% "Take back a consent"
            text: qsTrId("slip-do-withdraw")
            onClicked: page.follow("slipWithdraw")
        }
    }
}
