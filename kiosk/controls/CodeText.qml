pragma ComponentBehavior: Bound

// A slip's code, four by four, left to right in every language.
import QtQuick

AppText {
    id: root

    property string code: ""

    LayoutMirroring.enabled: false
    text: "\u2066" + (root.code.match(/.{1,4}/g) ?? []).join("-") + "\u2069"
    role: "title"
    strong: true
    font.letterSpacing: Theme.px(3)
    font.capitalization: Font.AllUppercase
    wrapMode: Text.NoWrap
    fontSizeMode: Text.HorizontalFit
    minimumPixelSize: Theme.px(24)
    horizontalAlignment: Text.AlignHCenter
    // Read letter by letter.
    Accessible.name: root.code.split("").join(" ")
}
