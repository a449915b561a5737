pragma ComponentBehavior: Bound

// The options of a question as large rows, in two columns where there is room.
import QtQuick
import Foyer.Controls

EvenGrid {
    id: root

    required property var options
    required property string key
    property bool many: false
    property string accent: "other"
    // The ids that are chosen.
    property var chosen: []

    signal picked(string id)

    columns: width > Theme.sp(900) ? 2 : 1
    rowSpacing: Theme.px(16)
    columnSpacing: Theme.gap
    mirrored: LayoutMirroring.enabled

    Repeater {
        model: root.options

        ChoiceRow {
            id: row

            required property var modelData

            objectName: "option-" + root.key + "-" + modelData.id
            many: root.many
            accent: root.accent
            text: modelData.label
            chosen: root.chosen.includes(modelData.id)
            onClicked: root.picked(row.modelData.id)
        }
    }
}
