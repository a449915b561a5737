pragma ComponentBehavior: Bound

// The frame of every page but the attract page: a title that says one thing, content that scrolls
// when it must, and the bar with leave and back at the start edge and the one primary action at
// the end edge.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

FocusScope {
    id: page

    required property Visit visit
    property string title: ""
    property string titleRole: "title"
    property string lead: ""
    property bool hasBack: true
    property bool hasLeave: true
    // The page decides itself where back leads (backRequested); otherwise one page back.
    property bool ownBack: false
    //% "End"
    property string leaveText: qsTrId("end")
    property string primaryText: ""
    property string primaryIcon: "arrow-right"
    property bool primaryEnabled: true
    // Shown beside the bar's buttons; by default the calm word about the line.
    property string sentence: visit.lineSentence
    // What "read aloud" says.
    property string spokenText: visit.spoken([title, lead])
    property alias scroll: area
    // Above the scrolling content, under the title's margin: progress bars.
    property alias header: head.data
    default property alias content: body.data
    // Height of the room the content has without scrolling.
    readonly property real room: area.height

    signal primary
    signal backRequested

    Accessible.role: Accessible.Pane
    Accessible.name: title

    ScrollArea {
        id: area

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: bar.top
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.px(16)
        anchors.bottomMargin: Theme.px(20)

        ColumnLayout {
            id: body

            width: parent?.width ?? 0
            spacing: Theme.gap

            ColumnLayout {
                id: head

                Layout.fillWidth: true
                visible: children.length > 0
            }
            AppText {
                Layout.fillWidth: true
                visible: text !== ""
                role: page.titleRole
                strong: true
                text: page.title
                Accessible.role: Accessible.Heading
            }
            AppText {
                Layout.fillWidth: true
                Layout.maximumWidth: Theme.px(1400)
                visible: text !== ""
                role: "lead"
                color: Theme.quiet
                text: page.lead
            }
        }
    }
    BottomBar {
        id: bar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        primaryText: page.primaryText
        primaryIcon: page.primaryIcon
        primaryEnabled: page.primaryEnabled
        sentence: page.sentence
        // The tool knows Qt.inputMethod as a plain object.
        compact: !Theme.portrait && Qt.inputMethod.visible // qmllint disable
        onPrimary: page.primary()

        ActionButton {
            objectName: "leave"
            // A long word for leaving takes two lines before anything else gets narrow.
            Layout.minimumWidth: Math.min(implicitWidth, Theme.sp(250))
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumWidth: implicitWidth
            visible: page.hasLeave
            iconName: "x"
            text: page.leaveText
            onClicked: page.visit.leave()
        }
        ActionButton {
            objectName: "back"
            Layout.minimumWidth: implicitWidth
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumWidth: implicitWidth
            visible: page.hasBack
            iconName: "arrow-left"
            //% "Back"
            text: qsTrId("back")
            onClicked: page.ownBack ? page.backRequested() : page.visit.back()
        }
    }
}
