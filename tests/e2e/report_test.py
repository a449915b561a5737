#!/usr/bin/env python3
"""The count of what visitors were promised against what staff see, with staff's answers on paper: each way to go wrong
must end a run."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from foyer_e2e.processes import Missed  # noqa: E402
from foyer_e2e.report import count  # noqa: E402
from foyer_e2e.staff_api import Seen  # noqa: E402
from foyer_e2e.visit import Receipt  # noqa: E402
from foyer_e2e.visitors import Visitor  # noqa: E402

CONSENTS = {"answer": "given", "invite": "refused"}


def fields(**values):
    return [{"name": name, "values": [value]} for name, value in values.items()]


class PaperStaff:
    """Staff's side of the API over a list of enquiries; `slips` leads from a code to ids."""

    def __init__(self):
        self.seen, self.slips = {}, {}

    def keep(self, name, text, code=None):
        """An enquiry as GetRecord answers with it; its id."""
        record_id = f"id-{len(self.seen)}"
        consents = [{"type": "Consent", "recordId": f"{record_id}-{purpose}",
                     "fields": fields(purpose=purpose, state=f"CONSENT_STATE_{state.upper()}")}
                    for purpose, state in CONSENTS.items()]
        self.seen[record_id] = {"record": {"recordId": record_id, "type": "Enquiry", "fields": fields(text=text)},
                                "related": [{"recordId": f"{record_id}-contact", "type": "Contact",
                                             "fields": fields(names=name)}, *consents]}
        self.slips.setdefault(code, []).append(record_id)
        return record_id

    def inbox(self):
        return [{"recordId": record_id} for record_id in self.seen]

    def record(self, record_id):
        return Seen(self.seen[record_id])

    def call(self, method, code):
        assert method == "FindBySlip", method
        return {"recordIds": self.slips[code]} if code in self.slips else {}


class ReportTest(unittest.TestCase):
    def setUp(self):
        self.staff = PaperStaff()
        self.receipts = [self.promise(1, "Amira"), self.promise(2, "Bilal")]

    def promise(self, number, name):
        answers = {"contact.names": name, "enquiry.text": f"text of {name}"}
        return Receipt(Visitor(number, "de", answers, CONSENTS), f"code-{number}", "paper kiosk")

    def store(self, receipt):
        answers = receipt.visitor.answers
        return self.staff.keep(answers["contact.names"], answers["enquiry.text"], receipt.code)

    def store_all(self):
        return [self.store(receipt) for receipt in self.receipts]

    def counted(self, known=()):
        result = count(self.receipts, self.staff, set(known))
        result.check()
        return result.lines()

    def test_each_visit_stored_once_passes(self):
        self.store_all()
        self.assertEqual(self.counted(), ["confirmed at kiosks: 2", "stored at server: 2", "lost: 0", "twice: 0"])

    def test_a_name_in_another_composition_of_its_letters_is_the_same_name(self):
        self.receipts = [self.promise(1, "Zoe\u0308")]
        self.staff.keep("Zo\u00eb", "text of Zoe\u0308", "code-1")
        self.assertIn("lost: 0", self.counted())

    def test_records_from_before_this_run_are_not_counted(self):
        old = self.staff.keep("Chiara", "from yesterday")
        self.store_all()
        self.assertIn("stored at server: 2", self.counted([old]))

    def test_a_lost_visit_fails_and_names_the_visitor(self):
        self.store(self.receipts[0])
        with self.assertRaisesRegex(Missed, r"1 confirmed visits are lost; visitors 2 \(paper kiosk\)"):
            self.counted()

    def test_a_visit_stored_twice_fails_and_names_the_visitor(self):
        self.store_all()
        self.store(self.receipts[0])
        with self.assertRaisesRegex(Missed, r"1 confirmed visits are stored twice; visitors 1 \(paper kiosk\)"):
            self.counted()

    def test_a_lost_and_a_doubled_visit_do_not_even_out(self):
        self.store(self.receipts[0])
        self.store(self.receipts[0])
        with self.assertRaisesRegex(Missed, "lost"):
            self.counted()

    def test_a_record_that_no_visitor_left_fails(self):
        self.store_all()
        stranger = self.staff.keep("Chiara", "who is she")
        with self.assertRaisesRegex(Missed, f"no visitor left, such as {stranger}"):
            self.counted()

    def test_an_answer_that_changed_on_its_way_fails(self):
        self.store(self.receipts[0])
        self.staff.keep("Bilal", "another text", "code-2")
        with self.assertRaisesRegex(Missed, "Visitor 2 .* enquiry.text"):
            self.counted()

    def test_a_consent_that_changed_on_its_way_fails(self):
        ids = self.store_all()
        self.staff.seen[ids[1]]["related"][1]["fields"] = fields(purpose="answer", state="CONSENT_STATE_REFUSED")
        with self.assertRaisesRegex(Missed, "Visitor 2 .* purposes"):
            self.counted()

    def test_a_slip_that_leads_elsewhere_fails(self):
        self.store_all()
        self.staff.slips["code-1"] = self.staff.slips["code-2"]
        with self.assertRaisesRegex(Missed, "slip of visitor 1"):
            self.counted()

    def test_two_visitors_with_one_code_fail(self):
        self.receipts.append(Receipt(self.promise(3, "Chiara").visitor, "code-1", "paper kiosk"))
        with self.assertRaisesRegex(Missed, "same slip code"):
            self.counted()


if __name__ == "__main__":
    unittest.main()
