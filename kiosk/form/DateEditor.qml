pragma ComponentBehavior: Bound

// A date as day, month and year, typed in digits. The answer is yyyy-mm-dd; while a part is missing
// it is incomplete, and the form says so kindly.
import QtQuick
import Foyer.Controls

FieldEditor {
    id: root

    // What has been typed, so that an incomplete answer is not lost.
    property string day: ""
    property string month: ""
    property string year: ""

    function assembled(): string {
        if (root.day === "" && root.month === "" && root.year === "")
            return "";
        return root.year.padStart(4, "0") + "-" + root.month.padStart(2, "0") + "-" + root.day.padStart(2, "0");
    }
    function showValue() {
        const text = root.value ?? "";
        if (text === root.assembled())
            return;
        const parts = text.split("-");
        root.year = parts.length === 3 ? parts[0] : "";
        root.month = parts.length === 3 ? parts[1] : "";
        root.day = parts.length === 3 ? parts[2] : "";
    }

    onValueChanged: showValue()
    Component.onCompleted: showValue()

    Flow {
        // From the side on which the question begins; large type may need a second line.
        x: root.LayoutMirroring.enabled ? root.width - width : 0
        width: Math.min(root.width, dayPart.implicitWidth + monthPart.implicitWidth + yearPart.implicitWidth + 2 * spacing)
        spacing: Theme.gap
        // Dates are read from left to right here in every language, like phone numbers.
        LayoutMirroring.enabled: false

        DatePart {
            id: dayPart

            objectName: "field-" + root.key + "-day"
            //% "Day"
            label: qsTrId("form-day")
            digits: 2
            part: root.day
            accent: root.accent
            hasError: root.error !== ""
            onEdited: text => {
                root.day = text;
                root.edited(root.assembled());
            }
        }
        DatePart {
            id: monthPart

            objectName: "field-" + root.key + "-month"
            //% "Month"
            label: qsTrId("form-month")
            digits: 2
            part: root.month
            accent: root.accent
            hasError: root.error !== ""
            onEdited: text => {
                root.month = text;
                root.edited(root.assembled());
            }
        }
        DatePart {
            id: yearPart

            objectName: "field-" + root.key + "-year"
            //% "Year"
            label: qsTrId("form-year")
            digits: 4
            part: root.year
            accent: root.accent
            hasError: root.error !== ""
            onEdited: text => {
                root.year = text;
                root.edited(root.assembled());
            }
            onAccepted: root.accepted()
        }
    }
}
