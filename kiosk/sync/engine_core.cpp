#include "kiosk/sync/engine_core.h"

#include "shared/base/log.h"
#include "shared/schema/schema.h"

namespace foyer::uplink {

Result<std::unique_ptr<EngineCore>> EngineCore::open(EngineParts& parts, OpenLine openLine,
                                                     std::shared_ptr<Mailbox> mailbox) {
  std::unique_ptr<EngineCore> core(new EngineCore(parts));
  const Identity& identity = parts.identity;
  FOYER_ASSIGN(core->m_journal, journal::Journal::open(parts.journalPath,
                                                       {identity.device, identity.sealingPublicKey,
                                                        identity.signingSecretKey.copy()},
                                                       parts.clock, parts.random, parts.journalOptions));
  if (!parts.seatsPath.empty()) {
    auto seats = catalogue::SeatBook::open(parts.seatsPath, parts.clock, parts.journalOptions.vfs);
    // Then nobody is confirmed here: they wait, which is true.
    if (!seats.ok()) logError(Event("the file of seats cannot be opened").with("reason", seats.error()));
    if (seats.ok()) core->m_seats = std::move(*seats);
  }
  core->m_uplink = std::make_unique<Uplink>(identity, std::move(openLine), *core->m_journal, parts.clock, parts.random,
                                            mailbox, parts.catalogue, parts.programVersion, core->m_seats.get());
  core->m_assets = std::make_unique<AssetIntake>(parts.assets, identity.server.substr(0, identity.server.rfind(':')),
                                                 parts.clock, parts.random, mailbox);
  return core;
}

Result<journal::Receipt> EngineCore::store(record::ChangeBody&& body) {
  const Id16 changeId = body.id;
  return m_journal->append(changeId, [&](const record::Dot& dot, uint64_t lamport) -> Result<record::Change> {
    body.authorKind = record::AuthorKind::AUTHOR_KIND_KIOSK;
    body.author = dot.author;
    body.seq = dot.seq;
    body.lamport = lamport;
    body.wallMs = m_parts.clock.wallMs();
    body.bootMs = m_parts.clock.bootMs();
    body.bootId = m_parts.clock.bootId();
    body.schemaVersion = schema::kSchemaVersion;
    // A copy: on a full disk the journal asks once more, with the reserve given up.
    auto checked = m_parts.validator.check(record::ChangeBody(body));
    if (auto* change = std::get_if<record::Change>(&checked)) return std::move(*change);
    const auto& violations = std::get<std::vector<validate::Violation>>(checked);
    return Error(Code::kInvalidArgument, std::string("Something in what was entered is not valid: ") +
                                             validate::sentenceEn(violations.at(0).code));
  });
}

Id16 EngineCore::reserveSeats(const std::string& session, uint32_t seats) {
  if (!m_seats) return {};
  const auto lease = m_seats->reserve(session, seats);
  if (!lease.ok()) logWarning(Event("seats could not be taken").with("reason", lease.error()));
  tellSeats();
  return lease.ok() ? *lease : Id16{};
}

void EngineCore::giveBackSeats(const Id16& lease, uint32_t seats) {
  if (!m_seats) return;
  const Status given = m_seats->giveBack(lease, seats);
  if (!given.ok()) logWarning(Event("seats could not be put back").with("reason", given.error()));
  m_uplink->wake();
  tellSeats();
}

void EngineCore::wishSeats(const std::string& session, uint32_t seats) {
  if (!m_seats) return;
  m_seats->wish(session, seats);
  m_uplink->wake();
}

void EngineCore::tellSeats() {
  if (!m_seats || !m_parts.onSeats) return;
  catalogue::SeatCounts counts = m_seats->counts();
  if (counts == m_seatCounts) return;
  m_seatCounts = std::move(counts);
  m_parts.onSeats(m_seatCounts);
}

CourierParts EngineCore::courierParts() {
  return {m_parts.identity, *m_journal,          m_parts.clock,
          m_parts.random,   m_parts.journalPath + ".courier", m_parts.programVersion,
          [this] { m_uplink->onRenumbering(); }, m_parts.catalogue.onEpoch};
}

void EngineCore::onTime() {
  m_uplink->onTime();
  m_assets->onTime(m_uplink->state().assetPort);
  m_journal->dropStaleDataKey();
  // Copies go only after a welcome: while nobody answers, a server that was restored may lack them. A disk without
  // room cannot wait.
  if (!m_uplink->state().isOnline && m_journal->canCapture()) return;
  const Status tidied = m_journal->tidy();
  // Said once, not every time.
  if (!tidied.ok() && !m_isUntidy)
    logWarning(Event("old entries of the journal could not be purged").with("error", tidied.error()));
  m_isUntidy = !tidied.ok();
  tellSeats();
}

EngineState EngineCore::state() const {
  return {m_uplink->state(), m_journal->counts(), m_journal->canCapture()};
}

}  // namespace foyer::uplink
