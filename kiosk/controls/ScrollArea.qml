pragma ComponentBehavior: Bound

// Content that may be taller than its room. Nobody has to drag: two buttons appear where there is
// more, and a focused item is always brought into view.
import QtQuick

Item {
    id: root

    default property alias content: holder.data
    readonly property real contentHeight: holder.childrenRect.height
    readonly property bool overflows: contentHeight > height + 1
    //% "Further down"
    property string downText: qsTrId("controls-down")
    //% "Back up"
    property string upText: qsTrId("controls-up")
    property alias contentY: flick.contentY

    function page(direction: int) {
        const most = Math.max(0, flick.contentHeight - flick.height);
        flick.contentY = Math.max(0, Math.min(most, flick.contentY + direction * flick.height * 0.75));
    }
    function ensureVisible(item: Item) {
        if (!item)
            return;
        const top = item.mapToItem(holder, 0, 0).y;
        const bottom = top + item.height;
        const most = Math.max(0, flick.contentHeight - flick.height);
        if (bottom > flick.contentY + flick.height)
            flick.contentY = Math.min(most, Math.min(top, bottom - flick.height + Theme.px(16)));
        else if (top < flick.contentY)
            flick.contentY = Math.max(0, top - Theme.px(16));
    }
    function toTop() {
        flick.contentY = 0;
    }

    implicitHeight: contentHeight

    Flickable {
        id: flick

        anchors.fill: parent
        clip: root.overflows
        contentWidth: width
        contentHeight: holder.height
        interactive: root.overflows
        boundsBehavior: Flickable.StopAtBounds
        pressDelay: 0

        Item {
            id: holder

            width: flick.width
            height: root.contentHeight + (root.overflows ? buttons.height + Theme.px(24) : 0)
        }
        Behavior on contentY {
            enabled: !flick.moving && Theme.motionMs > 0

            NumberAnimation {
                duration: Theme.motionMs
                easing.type: Easing.OutCubic
            }
        }
    }
    Row {
        id: buttons

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(8)
        spacing: Theme.px(20)
        visible: root.overflows

        Chip {
            objectName: "scroll-down"
            visible: !flick.atYEnd
            iconName: "chevron-down"
            text: root.downText
            onClicked: root.page(1)
        }
        Chip {
            objectName: "scroll-up"
            visible: !flick.atYBeginning
            iconName: "chevron-up"
            text: root.upText
            onClicked: root.page(-1)
        }
    }
}
