pragma ComponentBehavior: Bound

// Which keyboard belongs to which language of the visit. A language without one of its own gets
// the Latin keyboard; beside the keys one can always switch to German and English too,
// since names and addresses here are often Latin.
import QtQuick

QtObject {
    id: root

    readonly property var names: ({
            "de": "de_DE",
            "en": "en_GB",
            "es": "es_ES",
            "ar": "ar_AR",
            "uk": "uk_UA",
            "ru": "ru_RU",
            "tr": "tr_TR",
            "fa": "fa_FA",
            "prs": "fa_FA",
            "fr": "fr_FR",
            "vi": "vi_VN",
            "pl": "pl_PL",
            "it": "it_IT",
            "ro": "ro_RO",
            "bg": "bg_BG",
            "ku": "tr_TR",
            "kmr": "tr_TR",
            "sr": "sr_SP",
            "hr": "hr_HR",
            "bs": "hr_HR",
            "sq": "sq_AL",
            "he": "he_IL"
        })

    // Each in its own script, as the languages of the first page.
    readonly property var labels: ({
            "de_DE": "Deutsch",
            "en_GB": "English",
            "es_ES": "Español",
            "ar_AR": "العربية",
            "uk_UA": "Українська",
            "ru_RU": "Русский",
            "tr_TR": "Türkçe",
            "fa_FA": "فارسی",
            "fr_FR": "Français",
            "vi_VN": "Tiếng Việt",
            "pl_PL": "Polski",
            "it_IT": "Italiano",
            "ro_RO": "Română",
            "bg_BG": "Български",
            "sr_SP": "Srpski",
            "hr_HR": "Hrvatski",
            "sq_AL": "Shqip",
            "he_IL": "עברית"
        })

    function of(code: string): string {
        return root.names[code.split("-")[0]] ?? "en_GB";
    }
    function around(code: string): var {
        const own = root.of(code);
        const latin = ["de_DE", "en_GB"].filter(name => name !== own);
        return [own].concat(latin);
    }
}
