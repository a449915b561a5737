// The documents of a YAML file as a tree that remembers the line of everything.
//
// Place: second step of loading, between bytes and messages. Only what a catalogue needs: maps with plain
// names, lists, texts. Numbers, dates and yes/no stay text here, since the catalogue's schema says what they
// are (so `no` is a word, `17:00` a time and no sum). Anchors and aliases are refused: they make a file
// hard to read, and small files explode with them.
// Ownership: values. Errors: Problems. Does not: know the catalogue.
#pragma once

#include <string>
#include <vector>

#include "sync-server/catalogue/problems.h"

namespace foyer::catalogue {

struct YamlNode {
  enum class Kind { kNothing, kText, kList, kMap };
  Kind kind = Kind::kNothing;
  int line = 0;
  std::string text;
  // Of a map: the name and its line for each of `children`, in the order of the file.
  std::vector<std::string> names;
  std::vector<int> nameLines;
  std::vector<YamlNode> children;
};

// One tree a document; empty documents are left out. Names that stand twice in one map are a problem.
std::vector<YamlNode> parseYaml(const std::string& text, const std::string& file, Problems& problems);

}  // namespace foyer::catalogue
