#!/usr/bin/env python3
"""How long the dates of the delivered catalogue last, and that `--headless` has visitors register after that, too."""
import datetime
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/e2e"))
from foyer_e2e.processes import Missed  # noqa: E402
from foyer_e2e.visitors import DATES_ENOUGH, dates_of, visitors, with_dates_to_come  # noqa: E402

CATALOGUE = ROOT / "deploy/catalogues/pankow"
YEARS = 10


class DatesTest(unittest.TestCase):
    def test_says_on_how_many_more_days_somebody_can_register(self):
        # A figure and no failure: the day on which this would fail is nobody's mistake.
        today, days = datetime.date.today(), 0
        while days < YEARS * 366 and dates_of(CATALOGUE, today + datetime.timedelta(days)):
            days += 1
        print(f"days until the last date of {CATALOGUE.name} to register for: {days}", flush=True)
        if days == 0:
            print(f"warning: every date of {CATALOGUE} is over; write new ones into sessions.yaml", flush=True)

    def test_visitors_register_on_any_day_of_the_next_years(self):
        for days in range(0, YEARS * 366, 97):
            today = datetime.date.today() + datetime.timedelta(days)
            with tempfile.TemporaryDirectory() as folder:
                catalogue, _ = with_dates_to_come(CATALOGUE, Path(folder, "catalogue"), today)
                self.assertGreaterEqual(len(dates_of(catalogue, today)), DATES_ENOUGH, today)

    def test_without_a_date_no_crowd_comes_and_the_reason_is_said(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("courses.yaml", "sessions.yaml"):
                Path(folder, name).write_text("", encoding="utf-8")
            with self.assertRaisesRegex(Missed, "no date to register for"):
                visitors(ROOT / "tests/data", folder)

    def test_every_form_and_every_language_of_it_has_visitors(self):
        crowd = visitors(ROOT / "tests/data", CATALOGUE) if dates_of(CATALOGUE) else []
        met = {(one.form, one.language) for one in crowd}
        for form in ("enquiry", "registration", "network") if crowd else ():
            self.assertEqual({language for other, language in met if other == form}, {"de", "en", "es", "ar"}, form)


if __name__ == "__main__":
    unittest.main()
