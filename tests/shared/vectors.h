// Reads the files of tests/vectors: sentences as names, lines as cases. For tests only.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/schema/schema.h"
#include "shared/validate/text_rules.h"

namespace foyer::vectors {

struct Line {
  std::string word;  // the first word
  std::string rest;
};

struct Vector {
  std::string sentence;  // file name without ending
  std::vector<Line> lines;
};

// Turns \n, \t, \0, \\, \u{hex} and \repeat{text,count} into what they mean.
inline std::string unescape(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    const std::string rest = text.substr(i + 1);
    const size_t close = rest.find('}');
    if (rest.starts_with("u{")) {
      out += validate::toUtf8(std::u32string(1, static_cast<char32_t>(std::stoul(rest.substr(2, close - 2), nullptr, 16))));
      i += close + 1;
    } else if (rest.starts_with("repeat{")) {
      const size_t comma = rest.rfind(',', close);
      for (int n = std::stoi(rest.substr(comma + 1, close - comma - 1)); n > 0; --n) out += rest.substr(7, comma - 7);
      i += close + 1;
    } else {
      const char c = rest.empty() ? '\\' : rest[0];
      out += c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? '\0' : c;
      ++i;
    }
  }
  return out;
}

inline std::vector<Vector> readFolder(const std::string& folder) {
  std::vector<Vector> vectors;
  for (const auto& file : std::filesystem::directory_iterator(std::string(FOYER_SOURCE_DIR "/tests/vectors/") + folder)) {
    if (file.path().extension() != ".txt") continue;
    Vector vector{file.path().stem().string(), {}};
    std::ifstream stream(file.path());
    for (std::string line; std::getline(stream, line);) {
      if (line.empty() || line[0] == '#') continue;
      const size_t blank = line.find(' ');
      vector.lines.push_back({line.substr(0, blank), blank == std::string::npos ? "" : line.substr(blank + 1)});
    }
    vectors.push_back(std::move(vector));
  }
  std::sort(vectors.begin(), vectors.end(), [](const Vector& a, const Vector& b) { return a.sentence < b.sentence; });
  FOYER_ASSERT(!vectors.empty());
  return vectors;
}

// "Contact.phone"
inline const schema::FieldRule& fieldNamed(const schema::Schema& schema, const std::string& name) {
  const size_t dot = name.find('.');
  const schema::RecordType* type = schema.typeNamed(name.substr(0, dot));
  FOYER_ASSERT(type);
  const schema::FieldRule* rule = type->fieldNamed(name.substr(dot + 1));
  FOYER_ASSERT(rule);
  return *rule;
}

// Test names may hold letters and digits only.
inline std::string testName(const std::string& sentence) {
  std::string name;
  bool isStart = true;
  for (const char c : sentence) {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      name += isStart ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
      isStart = false;
    } else {
      isStart = true;
    }
  }
  return name;
}

inline std::string nameOf(const ::testing::TestParamInfo<Vector>& info) { return testName(info.param.sentence); }

}  // namespace foyer::vectors
