pragma ComponentBehavior: Bound

// The station's own words for a kind of tile the catalogue gives none.
import QtQuick

QtObject {
    function title(kind: string): string {
        switch (kind) {
        case "advice":
            //% "Advice"
            return qsTrId("home-advice");
        case "training":
            //% "Training and events"
            return qsTrId("home-training");
        case "network":
            //% "Network"
            return qsTrId("home-network");
        case "question":
            //% "Ask a question"
            return qsTrId("home-question");
        case "slip":
            //% "My slip"
            return qsTrId("home-slip");
        default:
            //% "About us and partners"
            return qsTrId("home-about");
        }
    }
    function subtitle(kind: string): string {
        switch (kind) {
        case "question":
            //% "We call you back or write to you"
            return qsTrId("home-question-text");
        case "slip":
            //% "See how it stands, change, cancel"
            return qsTrId("home-slip-text");
        case "about":
            //% "Aims, partners, opening hours"
            return qsTrId("home-about-text");
        default:
            return "";
        }
    }
}
