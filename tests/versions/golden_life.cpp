#include "tests/versions/golden_life.h"

#include <future>

#include "sync-server/app/backup.h"
#include "sync-server/review/edits.h"
#include "sync-server/review/inbox_view.h"

namespace foyer::versions {

namespace {

std::string now(const AtWork& server) { return std::to_string(server.clock.wallMs()); }

Id16 firstAccount(AtWork& server) {
  const std::string code = must(server.accounts.makeFirstRunCode());
  return must(server.accounts.createFirst(code, kStaffName, kStaffPassword, "127.0.0.1")).who.accountId;
}

// Staff at the desk, who see what stands there now.
void editPhone(AtWork& server, const Id16& account, const Id16& contact, const std::string& phone) {
  staff::v1::EditRecordRequest request;
  request.set_record_id(contact.uuid());
  request.add_edits()->set_name("phone");
  request.mutable_edits(0)->add_values(phone);
  const auto writes = [&](const store::Reader& reader) { return review::Edits(server.schema).edit(reader, request); };
  const auto outcome = must(server.ingest.applyStaff(account, writes, ingest::StaffAct::kEdit));
  FOYER_ASSERT(std::holds_alternative<ingest::StaffReceipt>(outcome));
}

// A visitor and staff write another number at the same time.
void conflict(AtWork& server, testworld::Kiosk& lobby, const Id16& account) {
  server.visit(lobby, kBoris, kBorisAsks, "Boris Example", kBorisSlip);
  must(lobby.sync());
  lobby.changeBySlip(seal::slipId(kBorisSlip), "Contact", {{"phone", {kBorisByVisitor}}});
  editPhone(server, account, kBoris, kBorisByStaff);
  must(lobby.sync());
}

void registration(AtWork& server, testworld::Kiosk& lobby) {
  sync::v1::SeatReport report;
  report.add_wishes()->set_session(kSession);
  report.mutable_wishes(0)->set_seats(1);
  const auto leases = server.meet(lobby.row().device, lobby.incarnation(), report);
  FOYER_ASSERT(leases.leases_size() == 1);
  lobby.write({{"Contact", {{"names", {"Chiara Example"}}, {"site", {"pier"}}, {"created_ms", {now(server)}}}, kChiara, {}},
               {"Registration",
                {{"offer", {"swimming-lesson"}},
                 {"session", {kSession}},
                 {"seats", {"1"}},
                 {"state", {"REGISTRATION_STATE_CONFIRMED"}},
                 {"contact", {kChiara.uuid()}},
                 {"lease", {Id16::fromBytes(leases.leases(0).id())->hex()}},
                 {"site", {"pier"}},
                 {"created_ms", {now(server)}}},
                kChiaraComes, {}}},
              seal::slipId(kChiaraSlip));
  must(lobby.sync());
}

// One change waits until its visit comes, another waits for ever.
void heldChanges(AtWork& server, testworld::Kiosk& lobby) {
  lobby.changeBySlip(seal::slipId(kDawitSlip), "Contact", {{"phone", {kDawitPhone}}});
  lobby.changeBySlip(seal::slipId(kLateSlip), "Contact", {{"phone", {kLatePhone}}});
  must(lobby.sync());
  server.visit(lobby, kDawit, kDawitAsks, "Dawit Example", kDawitSlip);
  must(lobby.sync());
}

void showInbox(AtWork& server) {
  const review::RecordView records(server.schema, [&](const store::Reader& reader, const store::LogRow& row) {
    return server.ingest.opener().open(reader, row);
  });
  const review::InboxView inbox(server.schema, records);
  for (bool isBehind = true; isBehind;) {
    must(server.writer.run([&](store::Writer& writer) -> Status {
      FOYER_ASSIGN(isBehind, inbox.catchUp(writer));
      return okStatus();
    }));
  }
}

}  // namespace

AtWork::AtWork(const app::Folder& of, const ManualClock& with)
    : folder(of),
      clock(with),
      schema(must(schema::Schema::loadBuiltIn())),
      keys(must(fleet::loadKeys(of.keysPath()))),
      writer(*of.store),
      ingest(*of.store, writer, schema, keys, clock, systemRandom()),
      desk({*of.store, writer, ingest, clock, keys.back().publicKey, of.epoch}),
      accounts(*of.store, [this](const auto& work) { return writer.run(work); }, clock, systemRandom()) {
  must(ingest.loaded());
  ingest.keepErasedList(store::ErasedList(folder.path));
  sweepSeats();
}

testworld::Kiosk AtWork::enrol(const std::string& name) {
  seal::SigningKeyPair signing = seal::newSigningKeyPair();
  store::KioskRow row;
  row.device = newUuidV7(clock.wallMs(), systemRandom());
  row.name = name;
  row.site = "pier";
  row.certificateFingerprint = row.device.hex();
  row.signingPublicKey = signing.publicKey;
  row.enrolledMs = clock.wallMs();
  must(writer.run([&](store::Writer& to) { return to.putKiosk(row); }));
  return testworld::Kiosk({ingest, schema, clock, systemRandom()}, row, std::move(signing), keys.back().publicKey);
}

sync::v1::SeatLeases AtWork::meet(const Id16& device, const Id16& incarnation, const sync::v1::SeatReport& report) {
  std::promise<Result<sync::v1::SeatLeases>> told;
  must(ingest.meetSeats({device, incarnation, report}, [&](const auto& leases) { told.set_value(leases); }));
  return must(told.get_future().get());
}

void AtWork::visit(testworld::Kiosk& kiosk, const Id16& contact, const Id16& enquiry, const std::string& name,
                   const std::string& slipCode) const {
  kiosk.write({{"Contact",
                {{"names", {name}}, {"phone", {"+49 30 23125 001"}}, {"language", {"pl"}}, {"site", {"pier"}}, {"created_ms", {now(*this)}}},
                contact, {}},
               {"Enquiry",
                {{"text", {"Where does " + name + " learn to swim?"}},
                 {"topics", {"swimming"}},
                 {"contact", {contact.uuid()}},
                 {"site", {"pier"}},
                 {"created_ms", {now(*this)}},
                 {"status", {"REQUEST_STATUS_NEW"}}},
                enquiry, {}}},
              seal::slipId(slipCode));
}

void AtWork::sweepSeats() {
  std::promise<Status> told;
  must(ingest.sweepSeats([&](const Status& status) { told.set_value(status); }));
  must(told.get_future().get());
}

void live(AtWork& server, const std::string& backupFile) {
  const Id16 account = firstAccount(server);
  testworld::Kiosk lobby = server.enrol("lobby");
  server.visit(lobby, kAmal, kAmalAsks, kAmalName, kAmalSlip);
  server.visit(lobby, kErased, kErasedAsked, kErasedName, kErasedSlip);
  must(lobby.sync());
  conflict(server, lobby, account);
  registration(server, lobby);
  heldChanges(server, lobby);
  must(app::backUp(server.folder.path, backupFile, server.clock));
  FOYER_ASSERT(must(server.ingest.erase(account, kErased)) == 2);
  showInbox(server);
  server.desk.noteIncident(lobby.row().device, lobby.incarnation(), sync::v1::INCARNATION_CAUSE_ROLLED_BACK);
  // It is only posted.
  must(server.writer.run([](store::Writer&) { return okStatus(); }));
}

}  // namespace foyer::versions
