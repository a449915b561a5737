import QtQuick
import QtTest
import Foyer.Controls

Item {
    id: root

    width: 1920
    height: 1080

    TextEntry {
        id: entry

        width: 800
        label: "Name"
    }
    TextAreaEntry {
        id: area

        y: 200
        width: 800
        label: "Text"
    }
    QrCode {
        id: qr

        y: 600
        width: 200
        height: 200
    }
    ScrollArea {
        id: scroll

        x: 1000
        width: 600
        height: 400

        Column {
            Repeater {
                id: rows

                model: 10

                ActionButton {
                    required property int index

                    text: "Row " + index
                }
            }
        }
    }
    SignalSpy {
        id: edits

        signalName: "edited"
    }
    Keyboard {
        id: keyboard

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }

    TestCase {
        name: "Fields"
        when: windowShown

        function test_predictsAndLearnsNothing() {
            for (const field of [entry, area]) {
                verify(field.inputMethodHints & Qt.ImhNoPredictiveText);
                verify(field.inputMethodHints & Qt.ImhSensitiveData);
            }
        }
        function test_nothingReachesTheClipboard() {
            entry.text = "Canary";
            entry.forceActiveFocus();
            entry.selectAll();
            keySequence("Ctrl+C");
            keySequence("Ctrl+X");
            compare(entry.text, "Canary");
            entry.text = "";
            keySequence("Ctrl+V");
            compare(entry.text, "");
        }
        function test_keyboardTakesItsRoomAndGivesItBack() {
            entry.forceActiveFocus();
            tryVerify(() => keyboard.height > 300);
            entry.focus = false;
            tryCompare(keyboard, "height", 0);
        }
        function test_focusedFieldIsMarked() {
            area.forceActiveFocus();
            const marked = area.background.border.width;
            area.focus = false;
            verify(area.background.border.width < marked);
        }
        function test_qrSaysWhetherItHolds() {
            verify(!qr.valid);
            qr.text = "7K4M9QXR2TDA";
            verify(qr.valid);
            qr.text = "x".repeat(5000);
            verify(!qr.valid);
        }
        function test_whatDoesNotFitIsReachedByButtons() {
            tryVerify(() => scroll.overflows);
            const down = findChild(scroll, "scroll-down");
            verify(down.height >= 84);
            mouseClick(down);
            verify(scroll.contentY > 0);
            scroll.ensureVisible(rows.itemAt(9));
            verify(rows.itemAt(9).mapToItem(scroll, 0, rows.itemAt(9).height).y <= scroll.height + 1);
            scroll.toTop();
            compare(scroll.contentY, 0);
        }
    }
}
