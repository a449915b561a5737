// Overwriting what a visitor typed.
//
// Place: Draft and FormModel call it at the end of each visit. Ownership: pure functions on the caller's
// values. Errors: none. Does not: reach copies that others made; whoever copies, wipes.
#pragma once

#include <string>
#include <vector>

namespace foyer::form {

// Zeros over all bytes of the text, its spare room included, then empty.
inline void wipeText(std::string& text) {
  text.resize(text.capacity());
  volatile char* bytes = text.data();
  for (size_t i = 0; i < text.size(); ++i) bytes[i] = 0;
  text.clear();
}

inline void wipeTexts(std::vector<std::string>& texts) {
  for (std::string& text : texts) wipeText(text);
  texts.clear();
}

}  // namespace foyer::form
