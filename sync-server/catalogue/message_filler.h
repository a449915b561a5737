// Fills any message of the catalogue from a tree of YAML, by protobuf reflection.
//
// Place: between yaml_tree and yaml_catalogue. How each type reads in a file:
//   Text             a map of languages:            title: {de: ..., en: ...}; de and en must be there
//   enum             the short name in lower case:  kind: advice       (OFFER_KIND_ADVICE)
//   bool             true or false (yes, no)
//   number           digits
//   repeated         a list; also of Texts and messages
//   map              a map
//   message          a map of its fields
// Beyond types it asks field_laws. A field that the schema gains is readable at once.
// Ownership: borrows everything for the time of one load; loading thread. Errors: Problems, each with its
// line; filling goes on, so that all problems are found. Does not: know items, ids or files.
#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "foyer/catalogue/v1/catalogue.pb.h"
#include "sync-server/catalogue/assets.h"
#include "sync-server/catalogue/problems.h"
#include "sync-server/catalogue/references.h"
#include "sync-server/catalogue/yaml_tree.h"

namespace foyer::catalogue {

class MessageFiller {
 public:
  MessageFiller(const std::string& file, Problems& problems, References& references, Assets& assets)
      : m_file(file), m_problems(problems), m_references(references), m_assets(assets) {}

  // `noun` names the message for a person ("The offer \"advice\""), `line` is where it begins.
  void fill(const YamlNode& node, int line, const std::string& noun, google::protobuf::Message& message);

 private:
  // A field and where it stands.
  struct Place {
    const google::protobuf::FieldDescriptor* field;
    std::string name;
    int line;
  };

  void fillField(const YamlNode& node, const Place& place, google::protobuf::Message& message);
  void fillList(const YamlNode& node, const Place& place, google::protobuf::Message& message);
  void fillNamed(const YamlNode& node, const Place& place, google::protobuf::Message& message);
  void fillText(const YamlNode& node, const Place& place, v1::Text& text);
  void fillMessage(const YamlNode& node, const Place& place, google::protobuf::Message& inner);
  void setScalar(const YamlNode& node, const Place& place, google::protobuf::Message& message);
  void setNumber(const YamlNode& node, const Place& place, google::protobuf::Message& message);
  void setWord(const YamlNode& node, const Place& place, google::protobuf::Message& message);
  void checkLaws(const std::string& value, const Place& place);
  void checkMissing(const YamlNode& node, int line, const std::string& noun,
                    const google::protobuf::Message& message);
  void checkSpan(const YamlNode& node, int line);

  const std::string& m_file;
  Problems& m_problems;
  References& m_references;
  Assets& m_assets;
};

}  // namespace foyer::catalogue
