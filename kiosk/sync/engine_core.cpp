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
  core->m_uplink = std::make_unique<Uplink>(identity, std::move(openLine), *core->m_journal, parts.clock, parts.random,
                                            std::move(mailbox), parts.catalogue, parts.programVersion);
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
    auto checked = m_parts.validator.check(std::move(body));
    if (auto* change = std::get_if<record::Change>(&checked)) return std::move(*change);
    const auto& violations = std::get<std::vector<validate::Violation>>(checked);
    return Error(Code::kInvalidArgument, std::string("Something in what was entered is not valid: ") +
                                             validate::sentenceEn(violations.at(0).code));
  });
}

CourierParts EngineCore::courierParts() {
  return {m_parts.identity, *m_journal,          m_parts.clock,
          m_parts.random,   m_parts.journalPath + ".courier", m_parts.programVersion,
          [this] { m_uplink->onRenumbering(); }};
}

void EngineCore::onTime() {
  m_uplink->onTime();
  m_journal->dropStaleDataKey();
  const Status tidied = m_journal->tidy();
  // Said once, not every time.
  if (!tidied.ok() && !m_isUntidy)
    logWarning(Event("old entries of the journal could not be purged").with("error", tidied.error()));
  m_isUntidy = !tidied.ok();
}

EngineState EngineCore::state() const {
  return {m_uplink->state(), m_journal->counts(), m_journal->canCapture()};
}

}  // namespace foyer::uplink
