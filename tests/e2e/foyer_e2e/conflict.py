"""One phone number, changed twice without either side knowing of the other: the visitor with the slip at
the second kiosk, staff at the centre. It must become a case, and end by staff's decision."""
from .processes import Missed, wait_until
from .staff_api import dots_of, field_of
from .visit import change_phone

BY_VISITOR = "+49 30 23125 901"
BY_STAFF = "+49 30 23125 902"
ARRIVES_S = 120  # kiosks try again with growing pauses of at most a minute


class PhoneConflict:
    def __init__(self, staff, receipt):
        self.staff, self.receipt = staff, receipt
        row = staff.call("FindBySlip", code=receipt.code)["recordIds"]
        self.contact_id = next(one["recordId"] for record_id in row
                               for one in staff.record(record_id).of_type("Contact"))
        self.known = {case["caseId"] for case in self._cases()}

    def _cases(self, **filters):
        return self.staff.cases(kind="CASE_KIND_CONFLICT", **filters)

    def _phone(self):
        return field_of(self.staff.record(self.contact_id).record, "phone")

    def change_at_centre(self):
        seen = self._phone()
        answer = self.staff.call("EditRecord", recordId=self.contact_id,
                                 edits=[{"name": "phone", "values": [BY_STAFF], "seen": dots_of(seen)}])
        if answer.get("violations"):
            raise Missed(f"Staff could not change the phone number: {answer['violations'][0]['code']}.")

    def change_at(self, kiosk, album):
        change_phone(kiosk, self.receipt.visitor.language, self.receipt.code, BY_VISITOR, album)

    def wait_for_case(self):
        """The case that has been opened since; exactly one."""
        opened = wait_until("The conflict becomes a case", ARRIVES_S,
                            lambda: [case for case in self._cases() if case["caseId"] not in self.known], 0.5)
        if len(opened) != 1:
            raise Missed(f"{len(opened)} conflicts were opened instead of 1.")
        case = self.staff.call("GetCase", caseId=opened[0]["caseId"])
        values = sorted("".join(version.get("values", [])) for version in case["field"]["versions"])
        if values != sorted([BY_VISITOR, BY_STAFF]):
            raise Missed(f"The case shows {len(values)} versions, not the visitor's and the staff's number.")
        return case

    def resolve(self, case):
        case_id = case["summary"]["caseId"]
        self.staff.call("ResolveCase", caseId=case_id, values=[BY_VISITOR], seen=dots_of(case["field"]))
        phone = self._phone()
        if phone.get("values") != [BY_VISITOR] or phone.get("inConflict"):
            raise Missed("After the decision the record does not show the number that was chosen.")
        if case_id in {one["caseId"] for one in self._cases()}:
            raise Missed("The decided conflict is still listed as open.")
        if not self.staff.call("GetCase", caseId=case_id)["summary"].get("closedMs", "0").strip("0"):
            raise Missed("The decided conflict has no time of closing.")
