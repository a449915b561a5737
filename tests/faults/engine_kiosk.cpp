// foyer-engine-kiosk: a real kiosk without a screen: journal, engine and line, led by lines on standard input.
//
//   confirm N    N visitors confirm one after the other; "confirmed ID" for each, when its receipt is there
//   hint         the network may be back
//   state        "state UNSENT CONFIRMED online|offline [full]"
// What cannot be stored is "refused REASON". Ends at the end of input.
// Usage: foyer-engine-kiosk IDENTITY DATA
#include <cstdio>
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

  // A contact and what it asks, as the forms make them.
  Result<record::ChangeBody> next() {
    const std::string number = std::to_string(++m_count);
    record::ChangeBody body;
    body.id = newUuidV7(m_clock.wallMs(), m_random);
    body.slipId = newRandomId(m_random);
    const Id16 contact = newUuidV7(m_clock.wallMs(), m_random);
    FOYER_TRY(add(body, "Contact", contact, {{"names", "Visitor " + number}, {"phone", "030 1234567"}, {"site", m_site}}));
    FOYER_TRY(add(body, "Enquiry", newUuidV7(m_clock.wallMs(), m_random),
                  {{"text", "Question " + number}, {"topics", "language"}, {"contact", contact.uuid()}, {"site", m_site}}));
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
  int m_count = 0;
};

// One visitor; what is to be said of it.
std::string confirmOne(uplink::Engine& engine, Visitors& visitors) {
  Result<record::ChangeBody> body = visitors.next();
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
    std::string verb;
    int count = 0;
    words >> verb >> count;
    if (verb == "confirm") {
      for (; count > 0; --count) std::cout << confirmOne(engine, visitors) << std::endl;
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
