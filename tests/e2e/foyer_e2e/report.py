"""Counts, independently of both programs' own counters, what visitors were promised and what staff can see.

Confirmed is what stood on the saved pages. Stored is what the staff API shows with the very values that
were typed. A record is recognised by the visitor's name, and then every answer must be there."""
import unicodedata
from dataclasses import dataclass, field

from .processes import Missed


@dataclass
class Count:
    confirmed: int = 0
    stored: int = 0
    lost: list = field(default_factory=list)   # receipts that lead to no record
    twice: list = field(default_factory=list)  # receipts that lead to more than one

    def lines(self):
        return [f"confirmed at kiosks: {self.confirmed}", f"stored at server: {self.stored}",
                f"lost: {len(self.lost)}", f"twice: {len(self.twice)}"]

    def check(self):
        for word, receipts in (("lost", self.lost), ("stored twice", self.twice)):
            if receipts:
                numbers = ", ".join(f"{one.visitor.number} ({one.kiosk})" for one in receipts[:10])
                raise Missed(f"{len(receipts)} confirmed visits are {word}; visitors {numbers}.")
        if self.stored != self.confirmed:
            raise Missed(f"The server shows {self.stored} new records for {self.confirmed} confirmed visits.")


def count(receipts, staff, known):
    """`known`: ids of inbox rows from before this run."""
    if len({receipt.code for receipt in receipts}) != len(receipts):
        raise Missed("Two visitors were given the same slip code.")
    seen = [staff.record(row["recordId"]) for row in staff.inbox() if row["recordId"] not in known]
    result = Count(confirmed=len(receipts))
    explained = set()
    for receipt in receipts:
        found = [one for one in seen if _name(one) == _composed(receipt.visitor.name)]
        by_slip = set(staff.call("FindBySlip", code=receipt.code).get("recordIds", []))
        for one in found:
            _check_answers(one, receipt)
            if one.record_id not in by_slip:
                raise Missed(f"The slip of visitor {receipt.visitor.number} does not lead to the visitor's record.")
        explained |= {one.record_id for one in found}
        result.stored += len(found)
        if not found:
            result.lost.append(receipt)
        elif len(found) > 1:
            result.twice.append(receipt)
    strangers = [one.record_id for one in seen if one.record_id not in explained]
    if strangers:
        raise Missed(f"The server shows {len(strangers)} new records that no visitor left, such as {strangers[0]}.")
    return result


def _name(seen):
    return _composed("".join(seen.values("Contact", "names")))


def _composed(text):
    return unicodedata.normalize("NFC", text)


def _check_answers(seen, receipt):
    """Every answer the visitor typed or touched is in the record, and no other."""
    visitor = receipt.visitor
    for key, answer in visitor.answers.items():
        record_type, name = key.split(".")
        expected = [str(one) for one in answer] if isinstance(answer, list) else [str(answer)]
        actual = seen.values(record_type.capitalize(), name)
        if sorted(map(_composed, actual)) != sorted(map(_composed, expected)):
            raise Missed(f"Visitor {visitor.number} at {receipt.kiosk} left something else in {key} than the server "
                         f"shows ({len(expected)} values, {len(actual)} values).")
    if visitor.form == "network":
        _check_affiliation(seen, receipt)
    if visitor.date and seen.values("Registration", "session") != [visitor.date.session]:
        raise Missed(f"Visitor {visitor.number} at {receipt.kiosk} registered for another session.")
    consents = {"".join(_values(one, "purpose")): "".join(_values(one, "state")).removeprefix("CONSENT_STATE_").lower()
                for one in seen.of_type("Consent")}
    if consents != visitor.consents:
        raise Missed(f"Visitor {visitor.number} at {receipt.kiosk} answered the purposes with {visitor.consents}, "
                     f"the server shows {consents}.")


def _check_affiliation(seen, receipt):
    """Who the visitor is in the organisation crossed the wire with it."""
    organisation, contact = seen.one("Organisation"), seen.one("Contact")
    said = seen.one("Affiliation")
    if (_values(said, "contact"), _values(said, "organisation")) != ([contact["recordId"]], [organisation["recordId"]]):
        raise Missed(f"Visitor {receipt.visitor.number} at {receipt.kiosk} is not tied to the organisation that they named.")


def _values(record, name):
    return next((one.get("values", []) for one in record.get("fields", []) if one["name"] == name), [])
