#include "sync-server/catalogue/yaml_catalogue.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "sync-server/catalogue/field_laws.h"
#include "sync-server/catalogue/message_filler.h"
#include "sync-server/catalogue/problems.h"
#include "sync-server/catalogue/references.h"
#include "sync-server/catalogue/source_file.h"
#include "sync-server/catalogue/yaml_tree.h"

namespace foyer::catalogue {
namespace {

namespace fs = std::filesystem;
using google::protobuf::FieldDescriptor;

// The one kind of which there is a single item, with this id.
constexpr const char* kSettings = "settings";
constexpr const char* kTopic = "topic";
// Without these no kiosk can greet anybody.
constexpr const char* kKindsNeeded[] = {"programme", "site", kSettings};
// Leaves room to place an entry between two others by a number of its own.
constexpr uint32_t kOrderStep = 10;

const google::protobuf::OneofDescriptor& kinds() { return *v1::Item::descriptor()->FindOneofByName("body"); }

const FieldDescriptor* kindField(const std::string& name) {
  const auto* field = v1::Item::descriptor()->FindFieldByName(name);
  return field != nullptr && field->containing_oneof() == &kinds() ? field : nullptr;
}

class Loading {
 public:
  explicit Loading(const std::string& folder) : m_assets(folder) {}
  Problems& problems() { return m_problems; }
  LoadedCatalogue take() { return {std::move(m_items), std::move(m_assets.loaded())}; }

  void readFile(const fs::path& path) {
    const std::string& name = *m_names.insert(path.filename().string()).first;
    const auto text = readSource(path.string(), name, m_problems);
    if (!text) return;
    for (const YamlNode& document : parseYaml(*text, name, m_problems)) readDocument(name, document);
  }

  void finish(const std::string& folder) {
    m_references.settle(m_problems);
    if (m_problems.any()) return;
    for (const char* kind : kKindsNeeded) {
      if (m_seen.count(kind)) continue;
      m_problems.add(folder, 0,
                     "The catalogue has no \"" + std::string(kind) + ":\"; add it to one of the files.");
    }
  }

 private:
  void readDocument(const std::string& file, const YamlNode& document) {
    if (document.kind != YamlNode::Kind::kMap) {
      m_problems.add(file, document.line,
                     "A kind is expected at the beginning of the line, such as \"offer:\".");
      return;
    }
    for (size_t i = 0; i < document.children.size(); ++i) {
      readKind(file, document.names[i], document.nameLines[i], document.children[i]);
    }
  }

  void readKind(const std::string& file, const std::string& kind, int line, const YamlNode& entries) {
    const FieldDescriptor* field = kindField(kind);
    if (field == nullptr) {
      std::set<std::string> known;
      for (int i = 0; i < kinds().field_count(); ++i) known.insert(kinds().field(i)->name());
      m_problems.add(file, line, inQuotes(kind) + " is not a kind of item; " + suggestion(kind, known));
      return;
    }
    const bool isFirst = m_seen.insert(kind).second;
    if (kind == kSettings && !isFirst) {
      m_problems.add(file, line,
                     "The settings stand here a second time; keep one of them, a centre has only one.");
      return;
    }
    if (kind == kSettings) {
      readItem(file, *field, kSettings, line, entries);
      return;
    }
    if (entries.kind != YamlNode::Kind::kMap) {
      m_problems.add(file, line,
                     inQuotes(kind) + " needs ids on the lines below, indented, each with a colon.");
      return;
    }
    for (size_t i = 0; i < entries.children.size(); ++i) {
      readItem(file, *field, entries.names[i], entries.nameLines[i], entries.children[i]);
    }
  }

  void readItem(const std::string& file, const FieldDescriptor& kind, const std::string& id, int line,
                const YamlNode& node) {
    if (const auto wrong = objectionToId(kind.name(), id)) m_problems.add(file, line, *wrong);
    v1::Item item;
    item.set_id(id);
    auto& body = *item.GetReflection()->MutableMessage(&item, &kind);
    const std::string noun = "The " + kind.name() + (id == kSettings ? "" : " " + inQuotes(id));
    MessageFiller(file, m_problems, m_references, m_assets).fill(node, line, noun, body);
    const std::string target = kind.name() == kTopic ? kind.name() + ":" + item.topic().list() : kind.name();
    m_references.define(target, id, file, line);
    orderByPlace(node, target, body);
    m_items.push_back(std::move(item));
  }

  void orderByPlace(const YamlNode& node, const std::string& target, google::protobuf::Message& body) {
    const auto* order = body.GetDescriptor()->FindFieldByName("order");
    if (order == nullptr) return;
    const uint32_t place = m_places[target] += kOrderStep;
    const bool given = std::find(node.names.begin(), node.names.end(), "order") != node.names.end();
    if (!given) body.GetReflection()->SetUInt32(&body, order, place);
  }

  Problems m_problems;
  References m_references;
  Assets m_assets;
  std::set<std::string> m_names;
  std::set<std::string> m_seen;
  std::map<std::string, uint32_t> m_places;
  std::vector<v1::Item> m_items;
};

// What may lie beside a catalogue: notes, and what editors and systems leave.
bool isNoCatalogue(const fs::path& path) {
  const std::string name = path.filename().string();
  return path.extension() == ".md" || name.starts_with('.') || name.ends_with('~') || name.starts_with("LICENSE");
}

// The *.yaml files in the order of their names; nothing and a problem if the folder is not as it should be.
std::vector<fs::path> yamlFiles(const std::string& folder, Problems& problems) {
  std::vector<fs::path> files, strangers;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    const fs::path& path = entry->path();
    std::error_code ignored;
    if (path.extension() == ".yaml") {
      files.push_back(path);
    } else if (!isNoCatalogue(path) && fs::is_regular_file(path, ignored)) {
      strangers.push_back(path);
    }
  }
  if (failure) {
    problems.add(folder, 0,
                 "The folder cannot be read (" + failure.message() + "); check its name and its rights.");
  } else if (files.empty()) {
    problems.add(folder, 0, "There is no file that ends in .yaml; name the folder that holds the catalogue.");
  } else if (files.size() > kFilesMax) {
    problems.add(folder, 0,
                 "There are more than 256 files that end in .yaml; name the folder of one catalogue.");
    files.clear();
  }
  // Such as offers.yaml.txt: left out in silence, what it offers would be deleted.
  std::sort(strangers.begin(), strangers.end());
  for (size_t i = 0; !files.empty() && i < strangers.size(); ++i) {
    problems.add(strangers[i].filename().string(), 0,
                 "The name does not end in .yaml, so that it is not read; rename the file, or take it out of this folder.");
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<v1::Item>> loadCatalogue(const std::string& folder, std::vector<std::string>& problems) {
  FOYER_ASSIGN(LoadedCatalogue loaded, loadCatalogueWithAssets(folder, problems));
  return std::move(loaded.items);
}

Result<LoadedCatalogue> loadCatalogueWithAssets(const std::string& folder, std::vector<std::string>& problems) {
  Loading loading(folder);
  for (const fs::path& file : yamlFiles(folder, loading.problems())) loading.readFile(file);
  loading.finish(folder);
  problems = loading.problems().lines();
  if (!loading.problems().any()) return loading.take();
  const size_t found = loading.problems().found();
  return Error(Code::kInvalidArgument,
               "The catalogue has " + std::to_string(found) + (found == 1 ? " problem" : " problems") +
                   " and was not loaded; correct the lines that are named and load it again.");
}

}  // namespace foyer::catalogue
