import QtQuick
import QtTest
import Foyer.Controls

Item {
    id: root

    property var names: ["a", "b", "c"]
    property bool hidesSecond: false

    width: 1000
    height: 800

    EvenGrid {
        id: grid

        width: 620
        columns: 2
        columnSpacing: 20
        rowSpacing: 10

        Repeater {
            id: cells

            model: root.names

            Item {
                required property string modelData
                required property int index

                implicitHeight: modelData === "b" ? 90 : 50
                visible: !(root.hidesSecond && index === 1)
            }
        }
    }

    TestCase {
        name: "EvenGrid"
        when: windowShown

        function init() {
            root.names = ["a", "b", "c"];
            root.hidesSecond = false;
            grid.mirrored = false;
            grid.columns = 2;
            grid.rowHeightMin = 0;
            waitForRendering(grid, 500);
        }
        function place(i) {
            const cell = cells.itemAt(i);
            return [cell.x, cell.y, cell.width, cell.height].join(" ");
        }
        function test_columnsAreEqualAndRowsAsHighAsTheirHighest() {
            tryVerify(() => place(0) === "0 0 300 90");
            compare(place(1), "320 0 300 90");
            compare(place(2), "0 100 300 50");
            compare(grid.implicitHeight, 150);
        }
        function test_rightToLeftBeginsAtTheRight() {
            grid.mirrored = true;
            tryVerify(() => place(0) === "320 0 300 90");
            compare(place(1), "0 0 300 90");
        }
        function test_oneColumnIsAStack() {
            grid.columns = 1;
            tryVerify(() => place(2) === "0 160 620 50");
        }
        function test_whatIsHiddenTakesNoPlace() {
            root.hidesSecond = true;
            tryVerify(() => place(2) === "320 0 300 50");
        }
        function test_noRowIsLowerThanTheLeast() {
            grid.rowHeightMin = 120;
            tryVerify(() => place(2) === "0 130 300 120");
        }
        function test_aNewListReplacesTheOldOneAtOnce() {
            for (let i = 1; i <= 30; ++i) {
                root.names = Array.from("abcdefgh").slice(0, i % 7);
                if (i % 4 === 0)
                    waitForRendering(grid, 100);
            }
            tryCompare(grid, "implicitHeight", 90);
            root.names = [];
            tryCompare(grid, "implicitHeight", 0);
        }
    }
}
