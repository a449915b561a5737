pragma ComponentBehavior: Bound

// Who runs this, with whom, when it is open. Links are text: this is not a browser.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls

StationPage {
    id: page

    readonly property var pages: visit.round >= 0 ? visit.catalogue.pages() : []
    readonly property var partners: visit.round >= 0 ? visit.catalogue.partners() : []

    //% "About us and partners"
    title: qsTrId("home-about")

    EvenGrid {
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.px(1500)
        rowSpacing: Theme.px(32)

        Repeater {
            model: page.pages

            EvenGrid {
                id: section

                required property var modelData
                readonly property var text: page.visit.round >= 0 ? page.visit.catalogue.page(modelData.id) : ({})

                rowSpacing: Theme.px(22)

                Repeater {
                    model: section.text.paragraphs ?? []

                    ColumnLayout {
                        id: paragraph

                        required property var modelData

                        spacing: Theme.px(10)

                        AppText {
                            Layout.fillWidth: true
                            visible: text !== ""
                            role: "heading"
                            strong: true
                            text: paragraph.modelData.heading ?? ""
                        }
                        AppText {
                            Layout.fillWidth: true
                            text: paragraph.modelData.text ?? ""
                        }
                    }
                }
            }
        }
    }
    OpeningHours {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(12)
        visit: page.visit
    }
    AppText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.px(12)
        visible: page.partners.length > 0
        role: "heading"
        strong: true
        //% "Our partners"
        text: qsTrId("about-partners")
    }
    EvenGrid {
        Layout.fillWidth: true
        columns: Theme.portrait || Theme.textScale > 1.4 ? 1 : 2
        rowSpacing: Theme.gap
        columnSpacing: Theme.gap
        mirrored: LayoutMirroring.enabled

        Repeater {
            model: page.partners

            Card {
                id: partner

                required property var modelData


                AppText {
                    Layout.fillWidth: true
                    role: "lead"
                    strong: true
                    text: partner.modelData.name
                }
                AppText {
                    Layout.fillWidth: true
                    visible: text !== ""
                    color: Theme.quiet
                    text: partner.modelData.text ?? ""
                }
                AppText {
                    Layout.fillWidth: true
                    visible: (partner.modelData.link ?? "") !== ""
                    role: "label"
                    strong: true
                    color: Theme.tintText("network")
                    text: "\u2066" + (partner.modelData.link ?? "") + "\u2069"
                }
            }
        }
    }
}
