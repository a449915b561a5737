import QtQuick
import QtTest
import Foyer.Controls
import Foyer.Demo
import Foyer.Station

Item {
    id: root

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

    TestCase {
        name: "Pages"
        when: windowShown

        readonly property var visit: station.visit
        readonly property var pages: ["home", "offers", "offer", "about", "form", "consent", "review", "saved", "slip", "slipStand", "slipChange", "slipCancel", "slipWithdraw", "slipDone"]

        function init() {
            root.width = 1920;
            root.height = 1080;
            line.isOnline = false;
            line.captures = true;
            line.reason = "";
        }
        function cleanup() {
            visit.end();
        }
        function open(page) {
            visit.home();
            if (["form", "consent", "review"].includes(page))
                form.begin("enquiry", "advice", "");
            if (page !== "home")
                visit.open(page, {
                    "tile": catalogue.tiles[1],
                    "id": "project",
                    "code": "7K4M9QXR2TDA",
                    "slipCode": "7K4M9QXR2TDA"
                });
            waitForRendering(station, 2000);
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

        function test_everyPageInEveryLanguage_data() {
            const rows = [];
            for (const language of ["de", "en", "es", "ar"])
                for (const page of pages)
                    rows.push({
                        "tag": language + " " + page,
                        "language": language,
                        "page": page
                    });
            return rows;
        }
        function test_everyPageInEveryLanguage(row) {
            visit.start(row.language);
            open(row.page);
            compare(station.LayoutMirroring.enabled, row.language === "ar");
            verify(buttons().length >= 3);
            for (const button of buttons()) {
                verify(button.Accessible.name !== "", button.objectName + " has a name");
                verify(button.objectName !== "", button.text + " can be found by a driver");
                verify(button.width >= 84 && button.height >= 84, button.objectName + " is " + button.width + " x " + button.height);
            }
            for (const text of texts())
                verify(!/^[a-z]+(-[a-z]+)+$/.test(text.text), "untranslated: " + text.text);
        }
        function test_nothingIsClippedAtTheEdges_data() {
            const rows = [];
            for (const size of [1, 2])
                for (const portrait of [false, true])
                    for (const page of pages)
                        rows.push({
                            "tag": page + (portrait ? " portrait " : " landscape ") + size * 100,
                            "page": page,
                            "portrait": portrait,
                            "size": size
                        });
            return rows;
        }
        function test_nothingIsClippedAtTheEdges(row) {
            root.width = row.portrait ? 1080 : 1920;
            root.height = row.portrait ? 1920 : 1080;
            visit.start("de");
            Theme.textScale = row.size;
            open(row.page);
            wait(20);
            for (const item of buttons().concat(texts())) {
                const left = item.mapToItem(station, 0, 0).x;
                verify(left >= -1 && left + item.width <= root.width + 1, (item.objectName || item.text) + " lies from " + left + " to " + (left + item.width));
            }
            for (const text of texts())
                verify(text.contentWidth <= text.width + 2 || text.fontSizeMode !== Text.FixedSize, "wider than its room: " + text.text);
        }
        function test_arabicIsTheMirrorOfEnglish() {
            visit.start("en");
            open("home");
            const leave = findChild(station, "leave");
            const english = leave.mapToItem(station, 0, 0).x;
            visit.languages.choose("ar");
            waitForRendering(station, 2000);
            const arabic = findChild(station, "leave");
            fuzzyCompare(arabic.mapToItem(station, arabic.width, 0).x, root.width - english, 2);
        }
        function test_buttonsOfADialogStandAtTheEndEdge() {
            for (const language of ["en", "ar"]) {
                visit.start(language);
                visit.dialog = "help";
                waitForRendering(station, 2000);
                const close = findChild(station, "help-close");
                tryVerify(() => close.mapToItem(station, close.width / 2, 0).x > root.width / 2 === (language === "en"), 2000, language);
                visit.dialog = "";
            }
        }
        function test_languageSwitchesOnThePage() {
            visit.start("de");
            open("home");
            compare(station.currentPage.title, "Was möchten Sie tun?");
            mouseClick(findChild(station, "top-language"));
            compare(visit.dialog, "language");
            mouseClick(findChild(station, "switch-es"));
            compare(station.currentPage.title, "¿Qué desea hacer?");
            compare(visit.page, "home");
        }
        // Each switch makes new lists of words; rows that are gone must not be looked at again.
        function test_eachPageOutlivesManySwitchesOfLanguage_data() {
            return ["attract"].concat(pages).map(page => ({
                        "tag": page,
                        "page": page
                    }));
        }
        function test_eachPageOutlivesManySwitchesOfLanguage(row) {
            visit.start("de");
            if (row.page === "attract")
                visit.end();
            else
                open(row.page);
            for (const dialog of ["", "language", "access", "help"]) {
                visit.dialog = dialog;
                for (let i = 0; i < 12; ++i) {
                    visit.languages.choose(["ar", "en", "es", "de"][i % 4]);
                    catalogue.changed();
                    // Some switches come before a frame was drawn, some after.
                    if (i % 3 === 0)
                        waitForRendering(station, 200);
                }
            }
            visit.dialog = "";
            waitForRendering(station, 200);
            compare(visit.languages.current, "de");
            compare(visit.page, row.page);
        }
        function test_lineThatIsDownIsSaidOnceAndCalmly() {
            visit.start("en");
            open("home");
            verify(station.currentPage.sentence !== "");
            line.isOnline = true;
            compare(station.currentPage.sentence, "");
        }
        function test_brokenKioskShowsThePhoneNumber() {
            visit.start("en");
            line.reason = "The storage is full.";
            tryVerify(() => texts().some(text => text.text.includes(catalogue.phone)));
            verify(!findChild(station, "leave")?.visible);
        }
        function test_noFormIsOfferedWhileNothingCanBeKept() {
            visit.start("en");
            line.captures = false;
            visit.open("offer", {
                "id": "advice"
            });
            compare(station.currentPage.primaryText, "");
        }
        function test_aPageWithoutOffersSaysSoAndOffersHelp() {
            visit.start("en");
            visit.open("offers", {
                "tile": {
                    "id": "nothing-behind-it",
                    "kind": "training"
                }
            });
            waitForRendering(station, 2000);
            verify(texts().some(text => text.text.includes("Nothing is planned here")));
            verify(findChild(station, "top-help").visible);
        }
        function test_readAloudSaysTheTitle() {
            visit.start("en");
            open("home");
            mouseClick(findChild(station, "top-speech"));
            verify(voice.lastText().includes("What would you like to do?"));
            mouseClick(findChild(station, "top-speech"));
            verify(!voice.speaking);
        }
    }
}
