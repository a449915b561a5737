pragma ComponentBehavior: Bound

// How many.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    Stepper {
        // As wide as its words: it stands at the start edge, in a mirrored page too.
        x: root.LayoutMirroring.enabled ? root.width - width : 0
        namePrefix: "field-" + root.key
        label: root.title
        value: root.value ?? from
        onEdited: value => root.edited(value)
    }
}
