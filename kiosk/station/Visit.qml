pragma ComponentBehavior: Bound

// One visit: the ports, where the visitor is, and the ways to go. Pages ask it for everything and
// keep nothing of their own beyond what is on the screen. `end()` is the one way out: afterwards
// nothing of the visitor is left here.
import QtQuick
import Foyer.Controls
import Foyer.Station

QtObject {
    id: visit

    required property CatalogueView catalogue
    required property FormView form
    required property SlipView slip
    required property LineView line
    required property Languages languages
    property Voice voice: null

    // attract, home, offers, offer, about, form, consent, review, saved, slip, slipStand,
    // slipChange, slipCancel, slipWithdraw, slipDone
    property string page: "attract"
    // What the page shows: ids and results, never answers.
    property var params: ({})
    property var trail: []
    // "", language, access, help, leave
    property string dialog: ""
    // An answer is being changed from the review: "next" leads back there.
    property bool returnToReview: false
    // Grows when the catalogue changes; bindings name it so that they ask anew.
    property int round: 0
    readonly property bool drafting: page === "form" || page === "consent" || page === "review"
    readonly property string languageName: {
        for (const language of visit.catalogue.languages)
            if (language.code === visit.languages.current)
                return language.name;
        return visit.languages.current;
    }
    //% "There is no connection at the moment. What you enter is kept safely here and sent later."
    readonly property string offlineWords: qsTrId("line-offline")
    readonly property string lineSentence: visit.line.sentence !== "" ? visit.line.sentence : visit.line.online ? "" : offlineWords

    readonly property Connections catalogueWatch: Connections {
        target: visit.catalogue

        function onChanged() {
            visit.round += 1;
        }
    }
    readonly property Connections formWatch: Connections {
        target: visit.form

        function onFinished() {
            if (!visit.returnToReview)
                visit.open(visit.form && visit.catalogue.purposes(visit.form.formKind).length > 0 ? "consent" : "review", {});
        }
    }

    signal ended

    // Parts of a page as sentences to be read aloud.
    function spoken(parts: var): string {
        return parts.filter(part => part !== "").join(". ");
    }
    function start(code: string) {
        visit.languages.choose(code);
        visit.trail = [];
        visit.params = {};
        visit.page = "home";
    }
    function open(page: string, params: var) {
        visit.trail = visit.trail.concat([
            {
                "page": visit.page,
                "params": visit.params
            }
        ]);
        visit.params = params;
        visit.page = page;
    }
    // One page back; nothing that was entered is lost. From a form's first question the draft is
    // kept until another form begins or the visit ends.
    function back() {
        if (visit.trail.length === 0)
            return visit.home();
        const last = visit.trail[visit.trail.length - 1];
        visit.trail = visit.trail.slice(0, -1);
        visit.params = last.params;
        visit.page = last.page;
    }
    function home() {
        visit.trail = [];
        visit.params = {};
        visit.page = "home";
    }
    function openTile(tile: var) {
        if (tile.kind === "slip")
            return visit.open("slip", {});
        if (tile.kind === "about")
            return visit.open("about", {});
        const offers = visit.catalogue.offers(tile.id);
        if (offers.length !== 1)
            return visit.open("offers", {
                "tile": tile
            });
        const only = offers[0].id;
        if (tile.kind === "question" && visit.line.canCapture)
            return visit.openForm(visit.catalogue.offer(only).formKind, only, "");
        visit.open("offer", {
            "id": only
        });
    }
    function openForm(formKind: string, offerId: string, sessionId: string) {
        visit.returnToReview = false;
        visit.form.begin(formKind, offerId, sessionId);
        visit.open("form", {
            "offerId": offerId
        });
    }
    // What somebody with a slip took back is on the disk.
    function slipDone() {
        visit.trail = [];
        visit.params = {
            //% "It is noted safely here. We will do it as soon as the connection is back."
            "message": visit.line.online ? "" : qsTrId("slip-done-offline")
        };
        visit.page = "slipDone";
    }
    function change(step: int) {
        visit.returnToReview = true;
        visit.form.goTo(step);
        visit.open("form", {});
    }
    // In the middle of a draft one is asked first.
    function leave() {
        if (visit.drafting)
            visit.dialog = "leave";
        else
            visit.end();
    }
    function end() {
        visit.dialog = "";
        visit.page = "attract";
        visit.trail = [];
        visit.params = {};
        visit.returnToReview = false;
        visit.form.wipe();
        visit.slip.wipe();
        if (visit.voice)
            visit.voice.stop();
        Qt.inputMethod.reset(); // qmllint disable
        Qt.inputMethod.hide();
        Theme.reset();
        visit.languages.reset();
        visit.ended();
    }
}
