pragma ComponentBehavior: Bound

// Each purpose apart, nothing ticked before, "no" as large as "yes".
import QtQuick
import QtQuick.Layouts
import Foyer.Controls
import Foyer.Station

StationPage {
    id: page

    readonly property FormView form: visit.form
    readonly property var purposes: visit.round >= 0 ? visit.catalogue.purposes(form.formKind) : []
    property var answers: ({})
    readonly property bool allAnswered: purposes.every(purpose => (answers[purpose.id] ?? "") !== "")
    readonly property var missing: purposes.filter(purpose => purpose.required && answers[purpose.id] === "refused")

    function refresh() {
        const now = {};
        for (const purpose of page.purposes)
            now[purpose.id] = page.form.consent(purpose.id);
        page.answers = now;
    }

    //% "You decide, point by point"
    title: qsTrId("consent-title")
    titleRole: "question"
    //% "A “no” to the points marked “your choice” changes nothing about your request."
    lead: purposes.some(purpose => !purpose.required) ? qsTrId("consent-lead") : ""
    leaveText: qsTrId("end-and-delete")
    primaryText: qsTrId("continue")
    primaryEnabled: allAnswered && missing.length === 0
    sentence: ""
    spokenText: visit.spoken([title, lead, ...purposes.map(purpose => purpose.title + ". " + purpose.text)])
    onPurposesChanged: refresh()
    Component.onCompleted: refresh()
    onPrimary: page.visit.open("review", {})

    Connections {
        target: page.form

        function onConsentsChanged() {
            page.refresh();
        }
    }
    header: ProgressSteps {
        Layout.fillWidth: true
        accent: page.form.accent
        step: page.form.stepCount
        stepCount: page.form.stepCount + 2
        text: qsTrId("step-of").arg(step + 1).arg(stepCount)
    }
    EvenGrid {
        Layout.fillWidth: true
        columns: Theme.portrait || Theme.textScale > 1.4 || page.purposes.length < 2 ? 1 : page.purposes.length === 3 && Theme.textScale === 1 ? 3 : 2
        rowSpacing: Theme.gap
        columnSpacing: Theme.gap
        mirrored: LayoutMirroring.enabled

        Repeater {
            model: page.purposes

            Card {
                id: card

                required property var modelData
                required property int index

                padding: Theme.px(36)
                fills: true

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.px(20)

                    AppText {
                        Layout.fillWidth: true
                        role: "lead"
                        strong: true
                        text: (card.index + 1) + " · " + card.modelData.title
                    }
                    AppText {
                        Layout.alignment: Qt.AlignTop
                        role: "small"
                        color: Theme.quiet
                        //% "needed"
                        text: card.modelData.required ? qsTrId("consent-needed") :
                        //% "your choice"
                        qsTrId("consent-choice")
                    }
                }
                AppText {
                    Layout.fillWidth: true
                    color: Theme.quiet
                    text: card.modelData.text
                }
                Item {
                    Layout.fillHeight: true
                }
                YesNo {
                    Layout.fillWidth: true
                    Layout.fillHeight: false
                    Layout.topMargin: Theme.px(8)
                    namePrefix: "consent-" + card.modelData.id
                    accent: page.form.accent
                    question: card.modelData.title
                    answer: page.answers[card.modelData.id] === "given" ? "yes" : page.answers[card.modelData.id] === "refused" ? "no" : ""
                    onAnswered: answer => page.form.setConsent(card.modelData.id, answer === "yes" ? "given" : "refused")
                }
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        visible: !page.primaryEnabled
        strong: page.missing.length > 0
        color: page.missing.length > 0 ? Theme.error : Theme.quiet
        //% "Without a “yes” to point %1 we cannot take your request. You can end here: then nothing is kept."
        text: page.missing.length > 0 ? qsTrId("consent-missing").arg(page.purposes.indexOf(page.missing[0]) + 1) :
        //% "Please choose “yes” or “no” for each point."
        qsTrId("consent-answer-all")
    }
}
