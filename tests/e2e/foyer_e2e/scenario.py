"""The main job, end to end: two kiosks without a line, a hundred visitors, the line comes back.

Order: the kiosks are given the catalogue; the line goes; visitors come; the line is back, slow, and in the
middle of the sync server and one kiosk are killed; all arrives once; a phone number is changed on both sides
of a cut line; the case is decided; rebuild gives the same digest. Ends with Missed at the first broken promise."""
import collections
import concurrent.futures
import contextlib
import json
import os
import secrets
import shutil
import time
from pathlib import Path

from .conflict import PhoneConflict
from .driver import Kiosk
from .installation import ROOT, Installation
from .line import Line
from .processes import Missed, Server, free_port, run, tail, wait_until
from .report import count
from .staff_api import StaffApi
from .visit import Album, NoAlbum, Visit
from .visitors import VISITORS, visitors, with_dates_to_come

KIOSKS = 2
CATALOGUE_S = 60
ARRIVES_S = 150  # after kills each kiosk waits up to a minute before it tries again
# Slow enough that the kills come before a hundred sealed visits are through, fast enough for TLS to begin.
SLOW_BYTES_PER_S = 24_000
FIRST_BYTES = 12_000  # more than the hellos of two kiosks: entries are on the way
ACCOUNT = "scenario-account.json"
STORED = "scenario-stored.txt"  # what the inbox held when the last run on this data ended well


class Scenario:
    def __init__(self, build, data, sync_port, http_port, closing, how_many=VISITORS):
        self.installation = Installation(build, data, sync_port)
        self.build, self.data, self.http_port = Path(build).resolve(), Path(data).resolve(), http_port
        self.closing, self.how_many = closing, how_many
        self.shots = self.data / "screenshots"
        inner_port = free_port()
        self.line = Line(sync_port, inner_port)
        self.server = Server(self.build, self.installation.server, inner_port, http_port, self.installation.log)
        self.kiosks = [Kiosk(f"kiosk {n}", self.build, self.installation.kiosk(n), self.data / f"kiosk-{n}.log")
                       for n in range(1, KIOSKS + 1)]
        for one in (self.server, self.line, *self.kiosks):
            closing.callback(one.close)
        self.started = time.monotonic()

    def say(self, words):
        print(f"  {time.monotonic() - self.started:5.0f} s  {words}", flush=True)

    def run(self):
        self.installation.prepare(KIOSKS)
        self._bring_dates()
        shutil.rmtree(self.shots, ignore_errors=True)
        self.shots.mkdir(parents=True)
        staff, known = self._open()
        self._cut_line()
        receipts = self._visits()
        self._sync_with_kills(staff, len(known) + len(receipts))
        result = count(receipts, staff, known)
        result.check()
        opened, resolved = self._conflict(staff, receipts)
        again = count([one for one in receipts if one is not self.changed], staff, known | {self.changed_row})
        again.check()
        self._keep_stored(staff)
        self._same_after_rebuild()
        pictures = len(list(self.shots.glob("**/*.png")))
        print(*result.lines(), f"records of earlier runs: {len(known)}",
              f"conflicts: {opened} opened, {resolved} resolved", sep="\n")
        print(f"screenshots: {pictures} in {self.shots}")

    def _bring_dates(self):
        """The delivered dates run out one day; then the same ones later, so that visitors still register."""
        catalogue, weeks = with_dates_to_come(self.installation.catalogue, self.data / "catalogue")
        if weeks:
            self.installation.catalogue = catalogue
            self.installation.command("admin", "load-catalogue", str(catalogue))
            self.say(f"most dates of the catalogue are over; they were moved by {weeks} weeks")

    def _open(self):
        """Server, kiosks and staff at work; what the inbox holds already."""
        self.server.start()
        self.line.mend()
        for kiosk in self.kiosks:
            kiosk.start()
        staff = StaffApi(self.http_port, self.installation.authority)
        staff.enter(self._first_run_code, **self._account())
        for kiosk in self.kiosks:
            kiosk.first_of(["language-de"], CATALOGUE_S)
        self.say("server and two kiosks are at work, the kiosks have the catalogue")
        wait_until("What earlier runs left arrives", ARRIVES_S, lambda: self._unsent() == 0, 0.5)
        known = {row["recordId"] for row in staff.inbox()}
        self._check_earlier(known)
        return staff, known

    def _check_earlier(self, known):
        """A run goes on with the data that is there."""
        stored = self.data / STORED
        missing = set(stored.read_text().split()) - known if stored.exists() else ()
        if missing:
            raise Missed(f"{len(missing)} records of earlier runs are not there any more.")

    def _keep_stored(self, staff):
        (self.data / STORED).write_text("\n".join(row["recordId"] for row in staff.inbox()))

    def _unsent(self):
        return sum(kiosk.status()["unsent"] for kiosk in self.kiosks)

    def _first_run_code(self):
        return self.installation.command("admin", "first-run-code").split()[-1]

    def _account(self):
        """The scenario's own account, kept for the next run on this data."""
        path = self.data / ACCOUNT
        if not path.exists():
            account = {"name": "Scenario", "password": secrets.token_urlsafe(18)}
            path.touch(mode=0o600)
            path.write_text(json.dumps(account))
        return json.loads(path.read_text())

    def _cut_line(self):
        self.line.cut()
        self.server.end()
        for kiosk in self.kiosks:
            wait_until(f"{kiosk.name} notices that the line is gone", ARRIVES_S, lambda: not kiosk.status()["online"])
        self.say("the line is cut, the server is off")

    def _visits(self):
        crowd = visitors(ROOT / "tests/data", self.installation.catalogue, self.how_many)
        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(KIOSKS) as pool:
            half = len(crowd) // KIOSKS
            queues = [pool.submit(self._queue, kiosk, crowd[n * half:(n + 1) * half]) for n, kiosk in enumerate(self.kiosks)]
            receipts = [receipt for queue in queues for receipt in queue.result()]
        unsent = self._unsent()
        if unsent != len(crowd):
            raise Missed(f"The kiosks hold {unsent} unsent visits instead of {len(crowd)}.")
        forms = collections.Counter(one.visitor.form for one in receipts)
        for form in ("enquiry", "registration", "network"):
            if not forms[form]:
                raise Missed(f"No visitor filled in the form '{form}'; the run would show less than it says.")
        self.say(f"{len(receipts)} visitors were served without a line in {time.monotonic() - began:.0f} s: "
                 + ", ".join(f"{number} {form}" for form, number in sorted(forms.items())))
        return receipts

    def _queue(self, kiosk, crowd):
        pictured, receipts = set(), []
        for visitor in crowd:
            subject = f"{visitor.language}-{visitor.form}"
            album = NoAlbum() if subject in pictured else Album(self.shots, kiosk, f"{kiosk.name[-1]}-{subject}")
            pictured.add(subject)
            try:
                receipts.append(Visit(kiosk, visitor, album).run())
            except Missed as missed:
                kiosk.last_look(self.data / f"failed-{kiosk.name[-1]}.png")
                raise Missed(f"Visitor {visitor.number} ({subject}): {missed}") from missed
        return receipts

    def _sync_with_kills(self, staff, total):
        """The line is back; SIGKILL for the server, then for a kiosk, in the middle of the sync."""
        self.line.bytes_per_second = SLOW_BYTES_PER_S
        self.server.start()
        self.line.mend()
        before = staff.inbox_total()
        arrived = wait_until("The first visits arrive", ARRIVES_S, lambda: max(0, staff.inbox_total() - before), 0.02)
        self.server.kill()
        self._say_killed("the server", total - before - arrived)
        self.server.start()
        sending = self._kiosk_that_sends()
        sending.kill()
        self._say_killed(sending.name, total - staff.inbox_total())
        sending.start()
        self.line.bytes_per_second = 0
        wait_until("Everything arrives", ARRIVES_S, lambda: staff.inbox_total() >= total and self._unsent() == 0, 0.5)
        self.say("the line is back and everything has arrived")

    def _kiosk_that_sends(self):
        from_byte = self.line.bytes_up
        wait_until("A kiosk sends again", ARRIVES_S, lambda: self.line.bytes_up > from_byte + FIRST_BYTES, 0.02)
        return max(self.kiosks, key=lambda kiosk: kiosk.status()["unsent"])

    def _say_killed(self, name, missing):
        if missing <= 0:
            raise Missed(f"{name} was to be killed in the middle of the sync, but everything had arrived.")
        self.say(f"{name} was killed with {missing} visits still to come, and started again")

    def _conflict(self, staff, receipts):
        self.line.cut()
        for kiosk in self.kiosks:
            wait_until(f"{kiosk.name} notices that the line is gone", ARRIVES_S, lambda: not kiosk.status()["online"])
        self.changed = next(one for one in receipts if one.kiosk == self.kiosks[0].name
                            and one.visitor.answers["contact.reach"] == "phone" and one.visitor.form == "enquiry")
        conflict = PhoneConflict(staff, self.changed)
        inbox = {row["recordId"] for row in staff.inbox()}
        self.changed_row = next(one for one in staff.call("FindBySlip", code=self.changed.code)["recordIds"] if one in inbox)
        conflict.change_at_centre()
        conflict.change_at(self.kiosks[1], Album(self.shots, self.kiosks[1], "2-" + self.changed.visitor.language))
        self.line.mend()
        case = conflict.wait_for_case()
        self.say("the same phone number was changed on both sides: a case is open")
        self._console_pictures()
        conflict.resolve(case)
        self.say("staff have decided it")
        return 1, 1

    def _console_pictures(self):
        account = self._account()
        environment = {"FOYER_CONSOLE_URL": f"https://localhost:{self.http_port}/", "FOYER_STAFF_NAME": account["name"],
                       "FOYER_STAFF_PASSWORD": account["password"], "FOYER_SHOTS": str(self.shots), "FOYER_LOOK_ONLY": "1"}
        said = run([ROOT / "tests/console/live"], self.data / "console.log", 180, environment)
        if "conflicts found: 1" not in said:
            raise Missed("The console does not show the open conflict to staff.")

    def _same_after_rebuild(self):
        for one in (*self.kiosks, self.line, self.server):
            one.close()
        before = self.installation.command("digest")
        self.installation.command("rebuild")
        if self.installation.command("digest") != before:
            raise Missed("foyer-server rebuild gave another digest than the running server had.")
        self.say("rebuilding everything from the log gives the same digest")


def main(build, data):
    try:
        ports = [int(os.environ[name]) for name in ("FOYER_SYNC_PORT", "FOYER_HTTP_PORT")]
        how_many = int(os.environ.get("FOYER_VISITORS", VISITORS))
    except (KeyError, ValueError):
        print("headless: FOYER_SYNC_PORT and FOYER_HTTP_PORT must name two free ports, FOYER_VISITORS a number if it is set.")
        return 2
    with contextlib.ExitStack() as closing:
        try:
            Scenario(build, data, *ports, closing, how_many).run()
        except Missed as missed:
            closing.close()
            print(f"headless: {missed}")
            for log in sorted(Path(data).glob("*.log")):
                print(f"--- the end of {log}", tail(log), sep="\n")
            return 1
    return 0
