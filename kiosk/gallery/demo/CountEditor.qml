pragma ComponentBehavior: Bound

// How many.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    Stepper {
        namePrefix: "field-" + root.key
        label: root.title
        value: root.value ?? 1
        onEdited: value => root.edited(value)
    }
}
