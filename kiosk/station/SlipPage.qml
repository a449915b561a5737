pragma ComponentBehavior: Bound

// "My slip": the code, typed on a pad of the 32 characters that slips use.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    property string code: ""
    readonly property bool complete: code.length === 12
    readonly property bool valid: complete && visit.slip.isValid(code)

    //% "What is the code on your slip?"
    title: qsTrId("slip-title")
    titleRole: "question"
    //% "Twelve letters and digits, in three groups of four."
    lead: qsTrId("slip-lead")
    primaryText: qsTrId("continue")
    primaryEnabled: valid
    sentence: ""
    onPrimary: page.visit.open("slipStand", {
        "code": page.code
    })

    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.px(132)
        radius: Theme.px(28)
        color: page.complete && !page.valid ? Theme.errorTint : Theme.surface
        border.color: page.complete && !page.valid ? Theme.error : Theme.ink
        border.width: Theme.px(4)
        Accessible.role: Accessible.EditableText
        Accessible.name: page.title
        Accessible.description: page.code.split("").join(" ")

        AppText {
            anchors.fill: parent
            LayoutMirroring.enabled: false
            role: "title"
            strong: true
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.px(24)
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            font.letterSpacing: Theme.px(6)
            text: "\u2066" + page.code.padEnd(12, "\u00b7").match(/.{4}/g).join(" - ") + "\u2069"
            color: page.code === "" ? Theme.quiet : Theme.ink
            Accessible.ignored: true
        }
    }
    ErrorLine {
        Layout.fillWidth: true
        //% "This code does not fit. Please compare it with your slip, letter by letter."
        text: page.complete && !page.valid ? qsTrId("slip-wrong") : ""
    }
    CodePad {
        Layout.fillWidth: true
        full: page.complete
        onTyped: character => page.code = page.visit.slip.normalised(page.code + character).slice(0, 12)
        onErased: page.code = page.code.slice(0, -1)
    }
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            page.code = page.code.slice(0, -1);
        else if (event.text !== "")
            page.code = page.visit.slip.normalised(page.code + event.text).slice(0, 12);
    }
    focus: true
}
