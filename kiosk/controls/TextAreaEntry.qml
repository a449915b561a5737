pragma ComponentBehavior: Bound

// A field of several lines; it grows with its text, the page scrolls.
import QtQuick
import QtQuick.Templates as T

T.TextArea {
    id: root

    property string label: ""
    property string accent: "other"
    property bool hasError: false
    property int rows: 4

    // The visitor changed the text (not the page).
    signal edited(string text)

    implicitWidth: Theme.px(640)
    implicitHeight: Math.max(rows * Theme.sp(46) + topPadding + bottomPadding, contentHeight + topPadding + bottomPadding)
    leftPadding: Theme.px(38)
    rightPadding: Theme.px(38)
    topPadding: Theme.px(30)
    bottomPadding: Theme.px(30)
    LayoutMirroring.enabled: Theme.rightToLeft
    horizontalAlignment: TextEdit.AlignLeft
    font.family: Theme.fontFamily
    font.pixelSize: Theme.textSize("lead")
    color: Theme.ink
    placeholderTextColor: Theme.quiet
    selectionColor: Theme.tint(accent)
    selectedTextColor: Theme.ink
    selectByMouse: false
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    inputMethodHints: Qt.ImhMultiLine | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
    Accessible.role: Accessible.EditableText
    Accessible.name: label
    Accessible.multiLine: true
    onActiveFocusChanged: {
        if (activeFocus)
            cursorPosition = length;
    }
    onTextChanged: {
        if (root.activeFocus)
            root.edited(root.text);
    }
    Keys.onPressed: event => {
        const copies = event.matches(StandardKey.Copy) || event.matches(StandardKey.Cut) || event.matches(StandardKey.Paste);
        event.accepted = copies;
    }

    background: Rectangle {
        radius: Theme.px(28)
        color: root.hasError ? Theme.errorTint : Theme.surface
        border.color: root.hasError ? Theme.error : root.activeFocus ? Theme.ink : Theme.lineStrong
        border.width: root.activeFocus || root.hasError ? Theme.px(4) : Theme.borderThin

        AppText {
            anchors.fill: parent
            anchors.leftMargin: root.leftPadding
            anchors.rightMargin: root.rightPadding
            anchors.topMargin: root.topPadding
            visible: root.length === 0 && root.preeditText.length === 0 && text.length > 0
            font.pixelSize: root.font.pixelSize
            color: Theme.quiet
            text: root.placeholderText
            Accessible.ignored: true
        }
    }
    cursorDelegate: EntryCursor {
        accent: root.accent
        shown: root.cursorVisible
    }
}
