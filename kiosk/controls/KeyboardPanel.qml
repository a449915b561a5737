// The rows of keys, by themselves, so that Keyboard.qml can wait with them until there is room.
import QtQuick.VirtualKeyboard

InputPanel {
    objectName: "keyboard"
}
