#include "kiosk/sync/asset_intake.h"

#include <algorithm>
#include <limits>

#include "shared/base/log.h"

namespace foyer::uplink {

AssetIntake::AssetIntake(AssetParts parts, std::string host, const Clock& clock, Random random,
                         std::shared_ptr<Mailbox> mailbox)
    : m_parts(std::move(parts)),
      m_host(std::move(host)),
      m_clock(clock),
      m_random(std::move(random)),
      m_mailbox(std::move(mailbox)) {}

int64_t AssetIntake::nextDueMs() const {
  const bool wants = m_parts.copy && m_parts.fetch && m_port != 0 && !m_isAsking && !m_parts.copy->missing().empty();
  return wants ? m_nextTryMs : std::numeric_limits<int64_t>::max();
}

void AssetIntake::onTime(uint16_t port) {
  // A new line is a new chance.
  if (port != 0 && m_port == 0) m_nextTryMs = 0;
  m_port = port;
  if (m_clock.bootMs() >= nextDueMs()) ask(port);
}

void AssetIntake::ask(uint16_t port) {
  const auto& missing = m_parts.copy->missing();
  const catalogue::v1::Asset asset = missing[m_turn % missing.size()];
  uint64_t offset = m_parts.copy->shelf().arrived(asset);
  // More than it has is of nothing that we know; it begins anew with the check of the next piece.
  offset = std::min<uint64_t>(offset, asset.size_bytes() - 1);
  m_isAsking = true;
  const AssetPiece piece{m_host, port, toHex(asset.sha256()), offset,
                         std::min<uint64_t>(kAssetPieceBytes, asset.size_bytes() - offset)};
  const auto mailbox = m_mailbox;
  m_parts.fetch(piece, [this, mailbox, asset](const Result<std::string>& bytes) {
    // Tasks run on the engine thread while this lives; after that the mailbox is closed.
    mailbox->post([this, asset, bytes] { onPiece(asset, bytes); });
  });
}

void AssetIntake::onPiece(const catalogue::v1::Asset& asset, const Result<std::string>& bytes) {
  m_isAsking = false;
  if (!bytes.ok()) return onFailure(bytes.error());
  catalogue::AssetShelf& shelf = m_parts.copy->shelf();
  const Status kept = shelf.append(asset, *bytes);
  if (!kept.ok()) return onFailure(kept.error());
  m_failures = 0;
  m_nextTryMs = m_clock.bootMs();
  if (!shelf.has(asset)) return;
  const auto shown = m_parts.copy->onAssetArrived();
  if (!shown.ok()) return onFailure(shown.error());
  if (!*shown) return;
  logInfo(Event("the catalogue is whole and shown").with("cursor", m_parts.copy->cursor()));
  if (m_parts.onShown) m_parts.onShown();
}

void AssetIntake::onFailure(const Error& error) {
  ++m_turn;
  const int64_t longest = std::min(kAssetBackoffMaxMs, kAssetBackoffMinMs << std::min(m_failures, 20u));
  ++m_failures;
  uint8_t dice = 0;
  m_random({&dice, 1});
  m_nextTryMs = m_clock.bootMs() + longest / 2 + longest / 2 * dice / 255;
  logWarning(Event("a picture of the catalogue did not arrive").with("reason", error).with("missing", m_parts.copy->missing().size()));
}

}  // namespace foyer::uplink
