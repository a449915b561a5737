// A phone number: digits and a plus, left to right in every language.
import QtQuick

LineEditor {
    hints: Qt.ImhDialableCharactersOnly
    leftToRight: true
}
