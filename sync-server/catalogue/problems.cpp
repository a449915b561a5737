#include "sync-server/catalogue/problems.h"

#include <algorithm>
#include <tuple>

namespace foyer::catalogue {
namespace {

// A list of more would hide the sentence.
constexpr size_t kKnownShownMax = 24;
constexpr size_t kQuotedBytesMax = 60;

// Letters to insert, delete, exchange, or swap with their neighbour.
size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t exchange = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + exchange});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

void Problems::add(const std::string& file, int line, const std::string& sentence) {
  ++m_found;
  m_problems.push_back({file, line, sentence});
  if (m_problems.size() < 2 * kProblemsMax) return;
  std::stable_sort(m_problems.begin(), m_problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
  m_problems.resize(kProblemsMax);
}

std::vector<std::string> Problems::lines() const {
  std::vector<Problem> sorted = m_problems;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
  if (sorted.size() > kProblemsMax) sorted.resize(kProblemsMax);
  std::vector<std::string> lines;
  for (const Problem& problem : sorted) {
    const std::string place = problem.line > 0 ? ":" + std::to_string(problem.line) : "";
    lines.push_back(problem.file + place + ": " + problem.sentence);
  }
  if (m_found > kProblemsMax) {
    lines.push_back("There are " + std::to_string(m_found - kProblemsMax) +
                    " more problems; correct these first and load again.");
  }
  return lines;
}

std::string nearest(std::string_view word, const std::set<std::string>& candidates) {
  std::string best;
  size_t bestDistance = std::max<size_t>(2, word.size() / 3) + 1;
  if (word.size() > kQuotedBytesMax) return best;
  for (const std::string& candidate : candidates) {
    const size_t distance = editDistance(word, candidate);
    if (distance < bestDistance && distance < candidate.size()) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, const std::set<std::string>& candidates) {
  const std::string near = nearest(word, candidates);
  if (!near.empty()) return "did you mean \"" + near + "\"?";
  if (candidates.empty()) return "there are none yet.";
  std::string known;
  size_t shown = 0;
  for (const std::string& candidate : candidates) {
    if (shown == kKnownShownMax) {
      known += " and " + std::to_string(candidates.size() - shown) + " more";
      break;
    }
    known += (shown++ ? ", " : "") + candidate;
  }
  return "known are: " + known + ".";
}

std::string inQuotes(std::string_view word) {
  std::string text = "\"";
  for (char c : word.substr(0, kQuotedBytesMax)) text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  if (word.size() > kQuotedBytesMax) {
    while (text.size() > 1 && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
    if (static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back();
    text += "...";
  }
  return text + "\"";
}

}  // namespace foyer::catalogue
