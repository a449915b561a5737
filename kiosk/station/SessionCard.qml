pragma ComponentBehavior: Bound

// One series of dates of an offer: when, where, in which language, how many places, what it
// costs, whether children are looked after.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

Card {
    id: root

    required property var session
    property string accent: "other"
    property bool canRegister: true
    readonly property bool elsewhere: (session.external ?? "") !== ""
    readonly property bool waiting: session.waiting ?? false
    // Why nobody registers here: cancelled, or simply come along. "" = one can.
    readonly property string closed: session.closed ?? ""
    readonly property string places: {
        if (root.closed !== "")
            return root.closed;
        if ((root.session.seatsText ?? "") !== "")
            return root.session.seatsText;
        if (root.waiting)
            //% "This kiosk cannot promise a place. You can join the waiting list."
            return qsTrId("session-waiting");
        if ((root.session.freePlaces ?? -1) < 0)
            //% "Open to everybody, without limit"
            return qsTrId("session-open");
        //% "Free places: %1"
        return qsTrId("session-places").arg(root.session.freePlaces);
    }

    signal chosen

    fills: true

    AppText {
        Layout.fillWidth: true
        visible: text !== ""
        role: "lead"
        strong: true
        text: root.session.title ?? ""
    }
    FactLine {
        Layout.fillWidth: true
        iconName: "calendar-days"
        text: (root.session.when ?? []).join("\n")
        accent: root.accent
    }
    FactLine {
        Layout.fillWidth: true
        iconName: "map-pin"
        text: root.session.place ?? ""
        accent: root.accent
    }
    FactLine {
        Layout.fillWidth: true
        iconName: "languages"
        text: root.session.language ?? ""
        accent: root.accent
    }
    FactLine {
        Layout.fillWidth: true
        iconName: "euro"
        text: root.session.cost ?? ""
        accent: root.accent
    }
    FactLine {
        Layout.fillWidth: true
        iconName: "baby"
        text: root.session.childcare ?? ""
        accent: root.accent
    }
    FactLine {
        Layout.fillWidth: true
        iconName: root.elsewhere ? "external-link" : "user-round"
        //% "Please register there: %1"
        text: root.elsewhere && root.closed === "" ? qsTrId("session-external").arg("\u2066" + root.session.external + "\u2069") : root.places
        accent: root.accent
        strong: true
    }
    Item {
        Layout.fillHeight: true
    }
    ActionButton {
        objectName: "session-" + root.session.id
        Layout.topMargin: Theme.px(8)
        Layout.fillWidth: true
        visible: root.canRegister && !root.elsewhere && root.closed === ""
        //% "Join the waiting list"
        text: root.waiting ? qsTrId("session-join-waiting") :
        //% "Register"
        qsTrId("session-register")
        Accessible.description: root.session.title ?? ""
        onClicked: root.chosen()
    }
}
