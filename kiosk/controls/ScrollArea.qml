pragma ComponentBehavior: Bound

// Content that may be taller than its room. Nobody has to drag: at the end edge two buttons appear
// where there is more; they never lie over the content. A focused item is kept in view.
import QtQuick

Item {
    id: root

    default property alias content: holder.data
    readonly property real contentHeight: holder.childrenRect.height
    // Decided after layout has settled: the buttons take width, which can only make content taller.
    property bool overflows: false
    // The item to keep in view while the room changes (the keyboard opens, an error appears).
    property Item kept: null
    //% "Further down"
    property string downText: qsTrId("controls-down")
    //% "Back up"
    property string upText: qsTrId("controls-up")
    property alias contentY: flick.contentY

    function page(direction: int) {
        root.moveTo(flick.contentY + direction * flick.height * 0.75);
    }
    function moveTo(y: real) {
        flick.contentY = Math.max(0, Math.min(Math.max(0, flick.contentHeight - flick.height), y));
    }
    function ensureVisible(item: Item) {
        root.kept = item;
        if (!item)
            return;
        const top = item.mapToItem(holder, 0, 0).y - Theme.px(8);
        const bottom = top + item.height + Theme.px(16);
        if (bottom > flick.contentY + flick.height)
            root.moveTo(Math.min(top, bottom - flick.height));
        else if (top < flick.contentY)
            root.moveTo(top);
    }
    function toTop() {
        root.kept = null;
        flick.contentY = 0;
    }

    implicitHeight: contentHeight
    onHeightChanged: settled.restart()
    onContentHeightChanged: settled.restart()

    Timer {
        id: settled

        interval: 1
        onTriggered: {
            root.overflows = root.contentHeight > root.height + 1;
            if (root.kept?.activeFocus)
                root.ensureVisible(root.kept);
            else
                root.moveTo(flick.contentY);
        }
    }
    Flickable {
        id: flick

        anchors.left: parent.left
        anchors.right: root.overflows ? buttons.left : parent.right
        anchors.rightMargin: root.overflows ? Theme.gap : 0
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        clip: root.overflows
        contentWidth: width
        contentHeight: root.contentHeight
        interactive: root.overflows
        boundsBehavior: Flickable.StopAtBounds
        pressDelay: 0

        Item {
            id: holder

            width: flick.width
            height: root.contentHeight
        }
    }
    Column {
        id: buttons

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        spacing: Theme.px(16)
        visible: root.overflows

        Chip {
            objectName: "scroll-up"
            compact: true
            iconName: "chevron-up"
            text: root.upText
            opacity: flick.atYBeginning ? 0.35 : 1
            onClicked: root.page(-1)
        }
        Chip {
            objectName: "scroll-down"
            compact: true
            iconName: "chevron-down"
            text: root.downText
            opacity: flick.atYEnd ? 0.35 : 1
            onClicked: root.page(1)
        }
    }
}
