#include "sync-server/app/admin.h"

#include <algorithm>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "sync-server/accounts/accounts.h"
#include "sync-server/catalogue/feed.h"
#include "sync-server/catalogue/yaml_catalogue.h"
#include "sync-server/fleet/authority.h"
#include "sync-server/fleet/identity.h"
#include "sync-server/fleet/keyring.h"

namespace foyer::app {
namespace {

// Kiosks are enrolled for a site that the catalogue knows; without a catalogue any site may come later.
Status checkSite(const store::Store& store, const std::string& site) {
  std::vector<store::CatalogueRow> rows;
  FOYER_TRY(store.read([&](const store::Reader& reader) -> Status {
    FOYER_ASSIGN(rows, reader.catalogue());
    return okStatus();
  }));
  std::string known;
  for (const store::CatalogueRow& row : rows) {
    if (row.kind != "site") continue;
    if (row.id == site) return okStatus();
    known += (known.empty() ? "" : ", ") + row.id;
  }
  if (known.empty()) return okStatus();
  return Error(Code::kInvalidArgument, "The catalogue has no site \"" + site.substr(0, 80) + "\"; known are: " + known + ".");
}

Result<std::string> enrolKiosk(const Invocation& invocation, const AdminParts& parts) {
  FOYER_TRY(checkSite(parts.store, invocation.text("--site")));
  FOYER_ASSIGN(auto authority, fleet::Authority::open(parts.keysFolder));
  FOYER_ASSIGN(auto keys, fleet::loadKeys(parts.keysFolder));
  fleet::Enrolment enrolment;
  enrolment.name = invocation.text("--name");
  enrolment.site = invocation.text("--site");
  enrolment.server = invocation.text("--server", "localhost:" + std::to_string(kSyncPort));
  enrolment.sealingPublicKey = keys.back().publicKey;
  enrolment.folder = invocation.text("--out");
  FOYER_ASSIGN(auto row, fleet::enrolKiosk(enrolment, authority, parts.write, parts.clock, parts.random));
  return "Kiosk " + row.device.uuid() + " is enrolled; its identity is in " + enrolment.folder + ".\n";
}

// The stored items with their kinds, tombstones included.
Status readStored(const store::Reader& reader, catalogue::StoredItems& items,
                  std::map<std::string, std::string>& kinds) {
  FOYER_ASSIGN(auto rows, reader.catalogueAfter(0, kCatalogueItemsMax));
  for (const store::CatalogueRow& row : rows) {
    catalogue::v1::Item item;
    if (!item.ParseFromString(row.item)) {
      return Error(Code::kDataLoss, "An item of the stored catalogue is damaged; restore a backup of the server.");
    }
    kinds[row.id] = row.kind;
    items[row.id] = std::move(item);
  }
  return okStatus();
}

// Before the items that name them: a kiosk never reads of a picture that is not there.
Status storeAssets(const catalogue::LoadedAssets& assets, const AdminParts& parts) {
  for (const auto& [hash, asset] : assets) {
    const store::AssetRow row{hash, asset.mediaType, asset.content.size()};
    FOYER_TRY(parts.write([&](store::Writer& writer) { return writer.putAsset(row, asset.content); }));
  }
  return okStatus();
}

Status dropUnusedAssets(store::Writer& writer, const catalogue::LoadedAssets& used) {
  FOYER_ASSIGN(const auto stored, writer.assets());
  for (const store::AssetRow& row : stored) {
    if (!used.contains(row.sha256)) FOYER_TRY(writer.deleteAsset(row.sha256));
  }
  return okStatus();
}

Result<size_t> publish(const catalogue::LoadedCatalogue& catalogue, const AdminParts& parts) {
  const std::vector<catalogue::v1::Item>& loaded = catalogue.items;
  FOYER_TRY(storeAssets(catalogue.assets, parts));
  size_t changed = 0;
  FOYER_TRY(parts.write([&](store::Writer& writer) -> Status {
    catalogue::StoredItems stored;
    std::map<std::string, std::string> kinds;
    FOYER_TRY(readStored(writer, stored, kinds));
    FOYER_ASSIGN(int64_t head, writer.catalogueHead());
    FOYER_ASSIGN(auto changes, catalogue::feedChanges(stored, loaded, static_cast<uint64_t>(head)));
    for (const catalogue::v1::Item& item : changes) {
      const std::string kind = item.deleted() ? kinds[item.id()] : catalogue::kindOf(item);
      FOYER_TRY(writer.putCatalogue({item.id(), kind, static_cast<int64_t>(item.sequence()),
                                     item.SerializeAsString(), item.deleted()}));
    }
    changed = changes.size();
    return dropUnusedAssets(writer, catalogue.assets);
  }));
  return changed;
}

Result<std::string> loadCatalogue(const Invocation& invocation, const AdminParts& parts) {
  std::vector<std::string> problems;
  auto loaded = catalogue::loadCatalogueWithAssets(invocation.operands.front(), problems);
  if (!loaded.ok()) {
    std::string text;
    for (const std::string& line : problems) text += line + "\n";
    return Error(loaded.error().code(), text + loaded.error().message());
  }
  if (loaded->items.size() > kCatalogueItemsMax) {
    return Error(Code::kInvalidArgument, "The catalogue has more than " + std::to_string(kCatalogueItemsMax) + " items.");
  }
  FOYER_ASSIGN(size_t changed, publish(*loaded, parts));
  if (changed > 0 && parts.onCatalogueChanged) parts.onCatalogueChanged();
  const size_t assets = loaded->assets.size();
  return "The catalogue has " + std::to_string(loaded->items.size()) + " items; " + std::to_string(changed) +
         " of them changed." +
         (assets == 0 ? "" : " It has " + std::to_string(assets) + " pictures and recordings.") + "\n";
}

}  // namespace

bool isAdminVerb(Verb verb) {
  return verb == Verb::kEnrolKiosk || verb == Verb::kLoadCatalogue || verb == Verb::kFirstRunCode;
}

Result<std::string> runAdmin(const Invocation& invocation, const AdminParts& parts) {
  switch (invocation.verb) {
    case Verb::kEnrolKiosk:
      return enrolKiosk(invocation, parts);
    case Verb::kLoadCatalogue:
      return loadCatalogue(invocation, parts);
    case Verb::kFirstRunCode: {
      accounts::Accounts accounts(parts.store, parts.write, parts.clock, parts.random);
      FOYER_ASSIGN(auto code, accounts.makeFirstRunCode());
      return code + "\n";
    }
    default:
      return Error(Code::kInvalidArgument, "This is not an admin command.");
  }
}

}  // namespace foyer::app
