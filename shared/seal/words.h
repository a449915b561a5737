// Short texts made shorter by words that both ends know: what zstd does for long texts, for those of a visit.
//
// A word list is a list of phrases with weights. A text is cut into pieces, phrases and single bytes, so that it
// becomes shortest, and each piece is written as its Huffman code (canonical, at most kCodeBitsMax bits, highest bit
// first), with an end mark behind; whatever follows that is padding. Lengths of codes follow from the weights by
// integer arithmetic alone, so that every machine finds the same ones.
// The first list has one table of codes. A list with contexts has one for each of kContexts: which one is used follows
// from the text so far (`Context`), since a digit is rare after a letter and likely after a digit. Each phrase is
// of a group, and the list says how much of each context is of each group. It also has echoes: the last, the last
// but one ... of the words before, in small ASCII letters, as people's names come again in their addresses.
// Pieces: 0-255 the bytes, 256 the end, with contexts 257-260 the echoes, then the phrases in order.
//
// A list is part of the format of what is sealed with it: it never changes again. Its id is a hash of all of it,
// and stands in the box of each data key (see seal.h). A better list is a new list; the old ones stay readable.
// Place: inside sealing, between a Change and its padding. Ownership: immutable; any thread. Errors: kDataLoss
// for what is no text of this list, or becomes longer than allowed. Does not: learn from what visitors write. A
// list holds public words only: it lies readable at every kiosk.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/seal/phrase_tree.h"

namespace foyer::seal {

inline constexpr int kCodeBitsMax = 15;        // a table of all codes has 32,768 places
inline constexpr size_t kPhrasesMax = 8'192;   // leaves room for codes of the single bytes
inline constexpr size_t kPhraseBytesMax = 255;
inline constexpr size_t kEchoesMax = 4;        // so many words back
inline constexpr size_t kEchoBytesMax = 64;    // the longest word that is echoed: names are shorter
inline constexpr size_t kEchoReachBytes = 256;  // how far back they are looked for: bounds the work for hostile bytes

// By the byte before; a number is a text that begins with a digit or "+", up to the next byte below 32.
enum class Context : uint8_t { kControl, kDigit, kSmall, kCapital, kBlank, kDot, kDash, kOther, kInNumber };
inline constexpr size_t kContexts = 9;
inline constexpr size_t kGroups = 44;  // bytes by the context that they make (8), the end, echoes (4), then phrases
using Shares = std::array<std::array<uint16_t, kGroups>, kContexts>;

using ByteWeights = std::array<uint32_t, 256>;

struct Phrase {
  std::string text;
  uint32_t weight = 1;  // how often it comes, compared with the others of its group; of one byte: of that byte
  uint8_t group = 0;
};

class Words {
 public:
  // Phrases beyond the bounds are a fault of the program.
  explicit Words(std::vector<Phrase> phrases);
  // Phrases of more than one byte.
  Words(const ByteWeights& bytes, std::vector<Phrase> phrases, const Shares& shares);
  // What this release seals with.
  static const Words& newest();
  // The lists of all releases; null: it is of a newer one.
  static const Words* withId(const Id16& id);
  // As older kiosks sealed: beside their keys stood less (seal.h).
  static const Words& first();

  const Id16& id() const { return m_id; }
  // The caller wipes the result.
  std::string pack(std::string_view plain) const;
  Result<std::string> unpack(std::string_view packed, size_t plainBytesMax) const;

 private:
  // One for each context.
  struct Table {
    std::vector<uint16_t> codes;
    std::vector<uint8_t> lengths;     // of the codes, in bits; apart from them, since cutting reads these alone, and often
    std::vector<uint32_t> pieceOf;  // by the next kCodeBitsMax bits; piece and length of its code
  };
  struct Piece {
    uint32_t number = 0;
    uint32_t bytes = 0;
  };
  void takePhrases(std::vector<Phrase> phrases);
  bool hasContexts() const { return m_tables.size() > 1; }
  std::string_view textOf(uint32_t piece) const;
  std::vector<uint8_t> contextsOf(std::string_view plain) const;
  std::vector<Piece> cut(std::string_view plain, const std::vector<uint8_t>& contexts) const;
  static Table tableOf(const std::vector<uint64_t>& weights);

  std::vector<Phrase> m_phrases;
  std::string m_bytes;  // all 256 of them
  uint32_t m_firstPhrase;
  Id16 m_id;
  PhraseTree m_tree = PhraseTree({});  // of phrases of more than one byte
  std::vector<Table> m_tables;
};

}  // namespace foyer::seal
