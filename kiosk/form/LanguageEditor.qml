// One of the languages, each by its own name.
import QtQuick

ChoiceEditor {}
