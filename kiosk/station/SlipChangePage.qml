pragma ComponentBehavior: Bound

// With the slip: change how one can be reached. What was there before is not shown, since the
// kiosk does not have it.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property string code: visit.params.code ?? ""
    readonly property var channels: visit.slip.channels()
    property string channelKey: ""
    property string message: ""
    readonly property var channel: channels.find(one => one.key === channelKey) ?? null

    function send() {
        const result = Object(page.visit.slip.submitChange(page.code, page.channelKey, entry.text.trim()));
        if (!result.ok) {
            page.message = result.message;
            return;
        }
        page.visit.trail = [];
        page.visit.params = {
            "message": result.message
        };
        page.visit.page = "slipDone";
    }

    //% "How can we reach you from now on?"
    title: qsTrId("slip-change-title")
    titleRole: "question"
    //% "We do not show here what we have had so far. The new entry replaces it."
    lead: qsTrId("slip-change-lead")
    //% "Save now"
    primaryText: qsTrId("review-save")
    primaryIcon: "check"
    primaryEnabled: channel !== null && entry.length > 0 && visit.line.canCapture
    sentence: ""
    onPrimary: send()
    onRoomChanged: Qt.callLater(() => { // qmllint disable
        if (entry.activeFocus)
            page.scroll.ensureVisible(entry);
    })

    EvenGrid {
        Layout.fillWidth: true
        columns: Theme.portrait && Theme.textScale > 1 || Theme.textScale > 1.5 ? 1 : Math.min(3, Math.max(1, page.channels.length))
        rowSpacing: Theme.px(16)
        columnSpacing: Theme.gap
        mirrored: LayoutMirroring.enabled

        Repeater {
            model: page.channels

            ChoiceRow {
                id: option

                required property var modelData

                objectName: "channel-" + modelData.key
                text: modelData.title
                chosen: page.channelKey === modelData.key
                accent: "other"
                onClicked: {
                    page.channelKey = option.modelData.key;
                    page.message = "";
                    entry.clear();
                    entry.forceActiveFocus();
                }
            }
        }
    }
    ColumnLayout {
        id: field

        Layout.fillWidth: true
        spacing: Theme.px(14)
        visible: page.channel !== null

        AppText {
            Layout.fillWidth: true
            visible: text !== ""
            color: Theme.quiet
            text: page.channel?.hint ?? ""
        }
        TextEntry {
            id: entry

            objectName: "channel-value"
            Layout.fillWidth: true
            label: page.channel?.title ?? ""
            hasError: page.message !== ""
            leftToRight: true
            hints: page.channel?.editor === "phone" ? Qt.ImhDialableCharactersOnly : page.channel?.editor === "email" ? Qt.ImhEmailCharactersOnly : Qt.ImhNone
            enterLabel: qsTrId("review-save")
            onEdited: page.message = ""
            onAccepted: {
                if (page.primaryEnabled)
                    page.send();
            }
        }
        ErrorLine {
            Layout.fillWidth: true
            text: page.message
        }
    }
}
