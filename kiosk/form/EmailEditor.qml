// An e-mail address: Latin letters and @, left to right in every language.
import QtQuick

LineEditor {
    hints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
    leftToRight: true
}
