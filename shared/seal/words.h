// Short texts made shorter by words that both ends know: what zstd does for long texts, for those of a visit.
//
// A word list is a list of phrases with weights. A text is cut into phrases and single bytes so that it becomes
// shortest, and each piece is written as its Huffman code (canonical, at most kCodeBitsMax bits, highest bit
// first), with an end mark behind. Pieces: 0-255 the bytes, 256 the end, 257 ... the phrases in order. Lengths
// of codes follow from the weights by integer arithmetic alone, so that every machine finds the same ones.
//
// A list is part of the format of what is sealed with it: it never changes again. Its id is a hash of all of it,
// and stands in the box of each data key (see seal.h). A better list is a new list; the old ones stay readable.
// Place: inside sealing, between a Change and its padding. Ownership: immutable; any thread. Errors: kDataLoss
// for what is no text of this list, or becomes longer than allowed. Does not: learn from what visitors write. A
// list holds public words only: it lies readable at every kiosk.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::seal {

inline constexpr int kCodeBitsMax = 15;        // a table of all codes has 32,768 places
inline constexpr size_t kPhrasesMax = 8'192;   // leaves room for codes of the single bytes
inline constexpr size_t kPhraseBytesMax = 255;

struct Phrase {
  std::string text;
  uint32_t weight = 1;  // how often it comes, compared with the others; of one byte: of that byte
};

class Words {
 public:
  // Phrases beyond the bounds are a fault of the program.
  explicit Words(std::vector<Phrase> phrases);
  // The list of this release.
  static const std::shared_ptr<const Words>& builtIn();
  // The same phrases with weights that fit these texts; for making a list.
  static std::vector<Phrase> weighed(std::vector<Phrase> phrases, std::span<const std::string> texts);

  const Id16& id() const { return m_id; }
  // The caller wipes the result.
  std::string pack(std::string_view plain) const;
  Result<std::string> unpack(std::string_view packed, size_t plainBytesMax) const;

 private:
  struct Node {
    std::vector<std::pair<char, uint32_t>> next;
    uint32_t piece = 0;  // 0: no phrase ends here (byte 0 has no node of its own)
  };
  struct BitCode {
    uint16_t bits = 0;
    uint8_t length = 0;
  };
  std::string_view textOf(uint32_t piece) const;
  void addToTree(uint32_t piece);
  const Node* follow(const Node& node, char byte) const;
  std::vector<uint32_t> cut(std::string_view plain) const;
  void giveCodes(const std::vector<uint64_t>& weights);

  std::vector<Phrase> m_phrases;
  std::string m_bytes;  // all 256 of them
  Id16 m_id;
  std::vector<Node> m_tree;
  std::vector<BitCode> m_codes;
  std::vector<uint32_t> m_pieceOf;  // by the next kCodeBitsMax bits; piece and length of its code
};

}  // namespace foyer::seal
