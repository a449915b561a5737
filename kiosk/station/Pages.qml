pragma ComponentBehavior: Bound

// The table of pages: a name, a file. It loads the one whose name it is given, and only that one.
import QtQuick

Loader {
    id: root

    required property Visit visit
    required property string page
    readonly property var table: ({
            "attract": "AttractPage.qml",
            "home": "HomePage.qml",
            "offers": "OffersPage.qml",
            "offer": "OfferPage.qml",
            "about": "AboutPage.qml",
            "form": "FormPage.qml",
            "consent": "ConsentPage.qml",
            "review": "ReviewPage.qml",
            "saved": "SavedPage.qml",
            "slip": "SlipPage.qml",
            "slipStand": "SlipStandPage.qml",
            "slipChange": "SlipChangePage.qml",
            "slipCancel": "SlipCancelPage.qml",
            "slipWithdraw": "SlipWithdrawPage.qml",
            "slipDone": "SlipDonePage.qml",
            "outOfOrder": "OutOfOrderPage.qml"
        })

    function show() {
        root.setSource(Qt.resolvedUrl(root.table[root.page]), {
            "visit": root.visit
        });
    }

    onPageChanged: show()
    Component.onCompleted: show()
}
