pragma ComponentBehavior: Bound

// What every editor of Foyer.Form is: the root type of the component behind `editorUrl`.
// The form page creates it with the properties of its row, keeps `value`, `error`, `options` up to
// date afterwards, and listens to the two signals. The editor never stores the answer itself.
import QtQuick

FocusScope {
    id: root

    property string key: ""
    // Read by assistive technology; the page shows the title above the editor.
    property string title: ""
    property string hint: ""
    // The answer; undefined = not answered yet. Set by the page, read by the editor.
    property var value: undefined
    property bool mandatory: false
    // "" = none. The page shows the words; the editor shows its error look.
    property string error: ""
    // List of {id, label} for choice, choices and language.
    property var options: []
    // advice, training, network, question or other: Theme.accent(kind) gives the colour.
    property string accent: "other"

    // Each time the visitor changes the answer.
    signal edited(var value)
    // The enter key of the keyboard: "next, please".
    signal accepted

    // Gives the focus (and the keyboard) to the field, where there is one.
    function takeFocus() {
        root.forceActiveFocus();
    }

    implicitHeight: childrenRect.height
}
