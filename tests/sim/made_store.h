// A server's store as a value, made by hand: what the checkers' own tests judge.
//
// Place: checkers_test and rights_test. Ownership: values. Threads: one. Errors: assertions. Does not: use a store.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "shared/merge/merge.h"
#include "tests/sim/checkers/checkers.h"
#include "tests/sim/people.h"

namespace foyer::sim {

// A server's store as a value: what was written, and what it came to.
struct MadeStore {
  FinalView view;
  Promises promises;
  Id16 kiosk = idOf(200);
  Id16 account = idOf(201);
  uint64_t seqs = 0, staffSeqs = 0, lamport = 0;

  MadeStore() {
    for (const SimSession& session : kSessions) view.capacities[session.id] = session.capacity;
  }

  static Id16 idOf(uint8_t n) {
    Id16 id;
    id.bytes.fill(n);
    return id;
  }

  LoggedChange& add(record::ChangeBody body, bool byKiosk) {
    body.authorKind = byKiosk ? record::AuthorKind::AUTHOR_KIND_KIOSK : record::AuthorKind::AUTHOR_KIND_STAFF;
    body.author = byKiosk ? kiosk : account;
    body.seq = byKiosk ? ++seqs : ++staffSeqs;
    body.lamport = ++lamport;
    body.schemaVersion = schema::kSchemaVersion;
    store::LogRow row;
    row.n = static_cast<int64_t>(view.log.size()) + 1;
    row.changeId = body.id;
    row.author = body.author;
    row.device = byKiosk ? idOf(202) : Id16{};
    row.seq = body.seq;
    promises.push_back({.changeId = body.id, .lane = byKiosk ? 0 : kStaffLane, .content = contentOf(body), .what = "a visit"});
    auto checked = Rules::get().validator.check(std::move(body));
    view.log.push_back({row, std::get<record::Change>(std::move(checked))});
    LoggedChange& logged = view.log.back();
    for (const record::RecordWrite& write : logged.change->body().records) {
      const Id16 target = write.recordId.isNil() ? slipTarget(write) : write.recordId;
      record::RecordState& state = view.records[target];
      state.id = target;
      state.type = write.type;
      merge::apply(state, Rules::get().schema.type(write.type), *logged.change, write);
      ++view.historyRows[target];
    }
    return logged;
  }
  Id16 slipTarget(const record::RecordWrite& write) const {
    for (const LoggedChange& logged : view.log)
      if (logged.change->body().slipId == write.slipId)
        for (const record::RecordWrite& made : logged.change->body().records)
          if (made.type == write.type) return made.recordId;
    return {};
  }
  // A visit whose contact has a phone; gives its body.
  record::ChangeBody visit(uint64_t seed = 3) {
    record::ChangeBody body = Visitors::visit(Draw(seed), "library");
    while (body.slipId.isNil()) body = Visitors::visit(Draw(++seed), "library");
    add(body, true);
    return body;
  }
  // One with an answer to the question of consent.
  record::ChangeBody visitWithConsent() {
    record::ChangeBody body;
    for (uint64_t seed = 40; body.records.size() < 3; ++seed) body = Visitors::visit(Draw(seed), "library");
    add(body, true);
    return body;
  }
  // Takes fields of a record out of everything in the log; none named: all of them.
  void redact(const Id16& record, const std::vector<uint32_t>& fields = {}) {
    for (LoggedChange& logged : view.log) {
      record::ChangeBody body = logged.change->body();
      for (record::RecordWrite& write : body.records) {
        if ((write.recordId.isNil() ? slipTarget(write) : write.recordId) != record) continue;
        if (fields.empty()) write.fields.clear();
        for (record::FieldWrite& field : write.fields)
          if (std::count(fields.begin(), fields.end(), field.field)) field.wire.clear();
      }
      body.isRedacted = true;
      logged.change = std::get<record::Change>(Rules::get().validator.check(std::move(body)));
    }
  }
  // Staff change the contact's phone; what they had seen is what stands.
  void editPhone(const Id16& contact, const std::string& phone, bool sawIt = true) {
    const schema::FieldRule& rule = *Rules::get().schema.typeNamed("Contact")->fieldNamed("phone");
    record::ChangeBody body;
    body.id = idOf(static_cast<uint8_t>(100 + staffSeqs));
    record::RecordWrite write;
    write.recordId = contact;
    write.type = view.records[contact].type;
    const std::vector<std::string> values = {phone};
    record::FieldWrite field{rule.number, *record::wireFromText(rule, values), {}};
    if (sawIt)
      for (const record::Version& version : view.records[contact].field(rule.number)->versions) field.seen.push_back(version.dot);
    write.fields.push_back(field);
    body.records.push_back(write);
    add(body, false);
  }
  record::FieldState& phoneOf(const Id16& contact) {
    const uint32_t number = Rules::get().schema.typeNamed("Contact")->fieldNamed("phone")->number;
    for (record::FieldState& field : view.records[contact].fields)
      if (field.field == number) return field;
    return view.records[contact].fields.front();
  }
  store::CaseRow& openCase(const Id16& contact) {
    store::CaseRow row;
    row.recordId = contact;
    row.field = phoneOf(contact).field;
    view.cases.push_back(row);
    return view.cases.back();
  }
};

class Checkers : public testing::Test {
 protected:
  Checkers() : visit(store.visit()), contact(visit.records.front().recordId) {}
  MadeStore store;
  const record::ChangeBody visit;
  const Id16 contact;
  Verdict run(Verdict (*check)(const FinalView&, const Promises&)) { return check(store.view, store.promises); }
};

}  // namespace foyer::sim
