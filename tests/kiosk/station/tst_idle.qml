import QtQuick
import QtTest
import Foyer.Station

Item {
    id: root

    width: 400
    height: 400

    IdleGuard {
        id: guard

        warnAfterMs: 60
        endAfterMs: 60
    }
    SignalSpy {
        id: warnings

        target: guard
        signalName: "warning"
    }
    SignalSpy {
        id: ends

        target: guard
        signalName: "expired"
    }

    TestCase {
        name: "IdleGuard"
        when: windowShown

        function init() {
            guard.running = false;
            guard.warnAfterMs = 60;
            guard.endAfterMs = 400;
            warnings.clear();
            ends.clear();
        }
        function cleanup() {
            guard.running = false;
        }
        function test_extendsTenTimesAndThenEnds() {
            guard.running = true;
            for (let i = 1; i <= 10; ++i) {
                tryCompare(warnings, "count", i);
                verify(guard.warned);
                guard.extend();
                verify(!guard.warned);
            }
            compare(ends.count, 0);
            guard.endAfterMs = 60;
            tryCompare(ends, "count", 1);
            verify(!guard.running);
        }
        function test_anyTouchStartsTheTimeAnew() {
            guard.warnAfterMs = 250;
            guard.running = true;
            for (let i = 0; i < 5; ++i) {
                wait(100);
                mouseClick(root);
            }
            compare(warnings.count, 0);
        }
        function test_afterTheWarningOnlyExtendCounts() {
            guard.endAfterMs = 150;
            guard.running = true;
            tryCompare(warnings, "count", 1);
            mouseClick(root);
            tryCompare(ends, "count", 1);
        }
        function test_countsTheSecondsDown() {
            guard.endAfterMs = 3000;
            guard.running = true;
            tryCompare(warnings, "count", 1);
            compare(guard.secondsLeft, 3);
            tryCompare(guard, "secondsLeft", 2, 2000);
        }
        function test_doesNothingWhileNotRunning() {
            wait(200);
            compare(warnings.count, 0);
        }
    }
}
