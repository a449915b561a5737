"""The hundred visitors: who they are, what they want, how they can be reached. The same in every run.

Names and questions come from tests/data, dates from the catalogue's files: only those still to come."""
import datetime
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from .processes import Missed

VISITORS = 100
# Of ten visitors: four German, two English, two Spanish, two Arabic. Coprime with the other cycles, so that
# each language meets each form, way to be reached and answer.
LANGUAGES = ("de", "ar", "de", "en", "es", "de", "ar", "en", "de", "es")
WAYS = ("phone", "email", "messenger", "none", "phone", "messenger", "email")
NEEDS = ((), ("interpreter",), ("step-free", "quiet-place"), ())
ON_BEHALF = ("myself", "family", "organisation")
PASSES_BY_EVERY = 9  # of those who ask, such a one leaves a question open
# Every eleventh visitor joins the network: one of each place in LANGUAGES.
NETWORK_EVERY = 11
LEGAL_FORMS = ("association", "initiative", "in-formation", "informal-network")
THEMES = (("founding",), ("networking", "public-relations"), ("grant-application",))
ORGANISATIONS = {"de": "Verein {}", "en": "Friends of {}", "es": "Asociación {}", "ar": "جمعية {}"}
ABOUT = {"de": "Wir helfen einander, seit {} Jahren.", "en": "We have helped each other for {} years.",
         "es": "Nos ayudamos desde hace {} años.", "ar": "نساعد بعضنا منذ {} سنوات."}
DATES_ENOUGH = 8            # with fewer dates to come their seats run out
FIRST_DATE_AFTER_DAYS = 14  # of dates that were moved
# Numbers of Berlin that are kept free for inventions.
PHONE = "+49 30 23125 {:03d}"
MOBILE = "+49 171 39200 {:02d}"


@dataclass(frozen=True)
class Date:
    """A session somebody can register for."""
    session: str
    offer: str
    kind: str  # of the offer, which is the tile: training, network


@dataclass(frozen=True)
class Visitor:
    number: int
    language: str
    answers: dict  # question key -> text, list of option ids, or count
    consents: dict  # purpose -> given | refused
    date: Date | None = None  # for a registration
    tile: str = "question"    # for an enquiry: where it began
    form: str = "enquiry"

    @property
    def name(self):
        return self.answers["contact.names"]

    @property
    def record_type(self):
        return {"network": "Organisation"}.get(self.form, self.form.capitalize())


def table(path):
    """Rows of a tab-separated file of tests/data."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def dates_of(catalogue, today=None):
    """Sessions with names whose first day is still to come, in the order of the catalogue's files."""
    today = today or datetime.date.today()
    kinds = dict(re.findall(r"^  ([\w/-]+):\n    kind: (\w+)", _text(catalogue, "courses.yaml"), re.M))
    found = []
    for entry in re.split(r"^(?=  [\w/-]+:$)", _text(catalogue, "sessions.yaml"), flags=re.M)[1:]:
        days = [datetime.date.fromisoformat(day) for day in re.findall(r"day: (\d{4}-\d\d-\d\d)", entry)]
        offer = re.search(r"^    offer: ([\w/-]+)$", entry, re.M).group(1)
        if days and min(days) > today and not re.search(r"^    open: true", entry, re.M) and offer in kinds:
            found.append(Date(entry.split(":")[0].strip(), offer, kinds[offer]))
    return found


def with_dates_to_come(catalogue, folder, today=None):
    """The catalogue, or where too few of its dates are to come a copy in `folder` whose dates are as many weeks later
    as it takes; and how many weeks that is."""
    today = today or datetime.date.today()
    if len(dates_of(catalogue, today)) >= DATES_ENOUGH:
        return Path(catalogue), 0
    text = _text(catalogue, "sessions.yaml")
    first = min(datetime.date.fromisoformat(day) for day in re.findall(r"day: (\d{4}-\d\d-\d\d)", text))
    weeks = -(-(today + datetime.timedelta(FIRST_DATE_AFTER_DAYS) - first).days // 7)

    def later(found):
        return f"day: {datetime.date.fromisoformat(found.group(1)) + datetime.timedelta(weeks=weeks)}"
    shutil.copytree(catalogue, folder, dirs_exist_ok=True)
    (Path(folder) / "sessions.yaml").write_text(re.sub(r"day: (\d{4}-\d\d-\d\d)", later, text), encoding="utf-8")
    return Path(folder), weeks


def _text(catalogue, name):
    return (Path(catalogue) / name).read_text(encoding="utf-8")


def visitors(data, catalogue, how_many=VISITORS):
    names, questions = {}, {}
    for language, name, _ in table(Path(data) / "people.tsv"):
        names.setdefault(language, []).append(name)
    for language, topics, question in table(Path(data) / "questions.tsv"):
        questions.setdefault(language, []).append((topics.split(","), question))
    dates, counts = dates_of(catalogue), dict.fromkeys(LANGUAGES, 0)
    if not dates:
        raise Missed(f"The catalogue {catalogue} has no date to register for that is still to come.")
    made = []
    for number in range(how_many):
        language = LANGUAGES[number % len(LANGUAGES)]
        nth, counts[language] = counts[language], counts[language] + 1
        made.append(_visitor(number, language, names[language][nth % len(names[language])],
                             questions[language][nth % len(questions[language])],
                             dates[number // 3 % len(dates)] if _form(number) == "registration" else None))
    return made


def _form(number):
    if number % NETWORK_EVERY == 0:
        return "network"
    return "registration" if number % 3 == 2 else "enquiry"


def _visitor(number, language, name, question, date):
    way = WAYS[number % len(WAYS)]
    answers = {"contact.names": name, "contact.reach": way, "contact.language": language}
    if way == "phone":
        answers["contact.phone"] = PHONE.format(number)
    elif way == "messenger":
        answers["contact.phone"] = MOBILE.format(number % 100)
    elif way == "email":
        answers["contact.email"] = f"visitor{number}@example.org"
    form = _form(number)
    if form == "network":
        answers["organisation.name"] = ORGANISATIONS[language].format(number)
        answers["organisation.legal_form"] = LEGAL_FORMS[number % len(LEGAL_FORMS)]
        answers["organisation.themes"] = list(THEMES[number % len(THEMES)])
        answers["organisation.about"] = ABOUT[language].format(number)
    elif date:
        answers["registration.seats"] = 1 + number % 3
        answers["contact.needs"] = list(NEEDS[number % len(NEEDS)])
        if number % 5 == 2:
            answers["registration.childcare"] = "2, 4 + 7" if language == "ar" else "2 (4, 7)"
    else:
        answers["enquiry.topics"], answers["enquiry.text"] = question
        if number % PASSES_BY_EVERY:
            answers["enquiry.on_behalf"] = ON_BEHALF[number % len(ON_BEHALF)]
    consents = {"registration" if date else "answer": "given", "invite": "given" if number % 2 else "refused"}
    more = {"enquiry": "refer", "network": "publish"}.get(form)
    if more:
        consents[more] = "given" if number % 5 == 0 else "refused"
    tile = "network" if form == "network" else "advice" if number % 4 == 1 else "question"
    return Visitor(number, language, answers, consents, date, tile, form)
