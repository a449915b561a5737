#include "sync-server/ingest/log_opener.h"

#include <algorithm>

#include "shared/record/covered.h"

namespace foyer::ingest {

LogOpener::DataKey LogOpener::known(const Id16& id) {
  const std::lock_guard lock(m_mutex);
  const auto found = m_byId.find(id);
  if (found == m_byId.end()) return nullptr;
  m_recent.splice(m_recent.begin(), m_recent, found->second);
  return found->second->second;
}

void LogOpener::remember(const Id16& id, DataKey key) {
  const std::lock_guard lock(m_mutex);
  if (m_byId.count(id)) return;
  m_recent.emplace_front(id, std::move(key));
  m_byId[id] = m_recent.begin();
  if (m_recent.size() <= kOpenDataKeysMax) return;
  m_byId.erase(m_recent.back().first);
  m_recent.pop_back();
}

Result<record::ChangeBody> LogOpener::unseal(const seal::SecretBytes& key, const store::LogRow& row) const {
  const bool isRenamed = !row.originAuthor.isNil();
  const seal::EntryHeader header{row.device, isRenamed ? row.originAuthor : row.author,
                                 isRenamed ? row.originSeq : row.seq, row.schemaVersion, row.changeId};
  FOYER_ASSIGN(const std::string bytes, seal::openEntry({row.dataKeyId, row.content}, header, key));
  const seal::BesideKey beside = seal::besideKey(key);
  return record::decodeCovered(bytes, {row.changeId, header.incarnation, header.seq, row.schemaVersion, beside.bootId,
                                       beside.wallLessBootMs});
}

Result<record::Change> LogOpener::openWith(const seal::SecretBytes& key, const store::LogRow& row) const {
  FOYER_ASSIGN(record::ChangeBody body, unseal(key, row));
  return check(std::move(body), row);
}

Result<record::Change> LogOpener::check(record::ChangeBody body, const store::LogRow& row) const {
  const bool isRenamed = !row.originAuthor.isNil();
  if (body.id != row.changeId || body.author != (isRenamed ? row.originAuthor : row.author) ||
      body.seq != (isRenamed ? row.originSeq : row.seq))
    return Error(Code::kInvalidArgument, "The entry's cover names another change than its content.");
  if (body.isRedacted && !row.dataKeyId.isNil())
    return Error(Code::kInvalidArgument, "The entry says that content was taken out of it; only this server does that.");
  const bool isKiosk = !row.device.isNil();
  if (isKiosk != (body.authorKind == record::AuthorKind::AUTHOR_KIND_KIOSK))
    return Error(Code::kInvalidArgument, "The entry's author is not of the kind that sent it.");
  // After a clone two changes may have the same old dot: the new one is theirs alone.
  body.author = row.author;
  body.seq = row.seq;
  auto checked = m_validator.check(std::move(body));
  if (auto* change = std::get_if<record::Change>(&checked)) return std::move(*change);
  const auto& violations = std::get<std::vector<validate::Violation>>(checked);
  return Error(Code::kInvalidArgument, std::string("Field ") + std::to_string(violations.front().field) + " of record " +
                                           std::to_string(violations.front().record + 1) + " is not valid: " +
                                           validate::codeName(violations.front().code) + ".");
}

Result<record::Change> LogOpener::open(const store::DataKeyRow& key, std::string_view signingPublicKey,
                                       const store::LogRow& row) {
  FOYER_ASSIGN(const DataKey opened, dataKey(key, signingPublicKey));
  return openWith(*opened, row);
}

Result<seal::SecretBytes> LogOpener::openKey(const store::DataKeyRow& key, std::string_view signingPublicKey) const {
  const auto pair = std::find_if(m_keys.begin(), m_keys.end(),
                                 [&](const seal::SealingKeyPair& candidate) { return candidate.id == key.sealingKeyId; });
  if (pair == m_keys.end())
    return Error(Code::kDataLoss, "The entry was sealed to a key that this server does not have; restore the organisation's keys.");
  const seal::SealedDataKey sealed{key.id, key.sealingKeyId, key.box, key.signature};
  return seal::openDataKey(sealed, key.device, key.incarnation, *pair, signingPublicKey);
}

Result<LogOpener::DataKey> LogOpener::dataKey(const store::DataKeyRow& key, std::string_view signingPublicKey) {
  DataKey opened = known(key.id);
  if (opened) return opened;
  FOYER_ASSIGN(auto secret, openKey(key, signingPublicKey));
  opened = std::make_shared<const seal::SecretBytes>(std::move(secret));
  remember(key.id, opened);
  return opened;
}

std::optional<Result<record::Change>> LogOpener::openKnown(const store::LogRow& row) {
  const DataKey key = known(row.dataKeyId);
  if (!key) return std::nullopt;
  return openWith(*key, row);
}

Result<LogOpener::DataKey> LogOpener::dataKey(const store::Reader& reader, const store::LogRow& row) {
  FOYER_ASSIGN(const auto key, reader.dataKey(row.dataKeyId));
  if (!key) return Error(Code::kDataLoss, "The entry's data key never arrived; the kiosk must send it again.");
  FOYER_ASSIGN(const auto kiosk, reader.kiosk(row.device));
  if (!kiosk) return Error(Code::kDataLoss, "The entry's kiosk is not enrolled here; enrol it again.");
  return dataKey(*key, kiosk->signingPublicKey);
}

Result<record::Change> LogOpener::open(const store::Reader& reader, const store::LogRow& row) {
  if (row.dataKeyId.isNil()) {
    FOYER_ASSIGN(record::ChangeBody body, record::decodeChange(row.content));
    return check(std::move(body), row);
  }
  FOYER_ASSIGN(const DataKey key, dataKey(reader, row));
  return openWith(*key, row);
}

Result<record::ChangeBody> LogOpener::read(const store::Reader& reader, const store::LogRow& row) {
  if (row.dataKeyId.isNil()) return record::decodeChange(row.content);
  FOYER_ASSIGN(const DataKey key, dataKey(reader, row));
  return unseal(*key, row);
}

}  // namespace foyer::ingest
