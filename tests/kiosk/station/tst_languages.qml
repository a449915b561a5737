import QtQuick
import QtTest

World {
    id: root

    TestCase {
        name: "Languages"
        when: windowShown

        readonly property var visit: station.visit

        function cleanup() {
            visit.end();
        }
        function open(name) {
            show(name);
            waitForRendering(station, 2000);
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
            compare(visit.page, row.page.split("-")[0]);
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
    }
}
