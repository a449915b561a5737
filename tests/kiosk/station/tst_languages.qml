import QtQuick
import QtTest

World {
    id: root

    TestCase {
        name: "Languages"
        when: windowShown

        readonly property var visit: station.visit

        // In a row between others that are as wide as their words.
        readonly property var floating: ["back", "top-language", "top-access", "top-speech", "field-seats-more"]

        function cleanup() {
            line.reason = "";
            station.warnAfterMs = 60000;
            station.endAfterMs = 30000;
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
        function press(name) {
            const item = findChild(station, name);
            verify(item && item.visible, name);
            waitForRendering(station, 1000);
            mouseClick(item);
        }
        // By touch, as a visitor does it.
        function switchTo(language) {
            press("top-language");
            compare(visit.dialog, "language");
            press("switch-" + language);
            compare(visit.dialog, "");
            compare(visit.languages.current, language);
            waitForRendering(station, 1000);
        }
        function words() {
            return all(station.currentPage, item => item.role !== undefined && item.textFormat !== undefined && item.text !== "").map(item => item.text).join("\n");
        }
        // What is held, and what stands in the fields and choices on the screen.
        function filledIn() {
            const fields = all(station.currentPage, item => item.cursorPosition !== undefined && item.text !== "");
            const chosen = buttons().filter(button => button.chosen === true && !/^(switch|keyboard)-/.test(button.objectName));
            return JSON.stringify({
                "step": form.step,
                "answers": form.answers().map(answer => [answer.key, form.value(answer.key)]),
                "consents": catalogue.purposes("enquiry").map(purpose => form.consent(purpose.id)),
                "params": visit.params,
                "trail": visit.trail,
                "code": station.currentPage.code ?? "",
                "fields": fields.map(item => item.text),
                "chosen": chosen.map(button => button.objectName)
            });
        }
        function test_languageIsSwitchedByTouchOnEveryPageAndNothingIsLost_data() {
            return pages.map(page => ({
                        "tag": page,
                        "page": page
                    }));
        }
        function test_languageIsSwitchedByTouchOnEveryPageAndNothingIsLost(row) {
            visit.start("de");
            open(row.page);
            const page = row.page.split("-")[0];
            if (form.formKind !== "")
                for (const purpose of catalogue.purposes("enquiry"))
                    form.setConsent(purpose.id, "yes");
            if (page === "slip")
                for (const character of "7K4")
                    press("code-" + character);
            waitForRendering(station, 1000);
            const before = filledIn();
            const seen = {
                "de": words()
            };
            for (const language of ["es", "ar", "en", "de"]) {
                switchTo(language);
                compare(visit.page, page);
                compare(station.LayoutMirroring.enabled, language === "ar");
                verify(filledIn() === before, filledIn() + " was " + before);
                for (const other in seen)
                    compare(words() === seen[other], other === language, language + " as " + other + ": " + words());
                seen[language] = words();
            }
        }
        function test_brokenKioskSpeaksTheLanguageOneTouches() {
            visit.end();
            line.reason = "-";
            waitForRendering(station, 1000);
            const german = words();
            switchTo("ar");
            verify(station.LayoutMirroring.enabled);
            verify(words() !== german);
            // The next one meets the page as the first one did.
            station.warnAfterMs = 100;
            station.endAfterMs = 100;
            switchTo("es");
            tryCompare(visit.languages, "current", "de", 3000);
            compare(words(), german);
        }
        // Each button that can be seen: where it begins and ends.
        function places() {
            waitForRendering(station, 1000);
            wait(60);
            const found = {};
            for (const button of buttons()) {
                let name = button.objectName;
                while (found[name])
                    name += "+";
                const at = button.mapToItem(station, 0, 0);
                found[name] = {
                    "left": at.x,
                    "right": at.x + button.width,
                    "top": at.y,
                    "parent": button.parent
                };
            }
            return found;
        }
        function test_arabicIsTheMirrorOfEnglish_data() {
            return pages.map(page => ({
                        "tag": page,
                        "page": page
                    }));
        }
        function test_arabicIsTheMirrorOfEnglish(row) {
            visit.start("en");
            open(row.page);
            const english = places();
            visit.languages.choose("ar");
            const arabic = places();
            const off = [];
            let seen = 0;
            // Arrows beside a page that has to scroll make it narrower: where one language needs them and the other does not,
            // as with the fonts of another machine, the order in each row is compared.
            const scrollsInOne = ("scroll-up" in english) !== ("scroll-up" in arabic);
            for (const name in english) {
                if (scrollsInOne && name.startsWith("scroll-"))
                    continue;
                // Keys of a slip's code keep their direction, as the keyboard does; a number and an address are written
                // left to right everywhere, and what helps to type them stands at the same side of their field.
                if (/^(code|keyboard)-/.test(name) || ["field-phone-plus", "field-email-at"].includes(name))
                    continue;
                const here = english[name];
                const there = arabic[name];
                verify(there, name + " is there in Arabic");
                seen += 1;
                // Widths follow the words: the edge that a button is tied to is mirrored, its start or its end.
                const start = Math.abs(there.right - (root.width - here.left)) <= 1;
                const end = Math.abs(there.left - (root.width - here.right)) <= 1;
                const sameWidth = Math.abs((there.right - there.left) - (here.right - here.left)) <= 1;
                if (sameWidth ? start && end : start || end)
                    continue;
                // Tied to a neighbour whose width follows its words; what is left of it comes to stand right of it.
                const beside = Object.keys(english).filter(other => english[other].parent === here.parent && other !== name && Math.abs(english[other].top - here.top) <= 1);
                if (beside.length > 0 && (scrollsInOne || floating.includes(name)) && beside.every(other => english[other].left < here.left === arabic[other].left > there.left))
                    continue;
                off.push(name + ": " + here.left + ".." + here.right + " became " + there.left + ".." + there.right);
            }
            verify(seen >= 3);
            compare(off.join("\n"), "");
        }
    }
}
