import QtQuick
import QtTest
import Foyer.Controls

TestCase {
    name: "Theme"

    function channel(value) {
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
    function luminance(given) {
        // Also where a colour comes as a string.
        const c = Qt.darker(given, 1.0);
        return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
    }
    function contrast(a, b) {
        const one = luminance(a);
        const other = luminance(b);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }
    // Text and what it stands on, as the controls pair them.
    function pairs() {
        const list = [["ink on paper", Theme.ink, Theme.paper], ["ink on surface", Theme.ink, Theme.surface], ["ink on pressed", Theme.ink, Theme.pressed], ["quiet on paper", Theme.quiet, Theme.paper], ["quiet on surface", Theme.quiet, Theme.surface], ["primary button", Theme.inkText, Theme.ink], ["quiet on ink", Theme.inkTextQuiet, Theme.ink], ["greyed button", Theme.disabledText, Theme.disabledFill], ["error on paper", Theme.error, Theme.paper], ["calm on paper", Theme.calm, Theme.paper], ["calm on surface", Theme.calm, Theme.surface], ["ink on error tint", Theme.ink, Theme.errorTint]];
        for (const kind of Theme.kinds) {
            list.push([kind + " on surface", Theme.accent(kind), Theme.surface]);
            list.push(["white on " + kind, Theme.inkText, Theme.accent(kind)]);
            list.push([kind + " words on tint", Theme.tintText(kind), Theme.tint(kind)]);
            list.push(["ink on tint of " + kind, Theme.ink, Theme.tint(kind)]);
        }
        return list;
    }
    function check(least) {
        for (const [name, text, ground] of pairs()) {
            const ratio = contrast(text, ground);
            verify(ratio >= least, name + " has a contrast of " + ratio.toFixed(2));
        }
    }
    function test_contrastIsAtLeastFourAndAHalf() {
        Theme.highContrast = false;
        check(4.4999);
    }
    function test_iconsStandOutFromTheirTint() {
        for (const kind of Theme.kinds)
            verify(contrast(Theme.accent(kind), Theme.tint(kind)) >= 3, kind);
    }
    function test_strongContrastIsAtLeastSeven() {
        Theme.highContrast = true;
        check(7);
        Theme.highContrast = false;
    }
    function test_eachKindHasItsOwnTint() {
        const seen = new Set(Theme.kinds.map(kind => Theme.tint(kind).toString()));
        compare(seen.size, Theme.kinds.length);
    }
    function test_noTextIsSmallerThan24At1080() {
        for (const role of Object.keys(Theme.textSizes))
            verify(Theme.textSize(role) >= 24, role);
    }
    function test_bodyDoublesAt200Percent() {
        const before = Theme.textSize("body");
        Theme.textScale = 2;
        compare(Theme.textSize("body"), 2 * before);
        Theme.reset();
        compare(Theme.textSize("body"), before);
    }
    function test_unknownKindIsOther() {
        compare(Theme.accent("something"), Theme.accent("other"));
    }
}
