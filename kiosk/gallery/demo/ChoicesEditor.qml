pragma ComponentBehavior: Bound

// Several of a list, or one (`many: false`).
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

FieldEditor {
    id: root

    property bool many: true
    readonly property var chosen: root.many ? (root.value ?? []) : [root.value]

    function toggle(id: string) {
        if (!root.many)
            return root.edited(id);
        root.edited(root.chosen.includes(id) ? root.chosen.filter(one => one !== id) : root.chosen.concat([id]));
    }

    GridLayout {
        width: root.width
        columns: root.width > Theme.px(1000) && Theme.textScale < 1.5 ? 2 : 1
        rowSpacing: Theme.px(16)
        columnSpacing: Theme.px(20)

        Repeater {
            model: root.options

            ChoiceRow {
                id: row

                required property var modelData

                objectName: "option-" + root.key + "-" + modelData.id
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 100
                many: root.many
                text: modelData.label
                chosen: root.chosen.includes(modelData.id)
                accent: root.accent
                onClicked: root.toggle(row.modelData.id)
            }
        }
    }
}
