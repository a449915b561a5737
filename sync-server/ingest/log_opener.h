// Opens log rows again: unseals what kiosks sealed, decodes what staff wrote, validates both.
//
// Place: used by ingest for held changes, by rebuild, and by review for the history of a record.
// Ownership: refers to schema and keys, which must outlive it; keeps opened data keys (bounded) and wipes them
// when they go. Threads: any (the keys are locked inside). Errors: kDataLoss for what cannot be opened, kInvalidArgument
// for what does not validate, with a plain reason and no content. Does not: write.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/record/record.h"
#include "shared/seal/seal.h"
#include "shared/validate/validate.h"
#include "sync-server/store/store.h"

namespace foyer::ingest {

inline constexpr size_t kOpenDataKeysMax = 256;  // one a kiosk in use, for a fleet of 50 with their last days

class LogOpener {
 public:
  LogOpener(const schema::Schema& schema, const std::vector<seal::SealingKeyPair>& keys)
      : m_validator(schema), m_keys(keys) {}

  // The change in this row; the data key is looked up in the store.
  Result<record::Change> open(const store::Reader& reader, const store::LogRow& row);
  // With a data key that is not stored yet. `signingPublicKey` is the device's.
  Result<record::Change> open(const store::DataKeyRow& key, std::string_view signingPublicKey,
                              const store::LogRow& row);
  // With a data key that was opened here before; nothing if it was not, or was forgotten.
  std::optional<Result<record::Change>> openKnown(const store::LogRow& row);
  // The same, decoded and not judged: for people who are to repair it.
  Result<record::ChangeBody> read(const store::Reader& reader, const store::LogRow& row);
  // Whether this data key, as it is here, is its device's and can be opened.
  bool isWhole(const store::DataKeyRow& key, std::string_view signingPublicKey) const {
    return openKey(key, signingPublicKey).ok();
  }

 private:
  // Shared, so that unsealing needs no lock while another thread makes this one forget the key.
  using DataKey = std::shared_ptr<const seal::SecretBytes>;
  DataKey known(const Id16& id);
  void remember(const Id16& id, DataKey key);
  Result<record::Change> openWith(const seal::SecretBytes& key, const store::LogRow& row) const;
  Result<record::ChangeBody> unseal(const seal::SecretBytes& key, const store::LogRow& row) const;
  // Validated; says in plain words what is wrong.
  Result<record::Change> check(record::ChangeBody body, const store::LogRow& row) const;
  Result<seal::SecretBytes> openKey(const store::DataKeyRow& key, std::string_view signingPublicKey) const;
  Result<DataKey> dataKey(const store::DataKeyRow& key, std::string_view signingPublicKey);
  Result<DataKey> dataKey(const store::Reader& reader, const store::LogRow& row);

  validate::Validator m_validator;
  const std::vector<seal::SealingKeyPair>& m_keys;
  std::mutex m_mutex;
  std::list<std::pair<Id16, DataKey>> m_recent;  // newest first
  std::unordered_map<Id16, std::list<std::pair<Id16, DataKey>>::iterator> m_byId;
};

}  // namespace foyer::ingest
