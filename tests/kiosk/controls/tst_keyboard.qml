import QtQuick
import QtTest
import Foyer.Controls

// As in a window: everything is made before the window has its size, which may come in two steps.
Item {
    id: root

    width: 1920
    height: 1080

    Item {
        id: page

        width: 0
        height: 0

        Binding {
            target: Theme
            property: "screenWidth"
            value: page.width
        }
        Binding {
            target: Theme
            property: "screenHeight"
            value: page.height
        }
        TextEntry {
            id: entry

            width: page.width
        }
        Keyboard {
            id: keyboard

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
        }
    }

    TestCase {
        name: "Keyboard"
        when: windowShown

        function keys(item, found) {
            if (item.visible && item.keyType !== undefined && item.displayText !== undefined)
                found.push(item);
            for (let i = 0; i < item.children.length; ++i)
                keys(item.children[i], found);
            return found;
        }
        // A key that fills its place: neither nothing, nor beyond the edge.
        function test_everyKeyHasItsWidthWhenTheKeyboardOpensFirst() {
            for (const size of [[160, 160], [1920, 1080]]) {
                page.width = size[0];
                page.height = size[1];
                waitForRendering(root, 200);
            }
            entry.forceActiveFocus();
            tryVerify(() => keyboard.active);
            tryVerify(() => keys(keyboard, []).length > 30);
            waitForRendering(root, 500);
            for (const key of keys(keyboard, [])) {
                const left = key.mapToItem(page, 0, 0).x;
                verify(key.width >= Theme.px(60), "'" + key.displayText + "' " + key.keyType + " is " + key.width + " wide");
                verify(left >= 0 && left + key.width <= page.width, key.displayText + " lies inside the screen");
            }
        }
    }
}
