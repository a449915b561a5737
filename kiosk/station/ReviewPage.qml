pragma ComponentBehavior: Bound

// Everything once more, as a person reads it; a touch leads to the question.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls
import Foyer.Station

StationPage {
    id: page

    readonly property FormView form: visit.form
    readonly property var purposes: visit.round >= 0 ? visit.catalogue.purposes(form.formKind) : []
    property var answers: []
    property string message: ""

    function send() {
        const result = Object(page.form.confirm());
        if (!result.ok) {
            page.message = result.message;
            return;
        }
        page.visit.trail = [];
        page.visit.params = result;
        page.visit.page = "saved";
    }
    function consentWord(answer: string): string {
        return answer === "given" ? qsTrId("controls-yes") : qsTrId("controls-no");
    }

    //% "Is everything right?"
    title: qsTrId("review-title")
    titleRole: "question"
    //% "Touch a line to change it."
    lead: qsTrId("review-lead")
    leaveText: qsTrId("end-and-delete")
    //% "Save now"
    primaryText: qsTrId("review-save")
    primaryIcon: "check"
    primaryEnabled: visit.line.canCapture
    spokenText: visit.spoken([title, ...answers.map(row => row.title + ": " + row.valueText)])
    sentence: ""
    onPrimary: send()
    ownBack: true
    onBackRequested: {
        if (page.purposes.length > 0) {
            page.visit.returnToReview = false;
            page.visit.trail = page.visit.trail.filter(step => step.page !== "review" && step.page !== "consent");
            page.visit.params = {};
            page.visit.page = "consent";
        } else {
            page.visit.change(page.form.stepCount - 1);
        }
    }
    Component.onCompleted: answers = Qt.binding(() => page.visit.languages.current !== "" && page.visit.round >= 0 ? page.form.answers() : [])

    header: ProgressSteps {
        Layout.fillWidth: true
        accent: page.form.accent
        step: page.form.stepCount + 1
        stepCount: page.form.stepCount + 2
        text: qsTrId("step-of").arg(step + 1).arg(stepCount)
    }
    ErrorLine {
        Layout.fillWidth: true
        text: page.message
    }
    EvenGrid {
        Layout.fillWidth: true
        columns: Theme.portrait || Theme.textScale > 1.4 ? 1 : 2
        rowSpacing: Theme.px(16)
        columnSpacing: Theme.gap
        mirrored: LayoutMirroring.enabled

        Repeater {
            model: page.answers

            AnswerRow {
                id: row

                required property var modelData

                objectName: "answer-" + modelData.key
                text: modelData.title
                //% "no answer"
                valueText: modelData.valueText !== "" ? modelData.valueText : qsTrId("review-empty")
                answered: modelData.valueText !== ""
                leftToRight: modelData.leftToRight ?? false
                accent: page.form.accent
                onClicked: page.visit.change(row.modelData.step)
            }
        }
        Repeater {
            model: page.purposes

            AnswerRow {
                id: consentRow

                required property var modelData

                objectName: "consent-answer-" + modelData.id
                text: modelData.title
                valueText: page.consentWord(page.form.consent(modelData.id))
                accent: page.form.accent
                onClicked: page.backRequested()
            }
        }
    }
}
