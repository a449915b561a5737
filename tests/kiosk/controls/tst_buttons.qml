import QtQuick
import QtTest
import Foyer.Controls

Item {
    width: 1920
    height: 1080

    ActionButton {
        id: button

        x: 40
        y: 40
        text: "Go"
    }
    ActionButton {
        id: greyed

        x: 40
        y: 240
        text: "Not yet"
        available: false
    }
    ChoiceRow {
        id: choice

        x: 40
        y: 440
        width: 600
        text: "One"
    }
    Chip {
        id: chip

        x: 40
        y: 640
        text: "Quiet"
    }
    YesNo {
        id: pair

        x: 700
        y: 40
        width: 600
    }
    SignalSpy {
        id: clicks

        signalName: "clicked"
    }

    TestCase {
        name: "Buttons"
        when: windowShown

        function spyOn(item) {
            clicks.target = item;
            clicks.clear();
        }
        function test_actsOnReleaseNotOnPress() {
            for (const item of [button, choice, chip]) {
                spyOn(item);
                mousePress(item, 20, 20);
                compare(clicks.count, 0);
                mouseRelease(item, 20, 20);
                compare(clicks.count, 1);
            }
        }
        function test_slidingOffCancels() {
            for (const item of [button, choice, chip]) {
                spyOn(item);
                mousePress(item, 20, 20);
                mouseMove(item, item.width + 300, item.height + 90);
                mouseRelease(item, item.width + 300, item.height + 90);
                compare(clicks.count, 0);
            }
        }
        function test_actsOnTouchToo() {
            spyOn(button);
            const touch = touchEvent(button);
            touch.press(0, button, 30, 30).commit();
            compare(clicks.count, 0);
            touch.release(0, button, 30, 30).commit();
            compare(clicks.count, 1);
        }
        function test_actsOnReturnAndSpace() {
            for (const key of [Qt.Key_Return, Qt.Key_Space]) {
                spyOn(button);
                button.forceActiveFocus(Qt.TabFocusReason);
                keyClick(key);
                compare(clicks.count, 1);
            }
        }
        function test_greyedButtonDoesNothing() {
            spyOn(greyed);
            mouseClick(greyed);
            compare(clicks.count, 0);
        }
        function test_touchingDoesNotTakeTheFocus() {
            choice.forceActiveFocus(Qt.TabFocusReason);
            mouseClick(button);
            verify(choice.activeFocus);
            verify(!button.activeFocus);
        }
        function test_focusIsVisibleWhenItCameByKey() {
            button.forceActiveFocus(Qt.TabFocusReason);
            verify(button.visualFocus);
            const before = grabImage(button.parent);
            choice.forceActiveFocus(Qt.TabFocusReason);
            const after = grabImage(button.parent);
            verify(!before.equals(after));
        }
        function test_targetsAreLargeEnough() {
            verify(button.height >= 104);
            verify(choice.height >= 104);
            verify(chip.height >= 84 && chip.width >= 84);
        }
        function test_yesAndNoAreTheSameUntilChosen() {
            const yes = findChild(pair, "answer-yes");
            const no = findChild(pair, "answer-no");
            compare(yes.width, no.width);
            compare(yes.height, no.height);
            compare(yes.background.color, no.background.color);
            pair.answer = "yes";
            verify(yes.background.color !== no.background.color);
            pair.answer = "";
        }
    }
}
