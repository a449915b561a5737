pragma ComponentBehavior: Bound

// How it stands with a slip, in kind words.
import QtQuick

QtObject {
    id: words

    // What is said above everything else that can be done.
    function stand(answer: var): string {
        switch (answer.state) {
        case "asking":
            //% "One moment. We are asking the centre."
            return qsTrId("slip-asking");
        case "known":
            return "";
        case "unknown":
            //% "We do not find this code. Please compare it with your slip. If it comes from a kiosk that is without a connection at the moment, what you enter here waits until it is known."
            return qsTrId("slip-unknown");
        case "later":
            //% "Many codes were tried here that do not exist. So we say nothing about codes for a while. Please come back in %1 minutes, or ask our staff. What you want to change you can enter now."
            return qsTrId("slip-later").arg(answer.waitMinutes ?? 1);
        default:
            //% "There is no connection at the moment. We can tell you how it stands when the connection is back. What you want to change you can enter now: we will do it as soon as the connection is back."
            return qsTrId("slip-offline");
        }
    }
    function item(item: var): string {
        switch (item.word) {
        case "in_work":
            //% "We are working on it."
            return qsTrId("slip-word-in-work");
        case "asked_back":
            //% "We have a question for you. Please come by or call us."
            return qsTrId("slip-word-asked-back");
        case "answered":
            //% "It is answered."
            return qsTrId("slip-word-answered");
        case "confirmed":
            //% "Your place is confirmed."
            return qsTrId("slip-word-confirmed");
        case "waiting":
            if (item.place > 0)
                //% "You are on the waiting list, at place %1."
                return qsTrId("slip-word-place").arg(item.place);
            //% "You are on the waiting list."
            return qsTrId("slip-word-waiting");
        case "cancelled":
            //% "It is cancelled."
            return qsTrId("slip-word-cancelled");
        case "ask_staff":
            //% "Please ask our staff about it."
            return qsTrId("slip-word-ask-staff");
        default:
            //% "It has arrived at the centre."
            return qsTrId("slip-word-received");
        }
    }
    function itemIcon(item: var): string {
        switch (item.word) {
        case "confirmed":
        case "answered":
            return "check";
        case "cancelled":
            return "x";
        case "asked_back":
        case "ask_staff":
            return "messages-square";
        default:
            return "clock";
        }
    }
}
