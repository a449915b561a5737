// A small centre in which visitors agree to purposes, withdraw, and are erased.
//
// Place: tests of retention. Ownership: owns its world. Threads: the test's. Errors: a broken promise ends the test.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/sync-server/world/world.h"

namespace foyer::testworld {

struct Person {
  Id16 slip;
  Id16 contact;
  Id16 enquiry;
  Id16 change;
  std::map<std::string, Id16> consents;  // by purpose
};

class RightsWorld {
 public:
  explicit RightsWorld(uint32_t seed = 1) : world(seed) { listErasures(); }

  void listErasures() { world.ingest().keepErasedList(store::ErasedList(world.folder())); }

  // A visit with a contact, an enquiry, and an answer for each purpose.
  Person visit(Kiosk& kiosk, const std::map<std::string, std::string>& answers,
               const std::string& canary = "canary") {
    Person person;
    person.slip = seal::slipId(record::newSlipCode(world.random()));
    person.contact = newId();
    person.enquiry = newId();
    std::vector<Writing> writings{
        {"Contact", {{"names", {canary + " name"}}, {"phone", {"+49 30 5550123"}}, {"site", {"library"}}}, person.contact, {}},
        {"Enquiry", {{"text", {canary + " text"}}, {"contact", {person.contact.uuid()}}, {"status", {"REQUEST_STATUS_NEW"}}},
         person.enquiry, {}}};
    for (const auto& [purpose, answer] : answers) {
      person.consents[purpose] = newId();
      writings.push_back({"Consent",
                          {{"contact", {person.contact.uuid()}}, {"purpose", {purpose}}, {"state", {"CONSENT_STATE_" + answer}}},
                          person.consents[purpose], {}});
    }
    person.change = kiosk.write(writings, person.slip);
    return person;
  }

  // What a kiosk writes for somebody who has nothing but the slip.
  Id16 withdraw(Kiosk& kiosk, const Id16& slip, const std::string& purpose) {
    auto body = kiosk.bodyOf({{"Consent", {{"state", {"CONSENT_STATE_WITHDRAWN"}}}, {}, slip}});
    const schema::FieldRule& rule = *world.schema().typeNamed("Consent")->fieldWithRight(RIGHT_PURPOSE);
    const std::vector<std::string> value{purpose};
    body.records.front().matching.push_back({rule.number, *record::wireFromText(rule, value), {}});
    return kiosk.write(std::move(body));
  }

  bool isErased(const Id16& record) { return world.state(record).isErased; }

  // Whether these bytes stand in any file of the server's data folder.
  bool stands(const std::string& bytes) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(world.folder())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::stringstream content;
      content << in.rdbuf();
      if (content.str().find(bytes) != std::string::npos) return true;
    }
    return false;
  }

  World world;

 private:
  Id16 newId() { return newUuidV7(world.clock().wallMs(), world.random()); }
};

}  // namespace foyer::testworld
