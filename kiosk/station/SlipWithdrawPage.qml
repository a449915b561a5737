pragma ComponentBehavior: Bound

// With the slip: take a consent back, one purpose at a time. Known purposes are those that stand; without a
// connection all of the centre's are shown, and the centre sees which one there is.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property string code: visit.params.code ?? ""
    readonly property var answer: visit.slip.answer
    readonly property var purposes: {
        const all = visit.round >= 0 && visit.languages.current !== "" ? visit.slip.purposes() : [];
        return answer.state === "known" ? all.filter(one => (answer.purposes ?? []).includes(one.id)) : all;
    }
    property string chosenId: ""
    readonly property var chosen: purposes.find(one => one.id === chosenId) ?? null
    property string message: ""

    function send() {
        const result = Object(page.visit.slip.submitWithdrawal(page.code, page.chosenId));
        if (!result.ok) {
            page.message = result.message;
            return;
        }
        page.visit.slipDone();
    }

    //% "Which consent do you take back?"
    title: qsTrId("slip-withdraw-title")
    titleRole: "question"
    //% "We then delete what we kept for it alone. This cannot be undone."
    lead: qsTrId("slip-withdraw-lead")
    //% "Take it back"
    primaryText: qsTrId("slip-withdraw-yes")
    primaryIcon: "check"
    primaryEnabled: chosen !== null && visit.line.canCapture
    onPrimary: send()

    EvenGrid {
        Layout.fillWidth: true
        columns: Theme.portrait || Theme.textScale > 1.4 ? 1 : 2
        rowSpacing: Theme.px(16)
        columnSpacing: Theme.gap
        mirrored: LayoutMirroring.enabled

        Repeater {
            model: page.purposes

            ChoiceRow {
                id: option

                required property var modelData

                objectName: "purpose-" + modelData.id
                text: modelData.title
                note: modelData.text
                chosen: page.chosenId === modelData.id
                onClicked: {
                    page.chosenId = option.modelData.id;
                    page.message = "";
                }
            }
        }
    }
    AppText {
        objectName: "withdraw-ends"
        Layout.fillWidth: true
        visible: page.chosen?.required ?? false
        strong: true
        //% "Without this consent we cannot go on: your request ends too."
        text: qsTrId("slip-withdraw-ends")
    }
    ErrorLine {
        Layout.fillWidth: true
        text: page.message
    }
}
