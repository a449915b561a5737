pragma Singleton

// The look in one place: colours, sizes, type. The only QML singleton of the kiosk. The station
// sets the screen's size and the visitor's wishes; everything else only reads. Sizes are given for
// a screen whose short side is 1080 pixels and scale with it.
import QtQuick

QtObject {
    id: theme

    // Set by the station from its window.
    property real screenWidth: 1920
    property real screenHeight: 1080
    // The visitor's wishes; reset() after each visit.
    property real textScale: 1
    property bool highContrast: false
    // Set by the station from the language of the visit.
    property bool rightToLeft: false
    // Set by the station once, from the site's configuration.
    property bool reducedMotion: false

    readonly property bool portrait: screenHeight > screenWidth
    readonly property real scale: Math.max(0.45, Math.min(screenWidth, screenHeight) / 1080)
    readonly property int motionMs: reducedMotion ? 0 : 140
    readonly property string fontFamily: "Noto Sans"

    readonly property color paper: highContrast ? "#FFFFFF" : "#F7F4EE"
    readonly property color surface: "#FFFFFF"
    readonly property color ink: highContrast ? "#000000" : "#16213A"
    readonly property color quiet: highContrast ? "#1C1C1C" : "#4A5468"
    readonly property color line: highContrast ? "#000000" : "#E7E2D8"
    readonly property color lineStrong: highContrast ? "#000000" : "#8B8577"
    readonly property color pressed: highContrast ? "#E4E4E4" : "#EFEBE2"
    readonly property color inkText: "#FFFFFF"
    readonly property color inkTextQuiet: highContrast ? "#FFFFFF" : "#CFD5E1"
    readonly property color disabledFill: highContrast ? "#E4E4E4" : "#E4DFD4"
    readonly property color disabledText: highContrast ? "#3A3A3A" : "#565D6C"
    readonly property color error: highContrast ? "#7F0A24" : "#9F1239"
    readonly property color errorTint: highContrast ? "#FFFFFF" : "#FBEEF1"
    readonly property color calm: highContrast ? "#6B2F02" : "#B45309"
    readonly property color focus: highContrast ? "#000000" : "#2563EB"
    readonly property color keyboardGround: highContrast ? "#D6D6D6" : "#E8E4DA"
    readonly property color keyEdge: highContrast ? "#000000" : "#CFC8B8"
    readonly property color shade: Qt.rgba(0.07, 0.1, 0.18, 0.62)

    readonly property int borderThin: highContrast ? px(3) : px(2)
    readonly property int borderStrong: highContrast ? px(4) : px(3)
    readonly property int radiusCard: px(32)
    readonly property int radiusButton: px(22)
    readonly property int radiusChip: px(18)
    readonly property int target: px(104)
    readonly property int targetQuiet: px(84)
    readonly property int gap: px(24)
    readonly property int margin: px(48)

    readonly property var textSizes: ({
            "display": 96,
            "title": 64,
            "question": 44,
            "heading": 40,
            "button": 32,
            "lead": 32,
            "body": 28,
            "label": 26,
            "small": 24
        })
    readonly property var kinds: ["advice", "training", "network", "question", "other"]
    readonly property var accentsNormal: ({
            "advice": "#0F766E",
            "training": "#4338CA",
            "network": "#B45309",
            "question": "#BE185D",
            "other": "#475569"
        })
    readonly property var accentsHigh: ({
            "advice": "#064E47",
            "training": "#2A1F8F",
            "network": "#6B2F02",
            "question": "#7A0B3D",
            "other": "#1F2937"
        })
    readonly property var tints: ({
            "advice": "#E7F1F0",
            "training": "#ECEBF9",
            "network": "#F7EDE5",
            "question": "#F8E8EF",
            "other": "#ECEEF0"
        })
    readonly property var tintTexts: ({
            "advice": "#0A4F4A",
            "training": "#2D2687",
            "network": "#783706",
            "question": "#7F103E",
            "other": "#2F3946"
        })
    readonly property var kindIcons: ({
            "advice": "messages-square",
            "training": "graduation-cap",
            "network": "users-round",
            "question": "mail-question-mark",
            "slip": "ticket",
            "about": "info"
        })

    // Sizes of things, and sizes of type, which also follow the visitor's wish.
    function px(size: real): int {
        return Math.round(size * theme.scale);
    }
    function sp(size: real): int {
        return Math.round(size * theme.scale * theme.textScale);
    }
    function textSize(role: string): int {
        const size = theme.textSizes[role] ?? 28;
        // What is already large grows less: at 200 % a title is still larger than the body, and its
        // long words still fit on a narrow screen.
        const growth = size < 40 ? 1 : size < 60 ? 0.5 : 0.25;
        return theme.px(size * (1 + (theme.textScale - 1) * growth));
    }
    // An icon beside a word grows with it, half as fast: the word is what is read.
    function iconSize(size: real): int {
        return theme.px(size * (1 + (theme.textScale - 1) * 0.5));
    }
    // One accent for each kind of offer; everything unknown is "other".
    function accent(kind: string): color {
        const table = theme.highContrast ? theme.accentsHigh : theme.accentsNormal;
        return table[kind] ?? table["other"];
    }
    // The accent at 10 % on white, opaque, so that text on it has a contrast one can compute.
    function tint(kind: string): color {
        return theme.highContrast ? theme.surface : theme.tints[kind] ?? theme.tints["other"];
    }
    // Text on the tint: the accent, darker.
    function tintText(kind: string): color {
        const table = theme.highContrast ? theme.accentsHigh : theme.tintTexts;
        return table[kind] ?? table["other"];
    }
    function kindIcon(kind: string): string {
        return theme.kindIcons[kind] ?? "info";
    }
    // The next visitor starts afresh.
    function reset() {
        theme.textScale = 1;
        theme.highContrast = false;
    }
}
