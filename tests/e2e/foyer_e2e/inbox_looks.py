"""What staff look for in the inbox of tests/e2e/console, and whom they must find then: each filter and each way to
search, in German and English. tests/console/live_inbox.ts carries it out in Chromium."""

# From top to bottom: the newest first. The first two came from kiosks, the others from the desk.
OLENA, WEISS, KHATIB, ZOE = "Olena Kovalchuk", "Günther Weiß", "محمد الخطيب", "Zoë Lüdtke"
ALL = [OLENA, WEISS, KHATIB, ZOE]

WORDS = {
    "de": {"search": "Name, Anliegen, Telefon, Beleg", "dates": "Zeitraum", "from": "Von", "until": "Bis",
           "onlyWithCase": "Nur mit offenem Fall", "clear": "Filter zurücksetzen", "clearSearch": "Suche leeren",
           "oneEntry": "1 Eintrag", "entries": "# Einträge",
           "nothing": ["Nichts gefunden", "Versuchen Sie weniger Filter oder ein anderes Wort."]},
    "en": {"search": "Search name, concern, phone, slip", "dates": "Dates", "from": "From", "until": "Until",
           "onlyWithCase": "Only with an open case", "clear": "Clear filters", "clearSearch": "Clear search",
           "oneEntry": "1 entry", "entries": "# entries",
           "nothing": ["Nothing found", "Try fewer filters or another word."]},
}

# filter -> its name, and the choices that are tapped.
CHOICES = {
    "de": {"site": ("Standort", "Stadtteilzentrum", "Bibliothek", "Familienhaus"),
           "kind": ("Art", "Anfrage", "Anmeldung"),
           "topic": ("Thema", "Arbeit und Anerkennung von Abschlüssen", "Verein gründen und Rechtsform",
                     "Projektmanagement in drei Modulen"),
           "language": ("Sprache", "Arabisch", "Deutsch", "Spanisch"),
           "status": ("Stand", "neu", "erledigt", "bestätigt")},
    "en": {"site": ("Site", "Community centre", "Library", "Family house"),
           "kind": ("Kind", "Enquiry", "Registration"),
           "topic": ("Topic", "Work and recognition of qualifications", "Founding and legal form",
                     "Project management in three modules"),
           "language": ("Language", "Arabic", "German", "Spanish"),
           "status": ("Status", "new", "closed", "confirmed")},
}


def looks(language, code, old, lately):
    """`code`: of Olena's slip. `old` and `lately`: the days on which the desk took Zoë's and Muhammad's words."""
    choices = CHOICES[language]

    def chosen(*picks):
        return [{"filter": choices[name][0], "choices": [choices[name][place] for place in places]}
                for name, *places in picks]
    site = [("site", 1), ("site", 2), ("site", 3)]
    found = [
        ("one site", {"choose": chosen(site[0])}, [WEISS, KHATIB]),
        ("two sites", {"choose": chosen(("site", 1, 2))}, ALL),
        ("a site with nothing", {"choose": chosen(site[2])}, []),
        ("enquiries", {"choose": chosen(("kind", 1))}, [OLENA, WEISS, ZOE]),
        ("registrations", {"choose": chosen(("kind", 2))}, [KHATIB]),
        ("a topic", {"choose": chosen(("topic", 1))}, [OLENA, WEISS]),
        ("another topic", {"choose": chosen(("topic", 2))}, [OLENA]),
        ("an offer as topic", {"choose": chosen(("topic", 3))}, [KHATIB]),
        ("a language", {"choose": chosen(("language", 1))}, [KHATIB]),
        ("a language of nobody", {"choose": chosen(("language", 3))}, []),
        ("what is new", {"choose": chosen(("status", 1))}, [OLENA, WEISS]),
        ("what is closed", {"choose": chosen(("status", 2))}, [ZOE]),
        ("what is confirmed", {"choose": chosen(("status", 3))}, [KHATIB]),
        ("an old day", {"dates": {"from": str(old), "until": str(old)}}, [ZOE]),
        ("since a day", {"dates": {"from": str(lately)}}, [OLENA, WEISS, KHATIB]),
        ("until a day", {"dates": {"until": str(lately)}}, [KHATIB, ZOE]),
        ("open cases", {"onlyWithCase": True}, [KHATIB]),
        ("a name", {"search": "Kovalchuk"}, [OLENA]),
        ("a name without accents and case", {"search": "ZOE ludt"}, [ZOE]),
        ("a name in Arabic", {"search": "الخطيب"}, [KHATIB]),
        ("a name with sharp s written ss", {"search": "gunther weiss"}, [WEISS]),
        ("a German word of the concern", {"search": "größere wohnung"}, [ZOE]),
        ("a German word in other letters", {"search": "GROSSERE"}, [ZOE]),
        ("another German word", {"search": "prüft"}, [WEISS]),
        ("a part of a phone number", {"search": "23125 412"}, [OLENA]),
        ("a number with its zero", {"search": "030 23125-411"}, [WEISS]),
        ("the other number of a conflict", {"search": "23125902"}, [KHATIB]),
        ("a part of an e-mail address", {"search": "zoe@example"}, [ZOE]),
        ("a slip", {"search": code}, [OLENA]),
        ("a slip without hyphens and in small letters", {"search": code.replace("-", "").lower()}, [OLENA]),
        ("nobody", {"search": "Schmetterling"}, []),
        ("a topic at a site", {"choose": chosen(site[0], ("topic", 1))}, [WEISS]),
        ("all filters together", {"choose": chosen(("site", 1, 2), ("kind", 1), ("topic", 1), ("status", 1)), "search": "choir",
                                  "dates": {"from": str(lately)}}, [OLENA]),
        ("nothing by filter and search", {"choose": chosen(site[0]), "search": "choir"}, []),
    ]
    return {"words": WORDS[language], "all": ALL,
            "looks": [{"what": what, **how, "rows": rows} for what, how, rows in found]}
