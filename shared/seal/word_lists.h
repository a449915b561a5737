// The word lists that ship with the programs, as data; words.h knows what to do with them.
//
// Place: inside shared/seal. Ownership: values without end of life. Threads: any. Errors: none.
// Does not: change, ever: see words.h.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "shared/seal/words.h"

namespace foyer::seal {

// Words of one group that come about equally often.
struct WordRow {
  uint8_t group;
  uint32_t weight;
  // A blank between them; "_" is a blank, "^" the byte 1, "%" and two hex digits any other byte.
  std::string_view words;
};

std::span<const WordRow> secondRows();
std::span<const WordRow> secondNameRows();
const ByteWeights& secondByteWeights();

Words firstList();
Words secondList();

}  // namespace foyer::seal
