pragma ComponentBehavior: Bound

// A phone number: left to right, the keyboard's digits.
import QtQuick

LineEditor {
    hints: Qt.ImhDialableCharactersOnly
    leftToRight: true
}
