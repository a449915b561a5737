pragma ComponentBehavior: Bound

// One question a step. The frame is the station's; the editors come from Foyer.Form by the url
// the row names. In landscape the word about who asks stands beside the question, in portrait
// below it.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls
import Foyer.Station

StationPage {
    id: page

    readonly property FormView form: visit.form
    readonly property var use: visit.round >= 0 ? visit.catalogue.dataUse(form.formKind) : ({})
    readonly property bool beside: !Theme.portrait && Theme.textScale < 1.5
    readonly property bool alone: repeater.count === 1

    function goOn() {
        const step = page.form.step;
        if (!page.form.next())
            return;
        if (page.visit.returnToReview)
            page.visit.open("review", {});
        else if (page.form.step !== step)
            page.scroll.toTop();
    }
    function focusFirst() {
        const row = repeater.itemAt(0) as FormRow;
        if (row && row.typed)
            row.takeFocus();
    }

    //% "End and delete"
    leaveText: qsTrId("end-and-delete")
    //% "Continue"
    primaryText: qsTrId("continue")
    primaryEnabled: form.canGoNext
    sentence: ""
    spokenText: visit.spoken([form.stepTitle, form.stepHint, use.title ?? "", use.text ?? ""])
    onPrimary: goOn()
    ownBack: true
    onBackRequested: {
        if (page.visit.returnToReview || page.form.step === 0)
            page.visit.back();
        else
            page.form.back();
    }
    Component.onCompleted: Qt.callLater(focusFirst) // qmllint disable

    Connections {
        target: page.form

        function onStepChanged() {
            Qt.callLater(page.focusFirst); // qmllint disable
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.px(56)

        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: Theme.px(16)

            ProgressSteps {
                Layout.fillWidth: true
                accent: page.form.accent
                step: page.form.step
                stepCount: page.form.stepCount + 2
                //% "Step %1 of %2"
                text: qsTrId("step-of").arg(step + 1).arg(stepCount)
            }
            AppText {
                Layout.fillWidth: true
                Layout.topMargin: Theme.px(8)
                role: "question"
                strong: true
                text: page.form.stepTitle
                Accessible.role: Accessible.Heading
            }
            AppText {
                Layout.fillWidth: true
                visible: text !== ""
                color: Theme.quiet
                text: page.form.stepHint
            }
            // A positioner, not a layout: the layouts of Qt 6.4 look at rows that a new step has just deleted.
            Column {
                Layout.fillWidth: true
                Layout.topMargin: Theme.px(8)
                spacing: Theme.px(24)

                Repeater {
                    id: repeater

                    model: page.form.rows

                    FormRow {
                        width: parent?.width ?? 0
                        alone: page.alone
                        onEdited: (key, value) => page.form.setValue(key, value)
                        onAccepted: page.goOn()
                        onFocused: item => page.scroll.ensureVisible(item)
                    }
                }
            }
            DataUseCard {
                Layout.fillWidth: true
                Layout.topMargin: Theme.px(20)
                visible: !page.beside
                use: page.use
                accent: page.form.accent
            }
        }
        DataUseCard {
            Layout.preferredWidth: Theme.px(460)
            Layout.alignment: Qt.AlignTop
            visible: page.beside
            use: page.use
            accent: page.form.accent
        }
    }
    // When the keyboard takes its room, the field in use comes back into view.
    onRoomChanged: Qt.callLater(() => { // qmllint disable
        for (let i = 0; i < repeater.count; ++i) {
            const row = repeater.itemAt(i) as FormRow;
            if (row?.activeFocus)
                page.scroll.ensureVisible(row);
        }
    })
}
