// foyer-engine-kiosk: a real kiosk without a screen: journal, engine and line, led by lines on standard input.
//
//   confirm N    N visitors confirm one after the other; "confirmed ID" for each, when its receipt is there
//   withdraw ID  the visitor of this change takes back what they agreed to, by their slip; "confirmed ID" of that
//   hint         the network may be back
//   state        "state UNSENT CONFIRMED online|offline [full]"
// What cannot be stored is "refused REASON". Ends at the end of input.
// Usage: foyer-engine-kiosk IDENTITY DATA
#include <cstdio>
#include <cstdlib>
#include <future>
#include <iostream>
#include <map>
#include <memory>
#include <span>
#include <sstream>
#include <string>

#include "kiosk/catalogue/catalogue_copy.h"
#include "kiosk/sync/engine.h"
#include "shared/record/record.h"
#include "shared/schema/schema.h"

namespace foyer {
namespace {

constexpr int kDiskPatienceS = 60;  // a disk that several processes fill takes seconds

class Visitors {
 public:
  Visitors(const schema::Schema& schema, const Clock& clock, std::string site)
      : m_schema(schema), m_clock(clock), m_site(std::move(site)) {}

  // A contact, what it asks and what it agrees to, as the forms make them. Names and words tell the visit apart.
  Result<record::ChangeBody> next() {
    record::ChangeBody body;
    body.id = newUuidV7(m_clock.wallMs(), m_random);
    body.slipId = newRandomId(m_random);
    m_slips[body.id] = body.slipId;
    const std::string name = body.id.hex();
    const Id16 contact = newUuidV7(m_clock.wallMs(), m_random);
    FOYER_TRY(add(body, "Contact", contact, {{"names", "Visitor " + name}, {"phone", "030 1234567"}, {"site", m_site}}));
    FOYER_TRY(add(body, "Enquiry", newUuidV7(m_clock.wallMs(), m_random),
                  {{"text", "Question " + name}, {"topics", "language"}, {"contact", contact.uuid()}, {"site", m_site}}));
    FOYER_TRY(add(body, "Consent", newUuidV7(m_clock.wallMs(), m_random),
                  {{"contact", contact.uuid()}, {"purpose", "answer"}, {"state", "CONSENT_STATE_GIVEN"}, {"site", m_site}}));
    return body;
  }
  // Somebody who has nothing but the slip.
  Result<record::ChangeBody> withdrawal(const std::string& change) {
    const auto slip = m_slips.find(Id16::fromText(change).value_or(Id16{}));
    if (slip == m_slips.end()) return Error(Code::kNotFound, "Nobody here has the slip of that visit.");
    record::ChangeBody body;
    body.id = newUuidV7(m_clock.wallMs(), m_random);
    FOYER_TRY(add(body, "Consent", {}, {{"state", "CONSENT_STATE_WITHDRAWN"}}));
    record::RecordWrite& write = body.records.back();
    write.slipId = slip->second;
    for (record::FieldWrite& field : write.fields) field.seen.push_back({slip->second, 0});
    const schema::FieldRule& purpose = *m_schema.typeNamed("Consent")->fieldWithRight(RIGHT_PURPOSE);
    const std::string answer = "answer";
    FOYER_ASSIGN(std::string wire, record::wireFromText(purpose, std::span(&answer, 1)));
    write.matching.push_back({purpose.number, std::move(wire), {}});
    return body;
  }

 private:
  using Answers = std::map<std::string, std::string>;

  Status add(record::ChangeBody& body, std::string_view typeName, const Id16& id, const Answers& answers) {
    const schema::RecordType* type = m_schema.typeNamed(typeName);
    FOYER_ASSERT(type);
    record::RecordWrite write;
    write.type = type->number;
    write.recordId = id;
    for (const schema::FieldRule& rule : type->fields) {
      const auto answer = answers.find(rule.name);
      if (answer == answers.end()) continue;
      FOYER_ASSIGN(std::string wire, record::wireFromText(rule, std::span(&answer->second, 1)));
      write.fields.push_back({rule.number, std::move(wire), {}});
    }
    body.records.push_back(std::move(write));
    return okStatus();
  }

  const schema::Schema& m_schema;
  const Clock& m_clock;
  const std::string m_site;
  Random m_random = systemRandom();
  std::map<Id16, Id16> m_slips;  // by change
};

// One change; what is to be said of it.
std::string confirm(uplink::Engine& engine, Result<record::ChangeBody> body) {
  if (!body.ok()) return "refused " + body.error().message();
  const auto answer = std::make_shared<std::promise<std::string>>();
  std::future<std::string> said = answer->get_future();
  engine.confirm(std::move(*body), [answer](const Result<journal::Receipt>& receipt) {
    answer->set_value(receipt.ok() ? "confirmed " + receipt->changeId.uuid() : "refused " + receipt.error().message());
  });
  if (said.wait_for(std::chrono::seconds(kDiskPatienceS)) != std::future_status::ready) return "refused no answer";
  return said.get();
}

std::string describe(const uplink::EngineState& state) {
  return "state " + std::to_string(state.counts.unsent) + " " + std::to_string(state.counts.confirmed) + " " +
         (state.link.isOnline ? "online" : "offline") + (state.canCapture ? "" : " full");
}

void obey(uplink::Engine& engine, Visitors& visitors) {
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string verb, operand;
    words >> verb >> operand;
    if (verb == "confirm") {
      for (int count = std::atoi(operand.c_str()); count > 0; --count)
        std::cout << confirm(engine, visitors.next()) << std::endl;
    } else if (verb == "withdraw") {
      std::cout << confirm(engine, visitors.withdrawal(operand)) << std::endl;
    } else if (verb == "hint") {
      engine.linkHint();
    } else if (verb == "state") {
      std::cout << describe(engine.state()) << std::endl;
    } else {
      std::cout << "refused there is no such word" << std::endl;
    }
  }
}

Status run(const std::string& identityFolder, const std::string& dataFolder) {
  FOYER_TRY(seal::start());
  FOYER_ASSIGN(const schema::Schema schema, schema::Schema::loadBuiltIn());
  FOYER_ASSIGN(uplink::Identity identity, uplink::readIdentity(identityFolder));
  FOYER_ASSIGN(auto copy, catalogue::CatalogueCopy::open(dataFolder + "/catalogue.db"));
  const SystemClock clock;
  const validate::Validator validator(schema);
  Visitors visitors(schema, clock, identity.site);
  const uplink::CatalogueIntake intake{
      [&copy] { return copy.cursor(); }, [&copy](const Id16& epoch) { return copy.followEpoch(epoch); },
      [&copy](const sync::CatalogueArrived& arrived) {
        return copy.apply(arrived.items, arrived.cursor,
                          arrived.isComplete ? catalogue::Batch::kComplete : catalogue::Batch::kMoreToCome);
      }};
  uplink::EngineParts parts{std::move(identity), dataFolder + "/journal.db", "faults", validator, clock,
                            systemRandom(),      intake,                     {}};
  FOYER_ASSIGN(const auto engine, uplink::Engine::start(std::move(parts)));
  obey(*engine, visitors);
  return okStatus();
}

}  // namespace
}  // namespace foyer

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: foyer-engine-kiosk IDENTITY DATA\n", stderr);
    return 2;
  }
  const foyer::Status done = foyer::run(argv[1], argv[2]);
  if (!done.ok()) std::fprintf(stderr, "foyer-engine-kiosk: %s\n", done.error().message().c_str());
  return done.ok() ? 0 : 1;
}
