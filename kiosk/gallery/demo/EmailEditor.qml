pragma ComponentBehavior: Bound

// An e-mail address: left to right, no capitals of its own.
import QtQuick

LineEditor {
    hints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
    leftToRight: true
}
