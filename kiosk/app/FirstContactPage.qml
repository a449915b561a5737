pragma ComponentBehavior: Bound

// Before the first contact there is nothing to show but this, in every language of the surface.
import QtQuick
import Foyer.Controls

Rectangle {
    id: page

    required property var sentences
    required property var details

    color: Theme.paper

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.px(1300))
        spacing: Theme.px(40)

        AppIcon {
            anchors.horizontalCenter: parent.horizontalCenter
            size: Theme.px(110)
            name: "clock"
            color: Theme.calm
        }
        Repeater {
            model: page.sentences

            Column {
                id: language

                required property string modelData
                required property int index

                width: parent?.width ?? 0
                spacing: Theme.px(6)

                AppText {
                    width: parent.width
                    role: "lead"
                    strong: true
                    horizontalAlignment: Text.AlignHCenter
                    text: language.modelData
                }
                AppText {
                    width: parent.width
                    color: Theme.quiet
                    horizontalAlignment: Text.AlignHCenter
                    text: page.details[language.index] ?? ""
                }
            }
        }
    }
}
