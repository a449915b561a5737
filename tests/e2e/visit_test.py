#!/usr/bin/env python3
"""A visitor's hands at a kiosk that is a list of pages: forms may grow by questions that no visitor of ours knows."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from foyer_e2e.processes import Missed  # noqa: E402
from foyer_e2e.visit import Visit  # noqa: E402
from foyer_e2e.visitors import Visitor  # noqa: E402

ANSWERS = {"contact.names": "Amira", "enquiry.text": "Wo?"}
VISITOR = Visitor(1, "de", ANSWERS, {"answer": "given"})


class PagedKiosk:
    name = "paper kiosk"

    def __init__(self, *pages):
        self.pages, self.typed = [*map(list, pages), ["consent-answer-yes", "primary"]], []

    def ask(self, op, **_):
        return {"names": self.pages[0]} if op == "names" else {}

    def first_of(self, names, *_):
        raise Missed(f"none of {names}")

    def tap(self, name):
        assert name in self.pages[0], name
        if name == "primary":
            self.pages.pop(0)

    def type(self, name, _):
        assert name in self.pages[0], name
        self.typed.append(name)

    def shot(self, _):
        pass


def answer(*pages):
    kiosk = PagedKiosk(*([*page, "primary"] for page in pages))
    Visit(kiosk, VISITOR)._answer_questions()
    return kiosk.typed


class VisitTest(unittest.TestCase):
    def test_every_question_is_answered_in_the_order_of_the_form(self):
        self.assertEqual(answer(["field-enquiry.text"], ["field-contact.names"]), ["field-enquiry.text", "field-contact.names"])

    def test_a_question_that_is_newer_is_passed_by_alone_or_beside_others(self):
        alone = answer(["field-enquiry.text"], ["field-enquiry.best_time"], ["option-enquiry.how-by-day"], ["field-contact.names"])
        beside = answer(["field-enquiry.best_time", "field-enquiry.text"], ["field-contact.names"])
        self.assertEqual(alone, beside)

    def test_a_question_that_was_not_asked_is_missed(self):
        with self.assertRaisesRegex(Missed, "did not ask for contact.names"):
            answer(["field-enquiry.text"])


if __name__ == "__main__":
    unittest.main()
