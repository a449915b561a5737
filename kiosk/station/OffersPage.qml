pragma ComponentBehavior: Bound

// The offers behind one tile.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property var tile: visit.params.tile ?? ({})
    readonly property var offers: visit.round >= 0 && tile.id ? visit.catalogue.offers(tile.id) : []
    // The tile again, in the language of this moment.
    readonly property var tileNow: Array.from(visit.catalogue.tiles).find(one => one.id === tile.id) ?? tile

    readonly property KindWords words: KindWords {}

    title: (tileNow.title ?? "") !== "" ? tileNow.title : words.title(tileNow.kind ?? "")
    lead: tileNow.subtitle ?? ""

    EvenGrid {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(8)
        columns: Theme.portrait || Theme.textScale > 1.4 ? 1 : 2
        rowSpacing: Theme.gap
        columnSpacing: Theme.gap
        mirrored: LayoutMirroring.enabled

        Repeater {
            model: page.offers

            LinkRow {
                id: row

                required property var modelData

                objectName: "offer-" + modelData.id
                text: modelData.title
                subtitle: modelData.subtitle
                meta: modelData.meta
                accent: page.tileNow.accent ?? "other"
                onClicked: page.visit.open("offer", {
                    "id": row.modelData.id
                })
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        visible: page.offers.length === 0
        role: "lead"
        color: Theme.quiet
        //% "Nothing is planned here at the moment. Please ask us: we are glad to tell you more."
        text: qsTrId("offers-none")
    }
}
