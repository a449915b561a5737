pragma ComponentBehavior: Bound

// One of several options. Touching the chosen one again takes the answer back.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    OptionGrid {
        width: root.width
        key: root.key
        options: root.options
        accent: root.accent
        chosen: [root.value]
        onPicked: id => root.edited(root.value === id ? "" : id)
    }
}
