pragma ComponentBehavior: Bound

// A field of one line. The keyboard opens when it is touched; its enter key is "next".
// No prediction, no learning, no selection toolbar, no clipboard.
import QtQuick
import QtQuick.Templates as T
import QtQuick.VirtualKeyboard

T.TextField {
    id: root

    // What is asked, read by assistive technology.
    property string label: ""
    property string accent: "other"
    property bool hasError: false
    // Phone numbers, addresses and codes run left to right in every language.
    property bool leftToRight: false
    //% "Next"
    property string enterLabel: qsTrId("controls-next")
    property int hints: Qt.ImhNone

    // A phone number: the keyboard of digits has no plus, so it stands in the field.
    readonly property bool dialled: hints & Qt.ImhDialableCharactersOnly
    // An address: its sign is hidden among the symbols of the keyboard, so it stands in the field too.
    readonly property bool addressed: hints & Qt.ImhEmailCharactersOnly
    readonly property bool startsWithPlus: text.startsWith("+")
    readonly property bool drawnBelow: leftToRight && (!activeFocus || runsBackwards)
    // The keyboard is still one that writes from right to left, as in the moment in which the field is touched.
    readonly property bool runsBackwards: Qt.inputMethod.inputDirection === Qt.RightToLeft // qmllint disable
    property bool turned: false

    // The visitor changed the text (not the page).
    signal edited(string text)

    function turnPlus() {
        root.text = root.startsWithPlus ? root.text.slice(1) : "+" + root.text;
        root.edited(root.text);
        root.forceActiveFocus();
    }

    function insertAt() {
        root.insert(root.cursorPosition, "@");
        root.edited(root.text);
        root.forceActiveFocus();
    }

    implicitWidth: Theme.px(640)
    implicitHeight: Math.max(Theme.px(120), contentHeight + topPadding + bottomPadding)
    leftPadding: Theme.px(38) + (dialled ? plus.width : 0)
    rightPadding: Theme.px(38) + (addressed ? at.width : 0)
    topPadding: Theme.px(22)
    bottomPadding: Theme.px(22)
    verticalAlignment: TextInput.AlignVCenter
    // The page decides which side a line starts on; numbers always start at the left.
    LayoutMirroring.enabled: Theme.rightToLeft && !leftToRight
    horizontalAlignment: TextInput.AlignLeft
    font.family: Theme.fontFamily
    font.pixelSize: Theme.textSize("question")
    // A number is drawn by the label below, which knows its direction, whenever the field would not.
    color: drawnBelow ? "transparent" : Theme.ink
    // The text is laid out anew when the keyboard's direction changes.
    font.letterSpacing: turned ? 0.01 : 0
    placeholderTextColor: Theme.quiet
    selectionColor: Theme.tint(accent)
    selectedTextColor: Theme.ink
    selectByMouse: false
    persistentSelection: false
    maximumLength: 10000
    inputMethodHints: root.hints | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
    // qmllint disable
    // The keyboard's own description of types lacks the attached ones.
    EnterKeyAction.label: root.enterLabel
    EnterKeyAction.actionId: EnterKeyAction.Next
    // qmllint enable
    Accessible.role: Accessible.EditableText
    Accessible.name: label
    onTextEdited: root.edited(root.text)
    // Nothing of a visitor may reach the clipboard.
    Keys.onPressed: event => {
        const copies = event.matches(StandardKey.Copy) || event.matches(StandardKey.Cut) || event.matches(StandardKey.Paste);
        event.accepted = copies;
    }

    Chip {
        id: plus

        objectName: root.objectName + "-plus"
        x: Theme.px(16)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(104)
        height: Theme.px(88)
        visible: root.dialled
        iconName: "plus"
        compact: true
        chosen: root.startsWithPlus
        text: "+"
        onClicked: root.turnPlus()
    }
    Chip {
        id: at

        objectName: root.objectName + "-at"
        x: root.width - width - Theme.px(16)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(104)
        height: Theme.px(88)
        visible: root.addressed
        text: "@"
        onClicked: root.insertAt()
    }
    Connections {
        target: Qt.inputMethod

        function onInputDirectionChanged() {
            root.turned = !root.turned;
        }
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
            verticalAlignment: Text.AlignVCenter
            visible: root.length === 0 && root.preeditText.length === 0 && text.length > 0
            font.pixelSize: root.font.pixelSize
            color: Theme.quiet
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            text: root.placeholderText
            Accessible.ignored: true
        }
        AppText {
            anchors.fill: parent
            anchors.leftMargin: root.leftPadding
            anchors.rightMargin: root.rightPadding
            LayoutMirroring.enabled: false
            verticalAlignment: Text.AlignVCenter
            visible: root.drawnBelow && root.length > 0
            font.pixelSize: root.font.pixelSize
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            text: "\u2066" + root.text + "\u2069"
            Accessible.ignored: true
        }
    }
    cursorDelegate: EntryCursor {
        accent: root.accent
        shown: root.cursorVisible
    }
}
