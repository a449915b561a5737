// A phone number: digits, left to right in every language.
import QtQuick

LineEditor {
    hints: Qt.ImhFormattedNumbersOnly
    leftToRight: true
}
