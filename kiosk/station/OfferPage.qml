pragma ComponentBehavior: Bound

// One offer: what it is, what it is about, its dates; then register or ask.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property string offerId: visit.params.id ?? ""
    readonly property var offer: visit.round >= 0 ? visit.catalogue.offer(offerId) : ({})
    readonly property string formKind: offer.formKind ?? ""
    readonly property string accent: offer.accent ?? "other"
    readonly property var sessions: offer.sessions ?? []

    function begin(sessionId: string) {
        page.visit.openForm(page.formKind, page.offerId, sessionId);
    }

    title: offer.title ?? ""
    lead: offer.text ?? ""
    //% "Write to us"
    primaryText: formKind === "" || sessions.length > 0 || !visit.line.canCapture ? "" : (offer.actionText ?? "") !== "" ? offer.actionText : qsTrId("offer-ask")
    spokenText: visit.spoken([title, lead, ...(offer.topics ?? [])])
    onPrimary: begin("")

    Image {
        Layout.fillWidth: true
        Layout.preferredHeight: width / 3
        visible: source != ""
        source: page.offer.image ?? ""
        sourceSize.width: Theme.px(1600)
        fillMode: Image.PreserveAspectCrop
        asynchronous: true
        Accessible.role: Accessible.Graphic
        Accessible.name: page.offer.imageWords ?? ""
    }
    Flow {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(8)
        visible: (page.offer.topics ?? []).length > 0
        spacing: Theme.px(16)

        Repeater {
            model: page.offer.topics ?? []

            Rectangle {
                id: topic

                required property string modelData

                width: Math.min(words.implicitWidth + Theme.px(56), parent?.width ?? 0)
                height: words.height + Theme.px(32)
                radius: Theme.radiusChip
                color: Theme.tint(page.accent)
                border.color: Theme.ink
                border.width: Theme.highContrast ? Theme.px(2) : 0

                AppText {
                    id: words

                    anchors.verticalCenter: parent.verticalCenter
                    x: Theme.px(28)
                    width: Math.min(implicitWidth, (topic.parent?.width ?? 0) - Theme.px(56))
                    color: Theme.tintText(page.accent)
                    text: topic.modelData
                }
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(8)
        visible: page.sessions.length > 0
        role: "heading"
        strong: true
        //% "Dates"
        text: qsTrId("offer-dates")
    }
    EvenGrid {
        Layout.fillWidth: true
        columns: Theme.portrait || Theme.textScale > 1.4 ? 1 : 2
        rowSpacing: Theme.gap
        columnSpacing: Theme.gap
        mirrored: LayoutMirroring.enabled

        Repeater {
            model: page.sessions

            SessionCard {
                id: card

                required property var modelData

                session: modelData
                accent: page.accent
                canRegister: page.formKind !== "" && page.visit.line.canCapture
                onChosen: page.begin(card.modelData.id)
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        visible: page.formKind !== "" && !page.visit.line.canCapture
        role: "lead"
        strong: true
        color: Theme.calm
        //% "This kiosk cannot take anything in at the moment. Please call us: %1"
        text: qsTrId("offer-cannot-capture").arg("\u2066" + page.visit.catalogue.phone + "\u2069")
    }
}
