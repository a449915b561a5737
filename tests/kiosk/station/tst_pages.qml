import QtQuick
import QtTest
import Foyer.Controls

World {
    id: root

    TestCase {
        name: "Pages"
        when: windowShown

        readonly property var visit: station.visit

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
        function open(name) {
            show(name);
            waitForRendering(station, 2000);
        }

        function test_theFormShowsEveryEditor() {
            visit.start("de");
            const shown = [];
            for (let i = 0; i < form.stepCount || i === 0; ++i) {
                open("form-" + i);
                compare(form.step, i);
                shown.push(...all(station, item => item.editorUrl !== undefined).map(row => row.editor));
            }
            for (const editor of ["line", "text", "phone", "email", "choice", "choices", "yesno", "count", "date", "language"])
                verify(shown.includes(editor), editor);
            verify(pages.includes("form-" + (form.stepCount - 1)) && !pages.includes("form-" + form.stepCount));
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
