pragma ComponentBehavior: Bound

// Every editor of the forms, as a visitor meets it: empty, answered, and with a mistake.
import QtQuick
import QtQuick.Layouts
import Foyer.Controls
import Foyer.Form

ColumnLayout {
    id: root

    readonly property var few: [
        {
            "id": "a",
            "label": "One"
        },
        {
            "id": "b",
            "label": "Another one"
        },
        {
            "id": "c",
            "label": "Beratung für Migrant*innenselbstorganisationen und Nachbarschaftsinitiativen"
        }
    ]
    readonly property var languages: [
        {
            "id": "de",
            "label": "Deutsch"
        },
        {
            "id": "ar",
            "label": "العربية"
        },
        {
            "id": "vi",
            "label": "Tiếng Việt"
        },
        {
            "id": "kmr",
            "label": "Kurmancî"
        }
    ]

    spacing: Theme.px(36)

    Shown {
        name: "LineEditor"

        LineEditor {
            id: line

            Layout.fillWidth: true
            key: "line"
            title: "One line"
            value: "Nguyễn Thị Hoa"
            accent: "advice"
            onEdited: value => line.value = value
        }
        LineEditor {
            Layout.fillWidth: true
            key: "line-error"
            title: "One line with a mistake"
            error: "What is still needed, in one kind sentence."
        }
        ErrorLine {
            Layout.fillWidth: true
            text: "What is still needed, in one kind sentence."
        }
    }
    Shown {
        name: "TextEditor"

        TextEditor {
            id: text

            Layout.fillWidth: true
            key: "text"
            title: "Several lines"
            value: "Several lines of text.\nThey grow."
            onEdited: value => text.value = value
        }
    }
    Shown {
        name: "PhoneEditor"

        PhoneEditor {
            id: phone

            Layout.fillWidth: true
            key: "phone"
            title: "Phone"
            value: "+49 151 2040 7781"
            onEdited: value => phone.value = value
        }
    }
    Shown {
        name: "EmailEditor"

        EmailEditor {
            id: email

            Layout.fillWidth: true
            key: "email"
            title: "E-mail"
            value: "hoa@example.org"
            onEdited: value => email.value = value
        }
    }
    Shown {
        name: "DateEditor, of three DatePart"

        DateEditor {
            id: date

            Layout.fillWidth: true
            key: "date"
            title: "A day"
            value: "2026-12-04"
            accent: "training"
            onEdited: value => date.value = value
        }
    }
    Shown {
        name: "ChoicesEditor, in an OptionGrid"

        ChoicesEditor {
            id: choices

            Layout.fillWidth: true
            key: "choices"
            accent: "training"
            value: ["b"]
            options: root.few
            onEdited: value => choices.value = value
        }
    }
    Shown {
        name: "ChoiceEditor"

        ChoiceEditor {
            id: choice

            Layout.fillWidth: true
            key: "choice"
            accent: "network"
            value: "c"
            options: root.few
            onEdited: value => choice.value = value
        }
    }
    Shown {
        name: "LanguageEditor"

        LanguageEditor {
            id: language

            Layout.fillWidth: true
            key: "language"
            accent: "question"
            value: "ar"
            options: root.languages
            onEdited: value => language.value = value
        }
    }
    Shown {
        name: "YesNoEditor"

        YesNoEditor {
            id: yesNo

            Layout.fillWidth: true
            key: "yesno"
            title: "Yes or no"
            accent: "advice"
            onEdited: value => yesNo.value = value
        }
    }
    Shown {
        name: "CountEditor"

        CountEditor {
            id: count

            Layout.fillWidth: true
            key: "count"
            title: "Persons"
            value: 2
            onEdited: value => count.value = value
        }
    }
}
