#include "tests/sim/people.h"

#include <algorithm>

namespace foyer::sim {

namespace {

constexpr char kWithdrawn[] = "CONSENT_STATE_WITHDRAWN";

const schema::RecordType& typeNamed(const char* name) {
  const schema::RecordType* type = Rules::get().schema.typeNamed(name);
  FOYER_ASSERT(type != nullptr);
  return *type;
}

void put(record::RecordWrite& write, const char* field, const std::vector<std::string>& values,
         std::vector<record::Dot> seen = {}) {
  const schema::FieldRule* rule = Rules::get().schema.type(write.type)->fieldNamed(field);
  FOYER_ASSERT(rule != nullptr);
  auto wire = record::wireFromText(*rule, values);
  FOYER_ASSERT(wire.ok());
  write.fields.push_back({rule->number, std::move(*wire), std::move(seen)});
  std::sort(write.fields.begin(), write.fields.end(),
            [](const record::FieldWrite& a, const record::FieldWrite& b) { return a.field < b.field; });
}

record::RecordWrite newRecord(const char* type, Draw& draw) {
  record::RecordWrite write;
  write.type = typeNamed(type).number;
  write.recordId = newRandomId(draw.random());
  draw.next();
  return write;
}

std::string number(Draw& draw, int digits) {
  std::string text = std::to_string(draw.between(1, 9));
  while (static_cast<int>(text.size()) < digits) text += std::to_string(draw.below(10));
  return text;
}

std::string phone(Draw& draw) { return "+49 30 " + number(draw, 7); }

record::RecordWrite contact(Draw& draw, const std::string& site) {
  record::RecordWrite write = newRecord("Contact", draw);
  put(write, "names", {"Visitor " + number(draw, 4)});
  put(write, "phone", {phone(draw)});
  put(write, "language", {draw.oneOf<std::string>({"ar", "de", "en", "uk"})});
  put(write, "site", {site});
  put(write, "created_ms", {std::to_string(draw.between(1'700'000'000'000, 1'800'000'000'000))});
  return write;
}

record::RecordWrite enquiry(Draw& draw, const Id16& contact, const std::string& site) {
  record::RecordWrite write = newRecord("Enquiry", draw);
  put(write, "text", {"Question " + number(draw, 6)});
  put(write, "topics", draw.chance(0.5) ? std::vector<std::string>{"language"}
                                        : std::vector<std::string>{"language", "work"});
  put(write, "contact", {contact.uuid()});
  put(write, "site", {site});
  put(write, "status", {"REQUEST_STATUS_NEW"});
  return write;
}

record::RecordWrite registration(Draw& draw, const Id16& contact, const std::string& site) {
  record::RecordWrite write = newRecord("Registration", draw);
  put(write, "offer", {"course-a1"});
  put(write, "session", {"session-" + std::to_string(draw.between(1, 3))});
  put(write, "seats", {std::to_string(draw.between(1, 3))});
  put(write, "state", {"REGISTRATION_STATE_WAITING"});
  put(write, "contact", {contact.uuid()});
  put(write, "site", {site});
  return write;
}

record::RecordWrite consent(Draw& draw, const Id16& contact) {
  record::RecordWrite write = newRecord("Consent", draw);
  put(write, "contact", {contact.uuid()});
  put(write, "purpose", {Visitors::kPurpose});
  put(write, "state", {draw.chance(0.8) ? "CONSENT_STATE_GIVEN" : "CONSENT_STATE_REFUSED"});
  return write;
}

bool hasType(const record::ChangeBody& visit, uint32_t type) {
  for (const record::RecordWrite& write : visit.records)
    if (write.type == type) return true;
  return false;
}

record::RecordWrite bySlip(const record::ChangeBody& visit, const char* type) {
  record::RecordWrite write;
  write.type = typeNamed(type).number;
  write.slipId = visit.slipId;
  return write;
}

std::vector<record::Dot> seenIn(const record::RecordState& state, uint32_t field) {
  std::vector<record::Dot> dots;
  if (const record::FieldState* found = state.field(field))
    for (const record::Version& version : found->versions) dots.push_back(version.dot);
  return dots;
}

}  // namespace

record::ChangeBody Visitors::visit(Draw draw, const std::string& site) {
  record::ChangeBody body;
  body.id = newRandomId(draw.fork("change").random());
  if (draw.chance(0.15)) {
    record::RecordWrite feedback = newRecord("Feedback", draw);
    put(feedback, "face", {draw.oneOf<std::string>({"good", "fair", "bad"})});
    put(feedback, "line", {"Remark " + number(draw, 5)});
    body.records.push_back(std::move(feedback));
    return body;
  }
  body.slipId = newRandomId(draw.fork("slip").random());
  Draw own = draw.fork("records");
  body.records.push_back(contact(own, site));
  const Id16 person = body.records.front().recordId;
  body.records.push_back(own.chance(0.5) ? enquiry(own, person, site) : registration(own, person, site));
  if (own.chance(0.6)) body.records.push_back(consent(own, person));
  return body;
}

record::ChangeBody Visitors::poisonVisit(Draw draw, const std::string& site) {
  record::ChangeBody body;
  body.id = newRandomId(draw.fork("change").random());
  body.slipId = newRandomId(draw.fork("slip").random());
  record::RecordWrite person = newRecord("Contact", draw);
  put(person, "names", {"Visitor " + number(draw, 4)});
  put(person, "phone", {"by the river"});
  put(person, "site", {site});
  body.records.push_back(std::move(person));
  return body;
}

std::optional<record::ChangeBody> Visitors::useSlip(Draw draw, const record::ChangeBody& visit) {
  if (visit.slipId.isNil()) return std::nullopt;
  const std::vector<record::Dot> seen = {record::Dot{visit.slipId, 0}};
  record::ChangeBody body;
  body.id = newRandomId(draw.fork("change").random());
  Draw own = draw.fork("by slip");
  const bool isEnquiry = hasType(visit, typeNamed("Enquiry").number);
  const bool isRegistration = hasType(visit, typeNamed("Registration").number);
  const uint64_t wish = own.below(4);
  if (wish == 0 && isRegistration) {
    body.records.push_back(bySlip(visit, "Registration"));
    put(body.records.back(), "state", {"REGISTRATION_STATE_CANCELLED"}, seen);
  } else if (wish == 1 && hasType(visit, typeNamed("Consent").number)) {
    body.records.push_back(bySlip(visit, "Consent"));
    put(body.records.back(), "state", {kWithdrawn}, seen);
  } else if (wish == 2 && isEnquiry) {
    body.records.push_back(bySlip(visit, "Enquiry"));
    put(body.records.back(), "text", {"One thing more " + number(own, 6)}, seen);
  } else {
    body.records.push_back(bySlip(visit, "Contact"));
    put(body.records.back(), "phone", {phone(own)}, seen);
    if (own.chance(0.3)) put(body.records.back(), "language", {own.oneOf<std::string>({"fa", "tr"})}, seen);
  }
  return body;
}

std::optional<record::ChangeBody> Visitors::poisonSlip(Draw draw, const record::ChangeBody& visit) {
  if (visit.slipId.isNil()) return std::nullopt;
  record::ChangeBody body;
  body.id = newRandomId(draw.fork("change").random());
  body.records.push_back(bySlip(visit, "Organisation"));
  put(body.records.back(), "name", {"Club " + number(draw, 3)});
  return body;
}

namespace {

// What a change writes to a field of a record of this type, as text; empty: nothing.
std::string textIn(const record::ChangeBody& body, const char* typeName, const char* field) {
  const schema::RecordType& type = typeNamed(typeName);
  const schema::FieldRule& rule = *type.fieldNamed(field);
  for (const record::RecordWrite& write : body.records) {
    if (write.type != type.number) continue;
    for (const record::FieldWrite& each : write.fields) {
      const auto values = each.field == rule.number ? record::textValues(rule, each.wire) : std::vector<std::string>();
      if (!values.empty()) return values.front();
    }
  }
  return {};
}

}  // namespace

std::optional<Visitors::Wanted> Visitors::seatsOf(const record::ChangeBody& visit) {
  const std::string session = textIn(visit, "Registration", "session"), seats = textIn(visit, "Registration", "seats");
  if (session.empty() || seats.empty()) return std::nullopt;
  return Wanted{session, static_cast<uint32_t>(std::stoul(seats))};
}

void Visitors::confirmSeats(record::ChangeBody& visit, const Id16& lease) {
  const schema::RecordType& type = typeNamed("Registration");
  for (record::RecordWrite& write : visit.records) {
    if (write.type != type.number) continue;
    std::erase_if(write.fields, [&](const record::FieldWrite& field) { return field.field == type.fieldNamed("state")->number; });
    put(write, "state", {"REGISTRATION_STATE_CONFIRMED"});
    put(write, "lease", {lease.hex()});
  }
}

bool Visitors::isConfirmed(const record::ChangeBody& visit) {
  return textIn(visit, "Registration", "state") == "REGISTRATION_STATE_CONFIRMED";
}

bool Visitors::isWithdrawal(const record::ChangeBody& change) {
  return textIn(change, "Consent", "state") == kWithdrawn;
}

bool Visitors::isCancellation(const record::ChangeBody& change) {
  return textIn(change, "Registration", "state") == "REGISTRATION_STATE_CANCELLED";
}

std::string Visitors::nameOf(const record::ChangeBody& visit) {
  if (hasType(visit, typeNamed("Enquiry").number)) return "an enquiry";
  if (hasType(visit, typeNamed("Registration").number)) return "a registration";
  if (hasType(visit, typeNamed("Feedback").number)) return "feedback";
  return "a contact";
}

std::optional<record::RecordWrite> Staff::edit(Draw draw, const record::RecordState& seen) {
  if (seen.isErased) return std::nullopt;
  const schema::RecordType* type = Rules::get().schema.type(seen.type);
  record::RecordWrite write;
  write.recordId = seen.id;
  write.type = seen.type;
  const auto change = [&](const char* field, const std::string& value) {
    put(write, field, {value}, seenIn(seen, type->fieldNamed(field)->number));
  };
  if (type->name == "Contact") {
    if (draw.chance(0.6)) change("phone", phone(draw));
    if (write.fields.empty() || draw.chance(0.3)) change("names", "Person " + number(draw, 4));
  } else if (type->name == "Enquiry") {
    if (draw.chance(0.5)) change("assignee", "staff-" + number(draw, 2));
    if (write.fields.empty()) change("status", draw.chance(0.5) ? "REQUEST_STATUS_IN_PROGRESS" : "REQUEST_STATUS_CLOSED");
  } else if (type->name == "Registration") {
    change("reason", "Reason " + number(draw, 3));
  } else if (type->name == "Consent" && draw.chance(0.25)) {
    change("state", kWithdrawn);
  } else {
    return std::nullopt;
  }
  return write;
}

std::optional<Withdrawal> Staff::withdrawalIn(const record::RecordWrite& edit,
                                              const std::optional<record::RecordState>& consent) {
  record::ChangeBody body;
  body.records.push_back(edit);
  if (!consent || consent->isErased || !Visitors::isWithdrawal(body)) return std::nullopt;
  const schema::FieldRule& rule = *typeNamed("Consent").fieldNamed("contact");
  const record::FieldState* contact = consent->field(rule.number);
  const auto values = contact && !contact->versions.empty() ? record::textValues(rule, contact->versions.front().wire)
                                                            : std::vector<std::string>();
  const auto person = values.empty() ? std::nullopt : Id16::fromText(values.front());
  return person ? std::optional(Withdrawal{*person, Visitors::kPurpose}) : std::nullopt;
}

record::RecordWrite Staff::newContact(Draw draw) {
  record::RecordWrite write;
  write.type = typeNamed("Contact").number;
  put(write, "names", {"Person " + number(draw, 4)});
  put(write, "phone", {phone(draw)});
  return write;
}

std::optional<record::RecordWrite> Staff::decide(Draw draw, const record::RecordState& state, uint32_t field) {
  const record::FieldState* found = state.field(field);
  if (found == nullptr || found->versions.empty()) return std::nullopt;
  record::RecordWrite write;
  write.recordId = state.id;
  write.type = state.type;
  const record::Version& chosen = found->versions[draw.below(found->versions.size())];
  write.fields.push_back({field, chosen.wire, seenIn(state, field)});
  return write;
}

}  // namespace foyer::sim
