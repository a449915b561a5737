pragma ComponentBehavior: Bound

// The options of a question as large rows, in two columns where there is room for their longest word.
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

    // German joins words: one that does not fit would be broken in its middle.
    readonly property real widestWord: {
        let widest = 0;
        for (const option of root.options)
            for (const word of option.label.split(" "))
                widest = Math.max(widest, metrics.advanceWidth(word));
        return widest;
    }
    // Mark, padding and gap of a row.
    readonly property int besideWord: Theme.px(160)

    columns: width > Theme.sp(900) && widestWord + besideWord < (width - columnSpacing) / 2 ? 2 : 1
    rowSpacing: Theme.px(16)
    columnSpacing: Theme.gap
    mirrored: LayoutMirroring.enabled

    FontMetrics {
        id: metrics

        font.family: Theme.fontFamily
        font.pixelSize: Theme.textSize("button")
        font.bold: true
    }
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
