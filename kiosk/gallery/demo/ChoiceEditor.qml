pragma ComponentBehavior: Bound

// One of a list.
ChoicesEditor {
    many: false
}
