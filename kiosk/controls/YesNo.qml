pragma ComponentBehavior: Bound

// Yes and no: the same size and the same weight until one is chosen. Nothing is chosen before.
import QtQuick
import QtQuick.Layouts

RowLayout {
    id: root

    // "" = not answered, "yes", "no"
    property string answer: ""
    property string accent: "other"
    // What is asked, for assistive technology: "Yes" alone says too little.
    property string question: ""
    //% "Yes"
    property string yesText: qsTrId("controls-yes")
    //% "No"
    property string noText: qsTrId("controls-no")
    // The names the two halves carry for a touch driver.
    property string namePrefix: "answer"

    signal answered(string answer)

    spacing: Theme.gap

    ChoiceButton {
        objectName: root.namePrefix + "-yes"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 100
        text: root.yesText
        chosen: root.answer === "yes"
        iconName: "check"
        fill: Theme.accent(root.accent)
        Accessible.description: root.question
        onClicked: root.answered("yes")
    }
    ChoiceButton {
        objectName: root.namePrefix + "-no"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 100
        text: root.noText
        chosen: root.answer === "no"
        iconName: "x"
        fill: Theme.ink
        Accessible.description: root.question
        onClicked: root.answered("no")
    }
}
