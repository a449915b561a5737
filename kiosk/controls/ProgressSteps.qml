pragma ComponentBehavior: Bound

// How far one is: one bar a step, and the same in words; the words go below where it is narrow.
import QtQuick

Flow {
    id: root

    property int step: 0
    property int stepCount: 1
    property string accent: "other"
    property string text: ""
    readonly property int gap: Theme.px(12)
    readonly property int barWidth: Math.min(Theme.px(56), Math.floor((Theme.px(640) - (stepCount - 1) * gap) / Math.max(1, stepCount)))

    spacing: Theme.px(24)
    Accessible.role: Accessible.ProgressBar
    Accessible.name: text

    Row {
        spacing: root.gap
        height: Math.max(Theme.px(12), words.height)

        Repeater {
            model: root.stepCount

            Rectangle {
                id: bar

                required property int index

                anchors.verticalCenter: parent?.verticalCenter
                width: root.barWidth
                height: Theme.px(12)
                radius: height / 2
                color: bar.index <= root.step ? Theme.accent(root.accent) : Theme.highContrast ? "#FFFFFF" : "#DDD7CA"
                border.color: Theme.ink
                border.width: Theme.highContrast ? Theme.px(2) : 0
            }
        }
    }
    AppText {
        id: words

        role: "label"
        color: Theme.quiet
        text: root.text
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
