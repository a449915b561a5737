pragma ComponentBehavior: Bound

// The options of a question as large rows, in two columns where there is room. A positioner, not a layout: the
// layouts of Qt 6.4 look at rows that a new list of options has just deleted.
import QtQuick
import Foyer.Controls

Grid {
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

    Repeater {
        model: root.options

        ChoiceRow {
            id: row

            required property var modelData

            objectName: "option-" + root.key + "-" + modelData.id
            width: (root.width - (root.columns - 1) * root.columnSpacing) / root.columns
            many: root.many
            accent: root.accent
            text: modelData.label
            chosen: root.chosen.includes(modelData.id)
            onClicked: root.picked(row.modelData.id)
        }
    }
}
