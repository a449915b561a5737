pragma ComponentBehavior: Bound

// Any number of options.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    readonly property var answer: root.value ? Array.from(root.value) : []

    OptionGrid {
        width: root.width
        many: true
        key: root.key
        options: root.options
        accent: root.accent
        chosen: root.answer
        onPicked: id => root.edited(root.answer.includes(id) ? root.answer.filter(one => one !== id) : root.answer.concat([id]))
    }
}
