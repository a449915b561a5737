// What is wrong with the files of a catalogue, gathered so that a person sees all of it at once.
//
// Place: every step of loading adds here; yaml_catalogue hands the lines to the caller. A line reads
// "offers.yaml:12: one sentence with what to do".
// Ownership: one per load, on the loading thread. Errors: none. Does not: print or stop anything.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace foyer::catalogue {

// More would not be read by anybody; the first ones usually explain the rest.
inline constexpr size_t kProblemsMax = 50;

class Problems {
 public:
  // `line` counts from 1; 0: the file as a whole.
  void add(const std::string& file, int line, const std::string& sentence);
  bool any() const { return m_found > 0; }
  size_t found() const { return m_found; }
  // In the order of files and lines; at most kProblemsMax, then one line that says how many more there are.
  std::vector<std::string> lines() const;

 private:
  struct Problem {
    std::string file;
    int line;
    std::string sentence;
  };
  std::vector<Problem> m_problems;
  size_t m_found = 0;
};

// The candidate that somebody who wrote `word` may have meant; empty if none is near.
std::string nearest(std::string_view word, const std::set<std::string>& candidates);

// `did you mean "x"?` if one is near, otherwise `known are: a, b, c.`; for the end of a sentence.
std::string suggestion(std::string_view word, const std::set<std::string>& candidates);

// A word of the file between quotes, shortened, without line breaks.
std::string inQuotes(std::string_view word);

}  // namespace foyer::catalogue
