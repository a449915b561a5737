pragma ComponentBehavior: Bound

// The table of pages: a name, a component.
import QtQuick

QtObject {
    id: root

    required property Visit visit

    readonly property Component attract: AttractPage {
        visit: root.visit
    }
    readonly property Component home: HomePage {
        visit: root.visit
    }
    readonly property Component offers: OffersPage {
        visit: root.visit
    }
    readonly property Component offer: OfferPage {
        visit: root.visit
    }
    readonly property Component about: AboutPage {
        visit: root.visit
    }
    readonly property Component form: FormPage {
        visit: root.visit
    }
    readonly property Component consent: ConsentPage {
        visit: root.visit
    }
    readonly property Component review: ReviewPage {
        visit: root.visit
    }
    readonly property Component saved: SavedPage {
        visit: root.visit
    }
    readonly property Component slip: SlipPage {
        visit: root.visit
    }
    readonly property Component slipChange: SlipChangePage {
        visit: root.visit
    }
    readonly property Component slipDone: SlipDonePage {
        visit: root.visit
    }
    readonly property Component outOfOrder: OutOfOrderPage {
        visit: root.visit
    }
    readonly property var table: ({
            "attract": attract,
            "home": home,
            "offers": offers,
            "offer": offer,
            "about": about,
            "form": form,
            "consent": consent,
            "review": review,
            "saved": saved,
            "slip": slip,
            "slipChange": slipChange,
            "slipDone": slipDone,
            "outOfOrder": outOfOrder
        })

    function componentFor(page: string): Component {
        return root.table[page];
    }
}
