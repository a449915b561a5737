#include "shared/seal/phrase_tree.h"

#include <algorithm>
#include <deque>

namespace foyer::seal {
namespace {

// Holes are filled by nodes with one way on, which most are; the others look at the last places only, so that laying out
// takes time in proportion to the phrases.
constexpr uint32_t kLookedAt = 2'048;
constexpr uint32_t kBytes = 256;

}  // namespace

PhraseTree::PhraseTree(std::vector<std::pair<std::string_view, uint32_t>> phrases) : m_slots(1 + kBytes) {
  std::sort(phrases.begin(), phrases.end());
  struct Range {
    Node node;
    size_t begin, end, depth;
  };
  std::deque<Range> waiting{{kRoot, 0, phrases.size(), 0}};
  for (; !waiting.empty(); waiting.pop_front()) {
    auto [node, begin, end, depth] = waiting.front();
    // The shortest is first.
    while (begin < end && phrases[begin].first.size() == depth) m_slots[node].phrase = phrases[begin++].second;
    std::vector<uint8_t> bytes;
    std::vector<size_t> starts;
    for (size_t i = begin; i < end; ++i) {
      const auto byte = static_cast<uint8_t>(phrases[i].first[depth]);
      if (!bytes.empty() && bytes.back() == byte) continue;
      bytes.push_back(byte);
      starts.push_back(i);
    }
    if (bytes.empty()) continue;
    starts.push_back(end);
    const uint32_t base = findBase(bytes);
    m_slots[node].base = base;
    for (size_t i = 0; i < bytes.size(); ++i) {
      m_slots[base + bytes[i]].parent = node;
      waiting.push_back({base + bytes[i], starts[i], starts[i + 1], depth + 1});
    }
  }
}

uint32_t PhraseTree::findBase(const std::vector<uint8_t>& bytes) {
  while (m_slots[m_firstFree].parent != kFree) ++m_firstFree;
  uint32_t at = m_firstFree;
  const auto size = static_cast<uint32_t>(m_slots.size());
  if (bytes.size() > 1) at = std::max(at, size - std::min(size, kLookedAt));
  // There is always room for all bytes behind the last place that is taken.
  for (;; ++at) {
    if (at < bytes.front()) continue;
    const uint32_t base = at - bytes.front();
    if (base + kBytes >= m_slots.size()) m_slots.resize(base + 2 * kBytes);
    if (std::all_of(bytes.begin(), bytes.end(), [&](uint8_t byte) { return base + byte > 0 && m_slots[base + byte].parent == kFree; }))
      return base;
  }
}

}  // namespace foyer::seal
