import QtQuick
import QtTest
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
        name: "Slip"
        when: windowShown

        readonly property var visit: station.visit

        function cleanup() {
            visit.end();
            line.isOnline = false;
            slip.setAnswer({
                "state": "offline"
            });
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
        function test_slipCodeIsTypedCheckedAndUsed() {
            press("language-de");
            press("tile-slip");
            for (const character of "7K4M9QXR2TDB")
                press("code-" + character);
            verify(!station.currentPage.primaryEnabled);
            press("code-erase");
            press("code-A");
            verify(station.currentPage.primaryEnabled);
            primary();
            compare(visit.page, "slipStand");
            compare(slip.heldCode(), "7K4M9QXR2TDA");
            press("slip-do-change");
            compare(visit.page, "slipChange");
            press("channel-phone");
            const field = findChild(station, "channel-value");
            tryVerify(() => field.activeFocus);
            for (const digit of "123")
                keyClick(digit);
            primary();
            compare(visit.page, "slipChange");
            verify(field.hasError);
            for (const digit of "456789")
                keyClick(digit);
            primary();
            compare(visit.page, "slipDone");
        }
        function test_namesAreWrittenInAnotherScriptByOneTouch() {
            press("language-ar");
            visit.openForm("enquiry", "advice", "");
            const keyboard = findChild(station, "on-screen-keyboard");
            tryVerify(() => keyboard.active);
            compare(keyboard.wanted, "ar_AR");
            const german = findChild(station, "keyboard-de_DE");
            verify(german.visible && german.height >= 84 && german.width >= 84);
            mouseClick(german);
            compare(keyboard.wanted, "de_DE");
            verify(findChild(station, "keyboard-de_DE").chosen);
            visit.end();
            press("language-ar");
            visit.openForm("enquiry", "advice", "");
            tryVerify(() => keyboard.active);
            compare(keyboard.wanted, "ar_AR", "the next visitor starts afresh");
        }
        function test_phoneNumberOfTheSlipTakesAPlus() {
            press("language-ar");
            visit.open("slipChange", {
                "code": "7K4M9QXR2TDA"
            });
            press("channel-phone");
            const field = findChild(station, "channel-value");
            tryVerify(() => field.activeFocus);
            verify(!findChild(station, "on-screen-keyboard").switches, "digits have no language");
            for (const digit of "4930")
                keyClick(digit);
            press("channel-value-plus");
            compare(field.text, "+4930");
            verify(field.activeFocus);
            press("channel-value-plus");
            compare(field.text, "4930");
            press("channel-email");
            tryVerify(() => field.activeFocus);
            verify(!findChild(station, "channel-value-plus").visible);
        }
        function withSlip(answer) {
            press("language-en");
            slip.setAnswer(answer);
            visit.open("slipStand", {
                "code": "7K4M9QXR2TDA"
            });
        }
        function test_withASlipOneSeesHowItStandsAndCancelsAfterBeingAsked() {
            line.isOnline = true;
            withSlip({
                "state": "known",
                "items": [
                    {
                        "word": "waiting",
                        "place": 3,
                        "canCancel": true
                    }
                ],
                "purposes": []
            });
            compare(findChild(station, "slip-item").text, "You are on the waiting list, at place 3.");
            verify(!findChild(station, "slip-do-withdraw").visible, "nothing to take back");
            press("slip-do-cancel");
            compare(visit.page, "slipCancel");
            primary();
            compare(slip.lastWish(), "cancel");
            compare(visit.page, "slipDone");
        }
        function test_whatIsOverCannotBeCancelled() {
            withSlip({
                "state": "known",
                "items": [
                    {
                        "word": "answered",
                        "place": 0,
                        "canCancel": false
                    }
                ],
                "purposes": ["network"]
            });
            verify(!findChild(station, "slip-do-cancel").visible);
            press("slip-do-withdraw");
            verify(!findChild(station, "purpose-answer"), "only what was agreed to");
            verify(!station.currentPage.primaryEnabled);
            press("purpose-network");
            verify(!findChild(station, "withdraw-ends").visible);
            primary();
            compare(slip.lastWish(), "network");
        }
        function test_withoutALineItIsSaidAndEverythingCanBeEntered() {
            withSlip({
                "state": "offline"
            });
            verify(findChild(station, "slip-standing").text.includes("as soon as the connection is back"));
            press("slip-do-withdraw");
            press("purpose-answer");
            verify(findChild(station, "withdraw-ends").visible, "the request ends with it");
            primary();
            compare(slip.lastWish(), "answer");
            verify(station.currentPage.words.includes("as soon as the connection is back"));
        }
        function test_unknownAndTriedTooOftenAreKindWords_data() {
            return [
                {
                    "tag": "unknown",
                    "answer": {
                        "state": "unknown"
                    },
                    "part": "compare it with your slip"
                },
                {
                    "tag": "later",
                    "answer": {
                        "state": "later",
                        "waitMinutes": 6
                    },
                    "part": "in 6 minutes"
                },
                {
                    "tag": "asking",
                    "answer": {
                        "state": "asking"
                    },
                    "part": "One moment"
                }
            ];
        }
        function test_unknownAndTriedTooOftenAreKindWords(row) {
            withSlip(row.answer);
            verify(findChild(station, "slip-standing").text.includes(row.part));
            verify(findChild(station, "slip-do-change").visible);
        }
        function test_whenTheLineComesBackTheQuestionIsAsked() {
            withSlip({
                "state": "offline"
            });
            slip.begin("");
            line.isOnline = true;
            compare(slip.heldCode(), "7K4M9QXR2TDA");
        }
    }
}
