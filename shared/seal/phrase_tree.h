// Which phrases of a list go on from a place of a text, a byte a step.
//
// Place: what Words cuts texts with, at every save. A trie as a double array (Aoe, "An Efficient Digital Search
// Algorithm by Using a Double-Array Structure", 1989): a step looks at two places, however many ways go on.
// Threads: any may read. Errors: none. Does not: keep the phrases.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace foyer::seal {

class PhraseTree {
 public:
  using Node = uint32_t;
  static constexpr Node kRoot = 0;

  // Text and number of each; numbers are not 0, texts not empty. Of two with one text the greater number counts.
  explicit PhraseTree(std::vector<std::pair<std::string_view, uint32_t>> phrases);

  // kRoot: no phrase goes on like this.
  Node next(Node node, uint8_t byte) const {
    const uint32_t at = m_slots[node].base + byte;
    return m_slots[at].parent == node ? at : kRoot;
  }
  // The number of the phrase that ends here; 0: none does.
  uint32_t phrase(Node node) const { return m_slots[node].phrase; }

 private:
  static constexpr uint32_t kFree = UINT32_MAX;
  struct Slot {
    uint32_t base = 0;  // a child stands at base + its byte
    uint32_t parent = kFree;
    uint32_t phrase = 0;
  };
  uint32_t findBase(const std::vector<uint8_t>& bytes);

  std::vector<Slot> m_slots;
  uint32_t m_firstFree = 1;
};

}  // namespace foyer::seal
