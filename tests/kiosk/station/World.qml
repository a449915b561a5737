import QtQuick
import Foyer.Demo
import Foyer.Station

// The whole station on doubles of its ports, and eyes to look at it.
Item {
    id: root

    property alias languages: languages
    property alias catalogue: catalogue
    property alias form: form
    property alias slip: slip
    property alias line: line
    property alias voice: voice
    property alias station: station
    // Of the form every question, so that every shipped editor is there.
    readonly property var pages: ["home", "offers", "offer", "about", "form-0", "form-1", "form-2", "form-3", "form-4", "form-5", "form-6", "form-7", "form-8", "consent", "review", "saved", "slip", "slipStand", "slipChange", "slipCancel", "slipWithdraw", "slipDone"]

    // A page, or a question of the form, as "form-3".
    function show(name) {
        const page = name.split("-")[0];
        station.visit.home();
        if (["form", "consent", "review"].includes(page)) {
            form.begin("enquiry", "advice", "");
            form.fillSample();
        }
        if (page === "form")
            form.goTo(Number(name.split("-")[1]));
        if (page !== "home")
            station.visit.open(page, {
                "tile": catalogue.tiles[1],
                "id": "project",
                "code": "7K4M9QXR2TDA",
                "slipCode": "7K4M9QXR2TDA"
            });
    }
    // All visible items below `item` that satisfy `wanted`.
    function all(item, wanted, found) {
        found = found ?? [];
        if (!item.visible)
            return found;
        if (wanted(item))
            found.push(item);
        for (let i = 0; i < item.children.length; ++i)
            all(item.children[i], wanted, found);
        return found;
    }
    function buttons() {
        return all(station, item => item.focusRadius !== undefined && item.clicked !== undefined);
    }
    function texts() {
        return all(station, item => item.role !== undefined && item.textFormat !== undefined);
    }

    width: 1920
    height: 1080

    DemoLanguages {
        id: languages
    }
    DemoCatalogue {
        id: catalogue

        languageSource: languages
    }
    DemoForm {
        id: form

        languageSource: languages
    }
    DemoSlip {
        id: slip

        languageSource: languages
    }
    DemoLine {
        id: line
    }
    DemoVoice {
        id: voice
    }
    Station {
        id: station

        anchors.fill: parent
        catalogue: catalogue
        form: form
        slip: slip
        line: line
        languages: languages
        voice: voice
    }
}
