#include "sync-server/catalogue/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>

namespace foyer::catalogue {
namespace {

// A catalogue nests six levels deep; more is a slip of indentation or an attack on the stack.
constexpr size_t kDepthMax = 16;

// Builds one document's tree from the parser's events. Children are collected on a stack and moved into
// their parent when they end.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& file, Problems& problems) : m_file(file), m_problems(problems) {}

  bool takeRoot(YamlNode* root) {
    if (!m_hasRoot) return false;
    *root = std::move(m_root);
    return true;
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    put(leaf(mark, YamlNode::Kind::kNothing, ""));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    m_problems.add(m_file, mark.line + 1, "A reference with * is not possible here; write the text itself.");
    if (!m_stack.empty() && m_stack.back().awaitsValue) forgetName(m_stack.back());
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    put(leaf(mark, YamlNode::Kind::kText, value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, YamlNode::Kind::kList);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, YamlNode::Kind::kMap);
  }
  void OnMapEnd() override { close(); }

 private:
  // A map that waits for a name, or for the value of the last name.
  struct Open {
    YamlNode node;
    bool awaitsValue = false;
    bool dropsValue = false;
  };

  static YamlNode leaf(const YAML::Mark& mark, YamlNode::Kind kind, const std::string& text) {
    YamlNode node;
    node.kind = kind;
    node.line = mark.line + 1;
    node.text = text;
    return node;
  }

  void open(const YAML::Mark& mark, YamlNode::Kind kind) {
    if (m_stack.size() == kDepthMax && !m_tooDeep) {
      m_tooDeep = true;
      m_problems.add(m_file, mark.line + 1, "This is nested too deeply; check the indentation.");
    }
    m_stack.push_back({leaf(mark, kind, "")});
  }

  void close() {
    YamlNode node = std::move(m_stack.back().node);
    m_stack.pop_back();
    put(std::move(node));
  }

  void put(YamlNode node) {
    if (m_stack.empty()) {
      m_root = std::move(node);
      m_hasRoot = true;
      return;
    }
    Open& parent = m_stack.back();
    if (parent.node.kind == YamlNode::Kind::kMap && !parent.awaitsValue) {
      putName(parent, node);
      return;
    }
    const bool drops = parent.dropsValue || m_stack.size() >= kDepthMax;
    parent.awaitsValue = parent.dropsValue = false;
    if (!drops) parent.node.children.push_back(std::move(node));
  }

  // The last name has no value that could be used.
  static void forgetName(Open& parent) {
    if (!parent.dropsValue) {
      parent.node.names.pop_back();
      parent.node.nameLines.pop_back();
    }
    parent.awaitsValue = parent.dropsValue = false;
  }

  void putName(Open& parent, const YamlNode& node) {
    if (node.kind != YamlNode::Kind::kText) {
      m_problems.add(m_file, node.line,
                     "A name is expected before the colon; put a text with brackets in quotes.");
    }
    auto& names = parent.node.names;
    const auto twin = std::find(names.begin(), names.end(), node.text);
    if (twin != names.end()) {
      const int first = parent.node.nameLines[static_cast<size_t>(twin - names.begin())];
      m_problems.add(m_file, node.line,
                     inQuotes(node.text) + " stands here a second time (first in line " +
                         std::to_string(first) + "); take one of them away or give it another name.");
    }
    parent.awaitsValue = true;
    parent.dropsValue = twin != names.end() || m_stack.size() >= kDepthMax;
    if (parent.dropsValue) return;
    names.push_back(node.text);
    parent.node.nameLines.push_back(node.line);
  }

  const std::string& m_file;
  Problems& m_problems;
  std::vector<Open> m_stack;
  YamlNode m_root;
  bool m_hasRoot = false;
  bool m_tooDeep = false;
};

}  // namespace

std::vector<YamlNode> parseYaml(const std::string& text, const std::string& file, Problems& problems) {
  std::vector<YamlNode> documents;
  try {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    for (;;) {
      TreeBuilder builder(file, problems);
      if (!parser.HandleNextDocument(builder)) break;
      YamlNode root;
      if (builder.takeRoot(&root) && root.kind != YamlNode::Kind::kNothing)
        documents.push_back(std::move(root));
    }
  } catch (const YAML::Exception& failure) {
    const int line = failure.mark.is_null() ? 0 : failure.mark.line + 1;
    problems.add(file, line,
                 "This cannot be read as YAML (" + failure.msg +
                     "); check the indentation here and above, and put texts with a colon in quotes.");
  }
  return documents;
}

}  // namespace foyer::catalogue
