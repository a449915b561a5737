"""The staff API as a script of staff uses it: the Connect protocol, JSON over HTTPS, the session's cookie.

The server's certificate is checked against its own authority, which enrolment handed out to the kiosks."""
import http.client
import json
import ssl

from .processes import Missed

CALL_S = 30
PAGE_SIZE = 200


class Refusal(Missed):
    """An answer that is an error; `code` is Connect's name for it."""

    def __init__(self, method, status, code, message):
        super().__init__(f"{method} was refused with {status} {code}: {message}")
        self.status, self.code = status, code


class StaffApi:
    def __init__(self, port, authority):
        self.port, self._cookie = port, None
        self._tls = ssl.create_default_context(cafile=str(authority))

    def call(self, method, **fields):
        """One call; the fields are the request's in camelCase. A new connection each: servers are killed here."""
        headers = {"Content-Type": "application/json", "Connect-Protocol-Version": "1"}
        if self._cookie:
            headers["Cookie"] = self._cookie
        connection = http.client.HTTPSConnection("localhost", self.port, timeout=CALL_S, context=self._tls)
        try:
            connection.request("POST", f"/foyer.staff.v1.StaffService/{method}", json.dumps(fields).encode(), headers)
            answer = connection.getresponse()
            body = answer.read()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self._cookie = cookie.split(";", 1)[0]
        except OSError as error:
            raise Missed(f"{method} did not reach the server: {error}.") from error
        finally:
            connection.close()
        return self._read(method, answer.status, body)

    @staticmethod
    def _read(method, status, body):
        try:
            fields = json.loads(body)
        except ValueError:
            raise Missed(f"{method} was answered with {status} and no JSON: {body[:80]!r}.") from None
        if status != 200:
            raise Refusal(method, status, fields.get("code", ""), fields.get("message", ""))
        return fields

    def enter(self, first_run_code, name, password):
        """The first account by the first-run code, or a login with it."""
        if self.call("GetStatus").get("firstAccountNeeded"):
            return self.call("CreateFirstAccount", code=first_run_code(), name=name, password=password)
        return self.call("LogIn", name=name, password=password)

    def _pages(self, method, list_name, **fields):
        token = ""
        while True:
            page = self.call(method, pageSize=PAGE_SIZE, pageToken=token, **fields)
            yield from page.get(list_name, [])
            token = page.get("nextPageToken", "")
            if not token:
                return

    def inbox(self, **filters):
        """All rows, page by page."""
        return list(self._pages("ListInbox", "rows", **filters))

    def inbox_total(self):
        return self.call("ListInbox", pageSize=1).get("total", 0)

    def cases(self, **filters):
        return list(self._pages("ListCases", "cases", **filters))

    def record(self, record_id):
        """The record with those that belong to it."""
        return Seen(self.call("GetRecord", recordId=record_id))


class Seen:
    """What GetRecord answered."""

    def __init__(self, answer):
        self.answer = answer
        self.record = answer["record"]
        self.related = answer.get("related", [])

    @property
    def record_id(self):
        return self.record["recordId"]

    def of_type(self, record_type):
        return [one for one in [self.record, *self.related] if one["type"] == record_type]

    def one(self, record_type):
        found = self.of_type(record_type)
        if len(found) != 1:
            raise Missed(f"Record {self.record_id} has {len(found)} records of type {record_type} with it instead of 1.")
        return found[0]

    def values(self, record_type, field):
        return values_of(self.one(record_type), field)


def field_of(record, name):
    return next((field for field in record.get("fields", []) if field["name"] == name), {})


def values_of(record, name):
    return field_of(record, name).get("values", [])


def dots_of(field):
    return [version["dot"] for version in field.get("versions", [])]
