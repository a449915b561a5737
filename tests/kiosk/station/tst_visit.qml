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
    Station {
        id: station

        anchors.fill: parent
        catalogue: catalogue
        form: form
        slip: slip
        line: line
        languages: languages
    }

    TestCase {
        name: "Visit"
        when: windowShown

        readonly property var visit: station.visit

        function cleanup() {
            visit.end();
        }
        function press(name) {
            waitForRendering(station, 1000);
            const item = findChild(station, name);
            verify(item, name);
            // What lies below the fold is scrolled to, as a visitor does; the page settles.
            if (visit.dialog === "" && visit.page !== "attract" && !["primary", "back", "leave"].includes(name) && !name.startsWith("top-"))
                station.currentPage.scroll.ensureVisible(item);
            wait(40);
            const touch = touchEvent(item);
            touch.press(0, item, item.width / 2, item.height / 2).commit();
            touch.release(0, item, item.width / 2, item.height / 2).commit();
        }
        function primary() {
            press("primary");
        }
        function toReview() {
            press("language-de");
            press("tile-advice");
            primary();
            compare(visit.page, "form");
            form.setValue("name", "Oksana");
            primary();
            press("option-topics-grant");
            primary();
            primary();
            form.setValue("phone", "+49 151 2040 7781");
            primary();
            press("field-interpreter-yes");
            primary();
            press("field-seats-more");
            primary();
            press("option-whom-group");
            primary();
            press("field-day-year-entry");
            form.setValue("day", "2026-12-04");
            primary();
            press("option-language-uk");
            primary();
            compare(visit.page, "consent");
        }
        function consent() {
            press("consent-answer-yes");
            press("consent-network-no");
            press("consent-pass-no");
        }
        function test_fromTheFirstTouchToTheSlip() {
            toReview();
            verify(!station.currentPage.primaryEnabled);
            consent();
            verify(station.currentPage.primaryEnabled);
            primary();
            compare(visit.page, "review");
            primary();
            compare(visit.page, "saved");
            compare(findChild(station, "slip-code").text.replace(/[\u2066\u2069]/g, ""), "7K4M-9QXR-2TDA");
            primary();
            compare(visit.page, "attract");
            verify(form.empty());
        }
        function test_requiredPurposeRefusedStopsKindly() {
            toReview();
            press("consent-answer-no");
            press("consent-network-no");
            press("consent-pass-no");
            verify(!station.currentPage.primaryEnabled);
            press("consent-answer-yes");
            verify(station.currentPage.primaryEnabled);
        }
        function test_changingFromTheReviewLeadsBackToIt() {
            toReview();
            consent();
            primary();
            press("answer-name");
            compare(visit.page, "form");
            compare(form.step, 0);
            form.setValue("name", "Oksana K.");
            primary();
            compare(visit.page, "review");
            verify(form.answers().some(answer => answer.valueText === "Oksana K."));
        }
        function test_backLosesNothing() {
            press("language-de");
            press("tile-advice");
            primary();
            form.setValue("name", "Oksana");
            primary();
            compare(form.step, 1);
            press("back");
            compare(form.step, 0);
            compare(form.value("name"), "Oksana");
        }
        function test_leavingAFormIsAskedOnceThenDeletes() {
            press("language-de");
            press("tile-advice");
            primary();
            form.setValue("name", "Canary");
            press("leave");
            compare(visit.dialog, "leave");
            press("leave-stay");
            compare(visit.page, "form");
            compare(form.value("name"), "Canary");
            press("leave");
            press("leave-confirm");
            compare(visit.page, "attract");
            verify(form.empty());
        }
        function test_endResetsEverything() {
            press("language-ar");
            Theme.textScale = 2;
            Theme.highContrast = true;
            slip.begin("7K4M9QXR2TDA");
            visit.end();
            compare(languages.current, "de");
            compare(Theme.textScale, 1);
            verify(!Theme.highContrast);
            compare(slip.heldCode(), "");
            verify(!Qt.inputMethod.visible);
        }
        function test_whatIsMissingIsSaidAtTheField() {
            press("language-de");
            press("tile-advice");
            primary();
            primary();
            compare(form.step, 0);
            verify(findChild(station, "field-name").hasError);
        }
        function test_keyboardNeverHidesTheField() {
            press("language-de");
            press("tile-advice");
            primary();
            for (const step of [0, 2, 3]) {
                form.setValue("name", "x");
                form.goTo(step);
                const name = ["field-name", "", "field-text", "field-phone"][step];
                tryVerify(() => Qt.inputMethod.visible);
                tryVerify(() => {
                    const field = findChild(station, name);
                    const keyboard = findChild(station, "keyboard");
                    const top = field.mapToItem(station, 0, 0).y;
                    return field.activeFocus && top >= 0 && top + Math.min(field.height, 120) <= keyboard.mapToItem(station, 0, 0).y;
                }, 2000, name + " is above the keyboard");
            }
        }
        function test_fullCourseOffersTheWaitingList() {
            press("language-en");
            press("tile-training");
            press("offer-project");
            compare(findChild(station, "session-pm1").text, "Register");
            compare(findChild(station, "session-pm2").text, "Join the waiting list");
            press("session-pm2");
            compare(visit.page, "form");
        }
        function test_textSizeAndContrastAreOneTouchAway() {
            press("language-de");
            press("top-access");
            press("text-size-200");
            compare(Theme.textScale, 2);
            press("contrast-strong");
            verify(Theme.highContrast);
            press("access-close");
            compare(visit.dialog, "");
        }
        function test_helpShowsTheEmergencyNumbers() {
            press("language-de");
            press("top-help");
            compare(visit.dialog, "help");
            press("help-close");
            compare(visit.dialog, "");
        }
    }
}
