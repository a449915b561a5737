// The staff API over its Connect service: who may call what, and the calls of a working day. No sockets.
#include "sync-server/http/staff_api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <utility>

#include "shared/seal/seal.h"
#include "sync-server/http/access.h"
#include "tests/sync-server/world/world.h"

namespace foyer::http {
namespace {

namespace api = foyer::staff::v1;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testworld::Kiosk;
using testworld::must;
using testworld::Slip;
using testworld::World;

constexpr char kPassword[] = "four green words here";
constexpr char kPrefix[] = "/foyer.staff.v1.StaffService/";

const google::protobuf::ServiceDescriptor& descriptor() {
  return *api::GetStatusRequest::descriptor()->file()->FindServiceByName("StaffService");
}

// Lets something happen between what a call has read and what it writes.
class StoreWithAPause final : public store::Store {
 public:
  explicit StoreWithAPause(store::Store& inner) : m_inner(inner) {}
  Status write(const std::function<Status(store::Writer&)>& work) override { return m_inner.write(work); }
  Status read(const std::function<Status(const store::Reader&)>& work) const override {
    const Status done = m_inner.read(work);
    if (const auto act = std::exchange(afterRead, nullptr)) act();
    return done;
  }
  mutable std::function<void()> afterRead;

 private:
  store::Store& m_inner;
};

class StaffApiTest : public testing::Test {
 protected:
  void SetUp() override { must(m_api.bindTo(m_service)); }

  Response post(const std::string& method, const std::string& body, const std::string& token = {},
                const std::string& type = "application/proto") {
    Request request;
    request.method = "POST";
    request.path = kPrefix + method;
    request.headers = {{"content-type", type}, {"host", "foyer.example"}};
    request.peerAddress = "192.0.2.7";
    request.isEncrypted = true;
    request.body = body;
    if (!token.empty()) request.cookies["__Host-session"] = token;
    return m_service.handle(request);
  }
  // The answer to a call that must succeed.
  template <typename Answer, typename Question>
  Answer call(const std::string& method, const Question& question, const std::string& token) {
    const Response response = post(method, question.SerializeAsString(), token);
    EXPECT_EQ(response.status, 200) << method << ": " << response.body;
    Answer answer;
    EXPECT_TRUE(answer.ParseFromString(response.body));
    return answer;
  }
  std::string login(const std::string& name, const std::vector<StaffRole>& roles) {
    must(m_accounts.add(name, kPassword, roles));
    return must(m_accounts.logIn(name, kPassword, "192.0.2.7")).token;
  }
  static std::string tokenIn(const Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Set-Cookie" && value.starts_with("__Host-session="))
        return value.substr(15, value.find(';') - 15);
    return {};
  }
  static api::FieldEdit edit(const std::string& name, const std::string& value, const std::vector<std::string>& seen = {}) {
    api::FieldEdit made;
    made.set_name(name);
    made.add_values(value);
    for (const std::string& dot : seen) made.add_seen(dot);
    return made;
  }
  api::Field fieldOf(const api::Record& record, const std::string& name) {
    for (const api::Field& field : record.fields())
      if (field.name() == name) return field;
    return {};
  }

  World m_world;
  accounts::Accounts m_accounts{m_world.store(), [this](const auto& work) { return m_world.writer().run(work); },
                                m_world.clock(), systemRandom()};
  StoreWithAPause m_store{m_world.store()};
  StaffApi m_api{{m_world.schema(), m_store, m_world.writer(), m_world.ingest(), m_accounts, m_world.clock(),
                  systemRandom(), "1.0-test"}};
  ConnectService m_service{descriptor(), sessionAuthorize([this](std::string_view token) { return m_accounts.identify(token); })};
};

TEST_F(StaffApiTest, BindsEveryMethod) {
  EXPECT_TRUE(m_service.complete().ok());
  EXPECT_TRUE(checkAccessOptions(descriptor()).ok());
}

// Each method by nobody, by each role, and by somebody without any: (foyer.access) decides, and nothing else.
TEST_F(StaffApiTest, LetsEachRoleCallExactlyWhatTheDescriptionSays) {
  struct Caller {
    std::string name;
    std::string token;
    StaffRole role;
  };
  std::vector<Caller> callers{{"nobody", "", STAFF_ROLE_UNSPECIFIED}, {"expired", std::string(64, 'a'), STAFF_ROLE_UNSPECIFIED}};
  const auto* roles = StaffRole_descriptor();
  for (int i = 0; i < roles->value_count(); ++i) {
    const auto role = static_cast<StaffRole>(roles->value(i)->number());
    if (role != STAFF_ROLE_UNSPECIFIED) callers.push_back({roles->value(i)->name(), login(roles->value(i)->name(), {role}), role});
  }
  int checked = 0;
  for (int m = 0; m < descriptor().method_count(); ++m) {
    const auto& method = *descriptor().method(m);
    const Access& access = method.options().GetExtension(foyer::access);
    if (method.name() == "LogOut") continue;  // ends the session; see below
    for (const Caller& caller : callers) {
      const bool isKnown = caller.role != STAFF_ROLE_UNSPECIFIED;
      const bool hasRole = std::find(access.roles().begin(), access.roles().end(), caller.role) != access.roles().end();
      const bool mayCall = access.anonymous() || (isKnown && (access.any_role() || hasRole));
      const int status = post(method.name(), "", caller.token).status;
      const std::string who = method.name() + " by " + caller.name;
      if (!mayCall) {
        EXPECT_EQ(status, isKnown ? 403 : 401) << who;
      } else if (access.anonymous()) {
        EXPECT_NE(status, 403) << who;  // a login without a name is refused with 401 by itself
      } else {
        EXPECT_TRUE(status != 401 && status != 403) << who << ": " << status;
      }
      ++checked;
    }
  }
  EXPECT_EQ(checked, (descriptor().method_count() - 1) * 6);
}

TEST_F(StaffApiTest, LetsStrangersAskForNothingButTheStatusAndALogin) {
  std::vector<std::string> open;
  for (int m = 0; m < descriptor().method_count(); ++m) {
    const auto& method = *descriptor().method(m);
    const Response answer = post(method.name(), "");
    if (!method.options().GetExtension(foyer::access).anonymous()) {
      EXPECT_EQ(answer.status, 401) << method.name();
    } else {
      open.push_back(method.name());
    }
  }
  EXPECT_THAT(open, ElementsAre("GetStatus", "CreateFirstAccount", "LogIn"));
}

TEST_F(StaffApiTest, RefusesTheInboxToAnEditor) {
  const std::string editor = login("Ed", {STAFF_ROLE_EDITOR});
  const Response refused = post("ListInbox", "", editor);
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("permission_denied"));
  EXPECT_EQ(post("GetSchema", "", editor).status, 200);
}

TEST_F(StaffApiTest, MakesTheFirstAccountLogsInAndOut) {
  EXPECT_TRUE(call<api::GetStatusResponse>("GetStatus", api::GetStatusRequest(), "").first_account_needed());
  const std::string code = must(m_accounts.makeFirstRunCode());
  api::CreateFirstAccountRequest first;
  first.set_code(code);
  first.set_name("Mo Example");
  first.set_password(kPassword);
  const Response made = post("CreateFirstAccount", first.SerializeAsString());
  ASSERT_EQ(made.status, 200) << made.body;
  const std::string token = tokenIn(made);
  ASSERT_FALSE(token.empty());
  const auto me = call<api::GetMeResponse>("GetMe", api::GetMeRequest(), token).account();
  EXPECT_EQ(me.name(), "Mo Example");
  EXPECT_THAT(me.roles(), testing::UnorderedElementsAre(STAFF_ROLE_ADMINISTRATOR, STAFF_ROLE_COORDINATOR));
  EXPECT_FALSE(call<api::GetStatusResponse>("GetStatus", api::GetStatusRequest(), "").first_account_needed());
  EXPECT_NE(post("CreateFirstAccount", first.SerializeAsString()).status, 200) << "the code works once";

  call<api::LogOutResponse>("LogOut", api::LogOutRequest(), token);
  EXPECT_EQ(post("GetMe", "", token).status, 401);
  api::LogInRequest wrong;
  wrong.set_name("Mo Example");
  wrong.set_password("four green words there");
  EXPECT_EQ(post("LogIn", wrong.SerializeAsString()).status, 401);
  wrong.set_password(kPassword);
  const Response in = post("LogIn", wrong.SerializeAsString());
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_EQ(post("ListInbox", "", tokenIn(in)).status, 200);
}

TEST_F(StaffApiTest, ResolvesAConflictFromTheInboxOn) {
  Kiosk& lobby = m_world.kiosk("lobby");
  Kiosk& annex = m_world.kiosk("annex");
  const Slip slip = lobby.visit({.phone = "+49 30 1111111"});
  annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  ASSERT_TRUE(lobby.sync().ok());
  const std::string token = login("Ada", {STAFF_ROLE_ADVISER});

  api::FindBySlipRequest bySlip;
  bySlip.set_code(record::groupSlipCode(slip.code));
  EXPECT_THAT(call<api::FindBySlipResponse>("FindBySlip", bySlip, token).record_ids(),
              testing::UnorderedElementsAre(slip.contact.uuid(), slip.enquiry.uuid()));
  api::GetRecordRequest get;
  get.set_record_id(slip.contact.uuid());
  const auto page = call<api::GetRecordResponse>("GetRecord", get, token);
  api::EditRecordRequest editing;
  editing.set_record_id(slip.contact.uuid());
  *editing.add_edits() = edit("phone", "+49 30 3333333", {fieldOf(page.record(), "phone").versions(0).dot()});
  const auto edited = call<api::EditRecordResponse>("EditRecord", editing, token);
  EXPECT_THAT(fieldOf(edited.record(), "phone").values(), ElementsAre("+49 30 3333333"));
  ASSERT_TRUE(annex.sync().ok());

  api::ListInboxRequest inbox;
  inbox.set_only_with_case(true);
  EXPECT_THAT(call<api::ListInboxResponse>("ListInbox", inbox, token).rows(), SizeIs(1));
  const auto cases = call<api::ListCasesResponse>("ListCases", api::ListCasesRequest(), token);
  ASSERT_THAT(cases.cases(), SizeIs(1));
  api::GetCaseRequest open;
  open.set_case_id(cases.cases(0).case_id());
  const auto shown = call<api::GetCaseResponse>("GetCase", open, token);
  ASSERT_THAT(shown.field().versions(), SizeIs(2));

  api::ResolveCaseRequest decision;
  decision.set_case_id(cases.cases(0).case_id());
  decision.add_values("+49 30 2222222");
  decision.add_seen(shown.field().versions(0).dot());
  const Response half = post("ResolveCase", decision.SerializeAsString(), token);
  EXPECT_EQ(half.status, 409) << "one of both values was not seen";
  EXPECT_THAT(half.body, HasSubstr("aborted"));
  decision.add_seen(shown.field().versions(1).dot());
  const auto done = call<api::ResolveCaseResponse>("ResolveCase", decision, token);
  EXPECT_NE(done.summary().closed_ms(), 0);
  EXPECT_EQ(post("ResolveCase", decision.SerializeAsString(), token).status, 400) << "decided already";
  EXPECT_EQ(call<api::ListCasesResponse>("ListCases", api::ListCasesRequest(), token).open_total(), 0u);
}

// The new value is not there when the decision is read, and is when it is written.
TEST_F(StaffApiTest, RefusesADecisionThatHasNotSeenTheNewestValue) {
  Kiosk& lobby = m_world.kiosk("lobby");
  Kiosk& annex = m_world.kiosk("annex");
  Kiosk& school = m_world.kiosk("school");
  const Slip slip = lobby.visit({.phone = "+49 30 1111111"});
  annex.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 2222222"}}});
  school.changeBySlip(slip.id, "Contact", {{"phone", {"+49 30 4444444"}}});
  ASSERT_TRUE(lobby.sync().ok());
  ASSERT_TRUE(m_world.edit(m_world.account("Mo"), slip.contact, "phone", {"+49 30 3333333"}).ok());
  ASSERT_TRUE(annex.sync().ok());
  const std::string token = login("Ada", {STAFF_ROLE_ADVISER});
  const auto shown = m_world.casePage(m_world.openCases().at(0).case_id());
  ASSERT_THAT(shown.field().versions(), SizeIs(2));
  api::ResolveCaseRequest decision;
  decision.set_case_id(shown.summary().case_id());
  decision.add_values("+49 30 2222222");
  for (const api::FieldVersion& version : shown.field().versions()) decision.add_seen(version.dot());

  m_store.afterRead = [&] { ASSERT_TRUE(school.sync().ok()); };
  const Response late = post("ResolveCase", decision.SerializeAsString(), token);
  EXPECT_EQ(late.status, 409) << late.body;
  EXPECT_THAT(late.body, HasSubstr("aborted"));
  EXPECT_THAT(late.body, HasSubstr("Somebody changed this meanwhile; look again"));
  EXPECT_THAT(m_world.field(slip.contact, "phone").versions(), SizeIs(3)) << "nothing was decided";

  decision.add_seen(school.incarnation().hex() + ":1");
  EXPECT_NE(call<api::ResolveCaseResponse>("ResolveCase", decision, token).summary().closed_ms(), 0);
  EXPECT_THAT(m_world.values(slip.contact, "phone"), ElementsAre("+49 30 2222222"));
}

TEST_F(StaffApiTest, SaysOfWhichRecordAFieldIsWrong) {
  const std::string token = login("Ada", {STAFF_ROLE_ADVISER});
  api::CreateRecordRequest request;
  api::NewRecord* contact = request.add_records();
  contact->set_type("Contact");
  *contact->add_fields() = edit("names", "Basma Yusuf");
  *contact->add_fields() = edit("site", "no code");
  api::NewRecord* enquiry = request.add_records();
  enquiry->set_type("Enquiry");
  *enquiry->add_fields() = edit("contact", "#0");
  *enquiry->add_fields() = edit("site", "no code");
  const auto answer = call<api::CreateRecordResponse>("CreateRecord", request, token);
  std::vector<std::string> told;
  for (const api::FieldViolation& each : answer.violations())
    told.push_back(std::to_string(each.record()) + " " + each.type() + "." + each.field());
  EXPECT_THAT(told, testing::UnorderedElementsAre("0 Contact.site", "1 Enquiry.site", "1 Enquiry.text"));
  EXPECT_THAT(answer.record_ids(), SizeIs(0));
}

TEST_F(StaffApiTest, TellsFieldByFieldWhatIsNotValidAndChangesNothing) {
  Kiosk& lobby = m_world.kiosk("lobby");
  const Slip slip = lobby.visit();
  ASSERT_TRUE(lobby.sync().ok());
  const std::string token = login("Ada", {STAFF_ROLE_ADVISER});
  const std::string before = m_world.digest();
  api::EditRecordRequest editing;
  editing.set_record_id(slip.contact.uuid());
  *editing.add_edits() = edit("phone", "no number");
  *editing.add_edits() = edit("names", "");
  *editing.add_edits() = edit("language", "en");
  const auto answer = call<api::EditRecordResponse>("EditRecord", editing, token);
  std::vector<std::string> told;
  for (const api::FieldViolation& each : answer.violations()) {
    told.push_back(each.field() + " " + each.code());
    EXPECT_FALSE(each.message_de().empty());
  }
  EXPECT_THAT(told, ElementsAre("phone not_phone", "names required"));
  EXPECT_EQ(m_world.digest(), before);
}

TEST_F(StaffApiTest, TakesANameOfEmojiAndRefusesOneOf10000CharactersAtItsField) {
  const std::string token = login("Ada", {STAFF_ROLE_ADVISER});
  const std::string family = "👩\u200d👩\u200d👧 🦊";
  api::CreateRecordRequest request;
  request.add_records()->set_type("Contact");
  *request.mutable_records(0)->add_fields() = edit("names", family);
  const auto made = call<api::CreateRecordResponse>("CreateRecord", request, token);
  ASSERT_THAT(made.record_ids(), SizeIs(1));
  const Id16 contact = *Id16::fromText(made.record_ids(0));
  EXPECT_THAT(m_world.values(contact, "names"), ElementsAre(family));

  api::EditRecordRequest editing;
  editing.set_record_id(contact.uuid());
  *editing.add_edits() = edit("names", std::string(10'000, 'x'));
  const auto answer = call<api::EditRecordResponse>("EditRecord", editing, token);
  ASSERT_THAT(answer.violations(), SizeIs(1));
  EXPECT_EQ(answer.violations(0).field() + " " + answer.violations(0).code(), "names too_long");
  // Bytes that are no text are no message of ours.
  *editing.mutable_edits(0) = edit("names", "Amal \xed\xa0\xbe");
  EXPECT_EQ(post("EditRecord", editing.SerializeAsString(), token).status, 400);
  EXPECT_THAT(m_world.values(contact, "names"), ElementsAre(family));
}

TEST_F(StaffApiTest, TakesAnEnquiryAtTheDeskWithItsContact) {
  const std::string token = login("Ada", {STAFF_ROLE_ADVISER});
  api::CreateRecordRequest request;
  api::NewRecord* contact = request.add_records();
  contact->set_type("Contact");
  *contact->add_fields() = edit("names", "  Basma Yusuf ");
  api::NewRecord* enquiry = request.add_records();
  enquiry->set_type("Enquiry");
  *enquiry->add_fields() = edit("text", "By phone");
  *enquiry->add_fields() = edit("contact", "#0");
  const auto made = call<api::CreateRecordResponse>("CreateRecord", request, token);
  ASSERT_THAT(made.record_ids(), SizeIs(2));
  const auto inbox = call<api::ListInboxResponse>("ListInbox", api::ListInboxRequest(), token);
  ASSERT_THAT(inbox.rows(), SizeIs(1));
  EXPECT_EQ(inbox.rows(0).title(), "Basma Yusuf");
  EXPECT_EQ(inbox.rows(0).record_id(), made.record_ids(1));
}

TEST_F(StaffApiTest, AnswersNonsenseWithAReasonAndGoesOn) {
  const std::string token = login("Ada", {STAFF_ROLE_ADVISER, STAFF_ROLE_COORDINATOR});
  api::GetRecordRequest record;
  record.set_record_id("not an id");
  EXPECT_EQ(post("GetRecord", record.SerializeAsString(), token).status, 400);
  record.set_record_id(newRandomId(systemRandom()).uuid());
  EXPECT_EQ(post("GetRecord", record.SerializeAsString(), token).status, 404);
  api::GetCaseRequest unknown;
  unknown.set_case_id(newRandomId(systemRandom()).uuid());
  EXPECT_EQ(post("GetCase", unknown.SerializeAsString(), token).status, 404);
  api::ResolveCaseRequest decision;
  decision.set_case_id(unknown.case_id());
  EXPECT_EQ(post("ResolveCase", decision.SerializeAsString(), token).status, 404);
  api::FindBySlipRequest slip;
  slip.set_code("7K4M-9QXR");
  EXPECT_EQ(post("FindBySlip", slip.SerializeAsString(), token).status, 400);
  slip.set_code(record::newSlipCode(systemRandom()));
  EXPECT_EQ(post("FindBySlip", slip.SerializeAsString(), token).status, 404);
  api::ExportRecordsRequest exporting;
  exporting.set_type("Invoice");
  EXPECT_EQ(post("ExportRecords", exporting.SerializeAsString(), token).status, 400);
  api::ListInboxRequest inbox;
  inbox.set_page_token("-1");
  EXPECT_EQ(post("ListInbox", inbox.SerializeAsString(), token).status, 400);
  EXPECT_EQ(post("CreateRecord", "", token).status, 400);
  api::CreateRecordRequest many;
  for (int i = 0; i < 10'000; ++i) many.add_records()->set_type("Note");
  EXPECT_EQ(post("CreateRecord", many.SerializeAsString(), token).status, 400);
  EXPECT_EQ(post("ListInbox", "{\"search\": 5", token, "application/json").status, 400);
  EXPECT_EQ(post("ListInbox", "{\"search\": \"amal\"}", token, "application/json").status, 200);
  EXPECT_EQ(post("DropEverything", "", token).status, 404);
}

// Every method by somebody who may call it, with what no console sends. What happens to fit is answered; all else is
// refused as what it is, and nothing is the server's own failure.
TEST_F(StaffApiTest, AnswersEveryKindOfNonsenseToEveryMethod) {
  Kiosk& lobby = m_world.kiosk("lobby");
  lobby.visit();
  lobby.writeBytes("no change");
  ASSERT_TRUE(lobby.sync().ok());
  const std::string token = login("Ada", {STAFF_ROLE_ADVISER, STAFF_ROLE_COORDINATOR, STAFF_ROLE_EDITOR, STAFF_ROLE_ADMINISTRATOR});
  std::vector<std::pair<std::string, std::string>> bodies;
  for (const std::string& text : {std::string(), std::string("["), std::string("null"), std::string("[]"), std::string("\"x\""),
                                  std::string("{\"recordId\":"), std::string("{\"recordId\":{}}"), std::string("{\"nobody\":1}"),
                                  std::string("{\"pageSize\":1e99}"), std::string("{\"pageSize\":-1}"), std::string("{\"records\":[{}]}"),
                                  std::string("{\"recordId\":\"\\u0000\"}"), std::string("{\"recordId\":\"\xff\"}"),
                                  std::string("{\"recordId\":\"00000000-0000-0000-0000-000000000000\"}"),
                                  std::string("{\"caseId\":\"00000000-0000-0000-0000-000000000000\",\"values\":[\"\"]}"),
                                  std::string(50'000, '['), "{\"code\":\"" + std::string(50'000, 'A') + "\"}"})
    bodies.emplace_back("application/json", text);
  std::mt19937 engine(7);
  for (size_t length = 1; length <= 60; ++length) {
    std::string bytes(length, '\0');
    for (char& byte : bytes) byte = static_cast<char>(engine());
    // Half of them look like a message: a text field first.
    if (length % 2 == 0) bytes.replace(0, 2, std::string{'\x0a', static_cast<char>(length - 2)});
    bodies.emplace_back("application/proto", bytes);
  }
  bodies.emplace_back("application/proto", "\x0a\xff\xff\xff\xff\x0f");  // says that 4 GiB follow
  const std::set<int> expected{200, 400, 401, 403, 404, 409, 412, 429};
  for (int m = 0; m < descriptor().method_count(); ++m) {
    const std::string method = descriptor().method(m)->name();
    if (method == "LogOut") continue;  // would end the session
    for (const auto& [type, body] : bodies) {
      const Response answer = post(method, body, token, type);
      EXPECT_TRUE(expected.count(answer.status)) << method << " " << answer.status << " " << answer.body << " to " << body.substr(0, 60);
      EXPECT_TRUE(answer.status == 200 || answer.body.starts_with("{\"code\":")) << method << " " << answer.body;
    }
  }
  EXPECT_EQ(post("ListInbox", "", token).status, 200);
  EXPECT_EQ(m_world.count("Contact"), 1u);
}

TEST_F(StaffApiTest, ExportsForCoordinatorsAlone) {
  Kiosk& lobby = m_world.kiosk("lobby");
  lobby.visit({.names = "Jörg Grün"});
  ASSERT_TRUE(lobby.sync().ok());
  api::ExportRecordsRequest request;
  request.set_type("Contact");
  EXPECT_EQ(post("ExportRecords", request.SerializeAsString(), login("Ada", {STAFF_ROLE_ADVISER})).status, 403);
  const auto file = call<api::ExportRecordsResponse>("ExportRecords", request, login("Co", {STAFF_ROLE_COORDINATOR}));
  EXPECT_EQ(file.count(), 1u);
  EXPECT_THAT(file.csv(), HasSubstr("Jörg Grün"));
}

TEST_F(StaffApiTest, ACoordinatorErasesAPersonForGoodAndAnAdviserMayNot) {
  Kiosk& lobby = m_world.kiosk("lobby");
  const Slip slip = lobby.visit();
  ASSERT_TRUE(lobby.sync().ok());
  const std::string adviser = login("amy", {STAFF_ROLE_ADVISER});
  const std::string coordinator = login("carl", {STAFF_ROLE_COORDINATOR});
  api::EraseRecordRequest request;
  request.set_record_id(slip.enquiry.uuid());
  EXPECT_EQ(post("EraseRecord", request.SerializeAsString(), adviser).status, 403);
  EXPECT_EQ(call<api::EraseRecordResponse>("EraseRecord", request, coordinator).erased(), 2u);
  api::GetRecordRequest look;
  look.set_record_id(slip.contact.uuid());
  const auto page = call<api::GetRecordResponse>("GetRecord", look, adviser);
  EXPECT_TRUE(page.record().erased());
  EXPECT_EQ(page.record().type(), "");
  EXPECT_EQ(page.record().fields_size() + page.related_size() + page.history_size(), 0);
  request.set_record_id(m_world.account("nobody").uuid());
  EXPECT_EQ(post("EraseRecord", request.SerializeAsString(), coordinator).status, 404);
}

TEST_F(StaffApiTest, AWithdrawalIsACaseThatIsClosedWithoutAValue) {
  Kiosk& lobby = m_world.kiosk("lobby");
  const Id16 slip = seal::slipId("7K4M9QXR2TDA");
  const Id16 contact = newUuidV7(m_world.clock().wallMs(), m_world.random());
  lobby.write({{"Contact", {{"names", {"Amal Example"}}}, contact, {}},
               {"Consent", {{"contact", {contact.uuid()}}, {"purpose", {"invite"}}, {"state", {"CONSENT_STATE_GIVEN"}}}, {}, {}}},
              slip);
  lobby.changeBySlip(slip, "Consent", {{"state", {"CONSENT_STATE_WITHDRAWN"}}});
  ASSERT_TRUE(lobby.sync().ok());
  const std::string token = login("amy", {STAFF_ROLE_ADVISER});
  api::ListCasesRequest list;
  list.set_kind(api::CASE_KIND_WITHDRAWAL);
  const auto cases = call<api::ListCasesResponse>("ListCases", list, token);
  ASSERT_THAT(cases.cases(), SizeIs(1));
  EXPECT_THAT(cases.cases(0).reason(), HasSubstr("Contact.names"));
  api::ResolveCaseRequest close;
  close.set_case_id(cases.cases(0).case_id());
  EXPECT_NE(call<api::ResolveCaseResponse>("ResolveCase", close, token).summary().closed_ms(), 0);
  EXPECT_THAT(call<api::ListCasesResponse>("ListCases", list, token).cases(), SizeIs(0));
  EXPECT_EQ(post("ResolveCase", close.SerializeAsString(), token).status, 400) << "once";
}

}  // namespace
}  // namespace foyer::http
