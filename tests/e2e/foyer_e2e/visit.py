"""What one visitor does at a kiosk, touch by touch, and what the kiosk answered with."""
import re
import time
from dataclasses import dataclass

from .driver import POLL_S, SHOW_S
from .processes import Missed

TEXT_KEYS = ("enquiry.text", "contact.names", "contact.phone", "contact.email", "registration.childcare",
             "organisation.name", "organisation.about")
ONE_OF_KEYS = ("enquiry.on_behalf", "contact.reach", "contact.language", "organisation.legal_form")
SEVERAL_OF_KEYS = ("enquiry.topics", "contact.needs", "organisation.themes")
COUNT_KEYS = ("registration.seats",)
STEPS_MAX = 20  # forms have below ten questions
QUESTION = re.compile(r"(?:field|option)-([a-z_]+\.[a-z_]+)")
TOUCHES_MAX = 3
CHOSEN_S = 3  # after a touch; a row that has not changed by then was not reached
STANDS_S = 0.5  # a page that is still being built may show one of its questions before the other


@dataclass(frozen=True)
class Receipt:
    """What a visitor goes home with."""
    visitor: object
    code: str  # as the slip shows it
    kiosk: str


class Album:
    """Pictures of the pages, for the first visitor of each language and form; None: no pictures."""

    def __init__(self, folder, kiosk, prefix):
        self.folder, self.kiosk, self.prefix = folder, kiosk, prefix
        self.taken = set()

    def take(self, page):
        if page not in self.taken:
            self.taken.add(page)
            self.kiosk.shot(self.folder / f"{self.prefix}-{page}.png")


class NoAlbum:
    def take(self, page):
        pass


class Visit:
    def __init__(self, kiosk, visitor, album=NoAlbum()):
        self.kiosk, self.visitor, self.album = kiosk, visitor, album

    def run(self):
        self._choose_language()
        self._open_form()
        self._answer_questions()
        self._answer_purposes()
        self.kiosk.first_of(["answer-contact.names"])
        self.album.take("review")
        self.kiosk.tap("primary")
        self.kiosk.first_of(["slip-code"])
        self.album.take("saved")
        code = self.kiosk.read("slip-code", "code")
        self.kiosk.tap("primary")
        self.kiosk.first_of(["language-" + self.visitor.language])
        return Receipt(self.visitor, code, self.kiosk.name)

    def _choose_language(self):
        self.kiosk.first_of(["language-" + self.visitor.language])
        self.album.take("attract")
        self.kiosk.tap("language-" + self.visitor.language)
        self.kiosk.first_of(["tile-question"])
        self.album.take("home")

    def _open_form(self):
        date = self.visitor.date
        if date:
            self.kiosk.tap("tile-" + date.kind)
            self.kiosk.first_of(["offer-" + date.offer])
            self.album.take("offers")
            self.kiosk.tap("offer-" + date.offer)
            self.kiosk.first_of(["session-" + date.session])
            self.album.take("course")
            self.kiosk.tap("session-" + date.session)
            return
        self.kiosk.tap("tile-" + self.visitor.tile)
        if self.visitor.tile == "network":
            self.kiosk.first_of(["offer-network"])
            self.kiosk.tap("offer-network")
        if self.visitor.tile in ("advice", "network"):
            self.kiosk.first_of(["primary"])
            self.album.take("offer")
            self.kiosk.tap("primary")

    def _answer_questions(self):
        """Each step as it comes, until the purposes; what this visitor has no answer to is passed by."""
        purposes = ["consent-" + next(iter(self.visitor.consents)) + "-yes"]
        targets = {target_of(key, answer): key for key, answer in self.visitor.answers.items()}
        if self.visitor.date:
            targets.setdefault("field-registration.childcare", "registration.childcare")
        passed = set()
        for _ in range(STEPS_MAX):
            shown = self._next([*targets, *purposes], passed)
            if shown is None:
                self.kiosk.tap("primary")
                continue
            if shown in purposes:
                missed = set(targets.values()) & set(self.visitor.answers)
                if missed:
                    raise Missed(f"{self.kiosk.name} did not ask for {', '.join(sorted(missed))}.")
                return
            key = targets[shown]
            passed.add(key)
            targets = {target: other for target, other in targets.items() if other != key}
            self._answer(key)
            self.album.take(key.replace(".", "-").replace("_", "-"))
            self.kiosk.tap("primary")
        raise Missed(f"{self.kiosk.name} asks more than {STEPS_MAX} questions.")

    def _next(self, expected, passed):
        """The first of these that is shown; None where a question is asked that this visitor does not know of, such as
        one that is newer than this file."""
        end, since = time.monotonic() + SHOW_S, None
        while time.monotonic() < end:
            names = self.kiosk.ask("names")["names"]
            for name in expected:
                if name in names:
                    return name
            asked = {found.group(1) for found in map(QUESTION.match, names) if found} - passed
            since = (since or time.monotonic()) if asked else None
            if since and time.monotonic() - since > STANDS_S:
                passed |= asked
                return None
            time.sleep(POLL_S)
        return self.kiosk.first_of(expected)

    def _answer(self, key):
        answer = self.visitor.answers.get(key)
        if not answer:
            return
        if key in TEXT_KEYS:
            self.kiosk.type("field-" + key, answer)
        elif key in COUNT_KEYS:
            for _ in range(answer - 1):
                self.kiosk.tap(f"field-{key}-more")
        else:
            for option in [answer] if key in ONE_OF_KEYS else answer:
                name = f"option-{key}-{option}"
                if not self.kiosk.read(name, "chosen"):  # the language of the visit stands there already
                    self._choose(name)

    def _choose(self, name):
        """As people do: who sees nothing happen touches again. What needs it is said."""
        for attempt in range(TOUCHES_MAX):
            self.kiosk.tap(name)
            end = time.monotonic() + CHOSEN_S
            while time.monotonic() < end:
                if self.kiosk.read(name, "chosen"):
                    return
                time.sleep(POLL_S)
            print(f"{self.kiosk.name}: touch {attempt + 1} of {name} had no effect", flush=True)
        raise Missed(f"{self.kiosk.name}: {name} cannot be chosen.")

    def _answer_purposes(self):
        for purpose, answer in self.visitor.consents.items():
            self.kiosk.tap(f"consent-{purpose}-{'yes' if answer == 'given' else 'no'}")
        self.album.take("consent")
        self.kiosk.tap("primary")


def target_of(key, answer):
    """Something that can be touched only while this question is asked."""
    if key in TEXT_KEYS:
        return "field-" + key
    if key in COUNT_KEYS:
        return f"field-{key}-more"
    options = [answer] if key in ONE_OF_KEYS else list(answer) or ["interpreter"]
    return f"option-{key}-{options[0]}"


def change_phone(kiosk, language, code, phone, album=NoAlbum()):
    """Comes back with a slip and leaves another phone number."""
    kiosk.first_of(["language-" + language])
    kiosk.tap("language-" + language)
    kiosk.first_of(["tile-slip"])
    kiosk.tap("tile-slip")
    kiosk.first_of(["code-0"])
    for character in code.replace("-", "").replace(" ", ""):
        kiosk.tap("code-" + character)
    album.take("slip")
    kiosk.tap("primary")
    kiosk.first_of(["slip-do-change"])
    album.take("slip-stand")
    kiosk.tap("slip-do-change")
    kiosk.tap(kiosk.first_of(["channel-contact.phone"]))
    kiosk.type("channel-value", phone)
    album.take("slip-change")
    kiosk.tap("primary")
    kiosk.first_of(["primary"])
    album.take("slip-done")
    kiosk.tap("primary")
    kiosk.first_of(["language-" + language])
