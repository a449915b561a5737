pragma ComponentBehavior: Bound

// What would you like to do: a tile for each thing the centre does.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property int columns: Theme.textScale >= 2 && Theme.portrait ? 1 : Theme.portrait || Theme.textScale > 1 ? 2 : 3
    readonly property int rows: Math.ceil(visit.catalogue.tiles.length / columns)
    readonly property real spare: room - grid.y - (rows - 1) * Theme.gap - Theme.px(4)

    readonly property KindWords words: KindWords {}

    //% "What would you like to do?"
    title: qsTrId("home-title")
    hasBack: false

    AppText {
        Layout.fillWidth: true
        visible: text !== ""
        role: "body"
        strong: true
        color: Theme.calm
        text: page.visit.catalogue.noticeText
    }
    EvenGrid {
        id: grid

        Layout.fillWidth: true
        columns: page.columns
        rowSpacing: Theme.gap
        columnSpacing: Theme.gap
        mirrored: LayoutMirroring.enabled
        rowHeightMin: Math.floor(page.spare / Math.max(1, page.rows))

        Repeater {
            model: page.visit.catalogue.tiles

            Tile {
                id: tile

                required property var modelData

                objectName: "tile-" + modelData.id
                text: modelData.title !== "" ? modelData.title : page.words.title(modelData.kind)
                subtitle: modelData.subtitle !== "" ? modelData.subtitle : page.words.subtitle(modelData.kind)
                iconName: modelData.icon !== "" ? modelData.icon : Theme.kindIcon(modelData.kind)
                accent: modelData.accent
                dense: !Theme.portrait && page.visit.catalogue.noticeText !== ""
                onClicked: page.visit.openTile(tile.modelData)
            }
        }
    }
}
