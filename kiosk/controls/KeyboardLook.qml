// The style of the on-screen keyboard in the house's colours. Portrait screens get taller rows,
// so that each key keeps its 15 mm.
import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Styles

KeyboardStyle {
    keyboardDesignWidth: 1920
    keyboardDesignHeight: Theme.portrait ? 800 : 430
    keyboardRelativeLeftMargin: (Theme.portrait ? 12 : 60) / 1920
    keyboardRelativeRightMargin: (Theme.portrait ? 12 : 60) / 1920
    keyboardRelativeTopMargin: 14 / keyboardDesignHeight
    keyboardRelativeBottomMargin: 20 / keyboardDesignHeight

    keyboardBackground: Rectangle {
        color: Theme.keyboardGround
    }
    keyPanel: KeyFace {}
    backspaceKeyPanel: KeyFace {
        label: ""
        iconName: "delete"
    }
    // Our layouts show none: the languages stand beside the keys.
    languageKeyPanel: KeyFace {
        word: true
    }
    enterKeyPanel: KeyFace {
        word: true
        filled: true
        label: width < Theme.px(170) ? "" : key?.displayText ?? ""
        // Where text has several lines it begins a new one.
        iconName: label !== "" ? "" : InputContext.inputMethodHints & Qt.ImhMultiLine ? "corner-down-left" : "arrow-right"
    }
    hideKeyPanel: KeyFace {
        label: ""
        iconName: "keyboard-off"
    }
    shiftKeyPanel: KeyFace {
        label: ""
        iconName: "arrow-big-up"
        filled: InputContext.capsLockActive || InputContext.shiftActive
    }
    spaceKeyPanel: KeyFace {
        label: ""
    }
    symbolKeyPanel: KeyFace {
        word: true
    }
    modeKeyPanel: KeyFace {
        word: true
    }
    handwritingKeyPanel: null
    characterPreviewDelegate: null

    alternateKeysListItemWidth: Theme.px(104)
    alternateKeysListItemHeight: Theme.px(104)
    alternateKeysListTopMargin: Theme.px(10)
    alternateKeysListBottomMargin: Theme.px(10)
    alternateKeysListLeftMargin: Theme.px(10)
    alternateKeysListRightMargin: Theme.px(10)
    alternateKeysListDelegate: Item {
        id: letter

        required property string text

        width: Theme.px(104)
        height: Theme.px(104)

        Text {
            anchors.centerIn: parent
            text: letter.text
            color: Theme.ink
            font.family: Theme.fontFamily
            font.pixelSize: Theme.px(40)
        }
    }
    alternateKeysListHighlight: Rectangle {
        radius: Theme.px(16)
        color: Theme.pressed
        border.color: Theme.ink
        border.width: Theme.borderThin
    }
    alternateKeysListBackground: Rectangle {
        radius: Theme.px(20)
        color: Theme.surface
        border.color: Theme.ink
        border.width: Theme.borderThin
    }

    selectionListHeight: 0
    navigationHighlight: Rectangle {
        color: "transparent"
        radius: Theme.px(18)
        border.color: Theme.focus
        border.width: Theme.px(5)
    }
    selectionHandle: Item {}
    fullScreenInputColor: Theme.ink
}
