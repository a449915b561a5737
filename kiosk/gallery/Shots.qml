pragma ComponentBehavior: Bound

// Brings the station into each state worth a picture. The program sets `language`, then `shot`.
import QtQuick
import Foyer.Controls
import Foyer.Demo
import Foyer.Station

Item {
    id: root

    property string language: "de"
    property string shot: ""
    readonly property Visit visit: station.visit
    readonly property var names: ["attract", "home", "home-online", "offers", "offer-advice", "offer-dates", "about", "form-line", "form-line-keyboard", "form-line-error", "form-choices", "form-text", "form-contact", "form-yesno", "form-count", "form-choice", "form-date", "form-date-keyboard", "form-language", "consent", "consent-answered", "consent-refused", "review", "saved", "slip", "slip-wrong", "slip-stand", "slip-stand-offline", "slip-stand-waiting", "slip-stand-unknown", "slip-stand-later", "slip-cancel", "slip-withdraw", "slip-withdraw-ends", "slip-change", "slip-change-error", "slip-done", "language", "access", "help", "leave", "idle", "out-of-order", "home-large", "form-large", "consent-large", "dates-large", "home-contrast", "form-contrast", "consent-contrast"]

    function arrange() {
        root.visit.end();
        line.isOnline = false;
        line.reason = "";
        slip.setAnswer({
            "state": "offline"
        });
        guardOff.value = 3600000;
        if (root.shot === "attract" || root.shot === "")
            return;
        root.visit.start(root.language);
        if (root.shot.endsWith("-large"))
            Theme.textScale = 2;
        if (root.shot.endsWith("-contrast"))
            Theme.highContrast = true;
        (root.table[root.shot] ?? (() => {}))();
    }
    function question(step: int) {
        root.visit.openForm("enquiry", "advice", "");
        form.fillSample();
        form.goTo(step);
    }
    function touch(name: string) {
        const found = root.named(station, name);
        if (found)
            found.forceActiveFocus();
    }
    function named(item: Item, name: string): Item {
        if (item.objectName === name)
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = root.named(item.children[i], name);
            if (found)
                return found;
        }
        return null;
    }
    function consent() {
        root.question(form.stepCount - 1);
        form.next();
    }
    function change() {
        root.visit.open("slipChange", {
            "code": "7K4M9QXR2TDA"
        });
        const page = station.currentPage as SlipChangePage;
        page.channelKey = "phone";
    }
    function withSlip(page: string) {
        root.visit.open(page, {
            "code": "7K4M9QXR2TDA"
        });
    }
    function stand(answer: var) {
        line.isOnline = answer.state !== "offline";
        slip.setAnswer(answer);
        root.withSlip("slipStand");
    }
    function typeCode(code: string) {
        root.visit.open("slip", {});
        (station.currentPage as SlipPage).code = code;
    }

    readonly property var table: ({
            "home-online": () => line.isOnline = true,
            "offers": () => root.visit.openTile({
                    "id": "training",
                    "kind": "training"
                }),
            "offer-advice": () => root.visit.open("offer", {
                    "id": "advice"
                }),
            "offer-dates": () => root.visit.open("offer", {
                    "id": "project"
                }),
            "about": () => root.visit.open("about", {}),
            "form-line": () => {
                root.question(0);
                Qt.callLater(() => Qt.callLater(() => root.forceActiveFocus()));
            },
            "form-line-keyboard": () => root.question(0),
            "form-line-error": () => {
                root.visit.openForm("enquiry", "advice", "");
                form.next();
            },
            "form-choices": () => root.question(1),
            "form-text": () => root.question(2),
            "form-contact": () => root.question(3),
            "form-yesno": () => root.question(4),
            "form-count": () => root.question(5),
            "form-choice": () => root.question(6),
            "form-date": () => root.question(7),
            "form-date-keyboard": () => {
                root.question(7);
                Qt.callLater(() => root.touch("field-day-year-entry"));
            },
            "form-language": () => root.question(8),
            "consent": () => root.consent(),
            "consent-answered": () => {
                root.consent();
                form.setConsent("answer", "given");
                form.setConsent("network", "refused");
            },
            "consent-refused": () => {
                root.consent();
                for (const purpose of ["answer", "network", "pass"])
                    form.setConsent(purpose, "refused");
            },
            "review": () => {
                root.consent();
                for (const purpose of ["answer", "network", "pass"])
                    form.setConsent(purpose, purpose === "pass" ? "refused" : "given");
                root.visit.open("review", {});
            },
            "saved": () => root.visit.open("saved", form.confirm()),
            "slip": () => root.typeCode("7K4M9Q"),
            "slip-wrong": () => root.typeCode("7K4M9QXR2TDB"),
            "slip-stand": () => root.stand({
                    "state": "known",
                    "items": [
                        {
                            "word": "in_work",
                            "place": 0,
                            "canCancel": true
                        }
                    ],
                    "purposes": ["answer", "network"]
                }),
            "slip-stand-offline": () => root.stand({
                    "state": "offline"
                }),
            "slip-stand-waiting": () => root.stand({
                    "state": "known",
                    "items": [
                        {
                            "word": "waiting",
                            "place": 3,
                            "canCancel": true
                        }
                    ],
                    "purposes": []
                }),
            "slip-stand-unknown": () => root.stand({
                    "state": "unknown"
                }),
            "slip-stand-later": () => root.stand({
                    "state": "later",
                    "waitMinutes": 6
                }),
            "slip-cancel": () => root.withSlip("slipCancel"),
            "slip-withdraw": () => root.withSlip("slipWithdraw"),
            "slip-withdraw-ends": () => {
                root.withSlip("slipWithdraw");
                (station.currentPage as SlipWithdrawPage).chosenId = "answer";
            },
            "slip-change": () => root.change(),
            "slip-change-error": () => {
                root.change();
                (station.currentPage as SlipChangePage).message = slip.submitChange("", "phone", "").message;
            },
            "slip-done": () => root.visit.open("slipDone", {}),
            "language": () => root.visit.dialog = "language",
            "access": () => root.visit.dialog = "access",
            "help": () => root.visit.dialog = "help",
            "leave": () => {
                root.question(1);
                root.visit.leave();
            },
            "idle": () => {
                root.visit.end();
                guardOff.value = 1;
                root.visit.start(root.language);
            },
            "out-of-order": () => line.reason = catalogue.demoText("broken"),
            "form-large": () => root.question(0),
            "consent-large": () => root.consent(),
            "dates-large": () => root.visit.open("offer", {
                    "id": "project"
                }),
            "form-contrast": () => root.question(1),
            "consent-contrast": () => root.consent()
        })

    // From the beginning: layouts that were made without room do not recover.
    width: 1920
    height: 1080
    onShotChanged: arrange()

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
    Binding {
        id: guardOff

        target: station
        property: "warnAfterMs"
        value: 3600000
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
