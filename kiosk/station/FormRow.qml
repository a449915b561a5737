pragma ComponentBehavior: Bound

// One question: its title where a step has several, the editor, and under it what is still needed.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

FocusScope {
    id: root

    // The roles of FormView.rows.
    required property string key
    required property string editor
    required property url editorUrl
    required property string title
    required property string hint
    required property var value
    required property bool mandatory
    required property string error
    required property var options
    required property string accent
    // The only question of its step: the page already shows its title.
    property bool alone: true
    readonly property FieldEditor field: slot.item as FieldEditor
    // Answered by typing: the keyboard opens at once.
    readonly property var typedEditors: ["line", "text", "phone", "email"]
    readonly property bool typed: typedEditors.includes(editor)

    signal edited(string key, var value)
    signal accepted
    signal focused(Item item)

    function takeFocus() {
        root.field?.takeFocus();
    }

    implicitHeight: column.implicitHeight
    onActiveFocusChanged: {
        if (activeFocus)
            Qt.callLater(() => root.focused(root)); // qmllint disable
    }

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.px(14)

        AppText {
            Layout.fillWidth: true
            visible: !root.alone
            role: "lead"
            strong: true
            text: root.title
        }
        AppText {
            Layout.fillWidth: true
            visible: !root.alone && text !== ""
            color: Theme.quiet
            text: root.hint
        }
        Loader {
            id: slot

            Layout.fillWidth: true
            focus: true
            Component.onCompleted: setSource(root.editorUrl, {
                "key": root.key,
                "title": root.title,
                "hint": root.hint,
                "value": root.value,
                "mandatory": root.mandatory,
                "error": root.error,
                "options": root.options,
                "accent": root.accent
            })
        }
        ErrorLine {
            Layout.fillWidth: true
            text: root.error
        }
    }
    Connections {
        target: root.field

        function onEdited(value: var) {
            root.edited(root.key, value);
        }
        function onAccepted() {
            root.accepted();
        }
    }
    onValueChanged: {
        if (field)
            field.value = value;
    }
    onErrorChanged: {
        if (field)
            field.error = error;
    }
    onOptionsChanged: {
        if (field)
            field.options = options;
    }
    onTitleChanged: {
        if (field)
            field.title = title;
    }
}
