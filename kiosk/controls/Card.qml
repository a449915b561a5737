pragma ComponentBehavior: Bound

// A white card; children stack in a column with the card's padding.
import QtQuick
import QtQuick.Layouts

Rectangle {
    id: root

    default property alias content: column.data
    property int padding: Theme.px(40)
    // The content takes the whole height: for cards of one row whose last item stands at the bottom.
    property bool fills: false
    property alias spacing: column.spacing

    implicitWidth: column.implicitWidth + 2 * padding
    implicitHeight: column.implicitHeight + 2 * padding
    radius: Theme.radiusCard
    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.borderThin

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: root.fills ? parent.bottom : undefined
        anchors.margins: root.padding
        spacing: Theme.px(16)
    }
}
