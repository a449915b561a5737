pragma ComponentBehavior: Bound

// All running text. `role` names a size of the theme's scale; lines wrap, nothing is cut off.
import QtQuick

Text {
    id: root

    // display, title, question, heading, button, lead, body, label or small
    property string role: "body"
    property bool strong: false

    color: Theme.ink
    font.family: Theme.fontFamily
    font.pixelSize: Theme.textSize(role)
    font.bold: strong
    horizontalAlignment: Text.AlignLeft
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text.length === 0
}
