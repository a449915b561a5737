// Text of the catalogue as it is drawn: Latin names and numbers stay whole inside a line that runs right to
// left, and such a line runs right to left also when it begins with a Latin name.
//
// Place: every text of the catalogue passes here on its way to a page (kiosk/app and FormWords), after
// catalogue::wordsIn. Ownership: pure functions, any thread. Errors: none.
// Does not: change a letter; it only adds direction marks (RLM, LRI, PDI). What is hashed, stored or sent is
// never its result.
#pragma once

#include <QString>

namespace foyer::form {

// For a text in a language that runs left to right, and for a text without letters that run right to left,
// the text itself.
QString inReadingOrder(const QString& text);

}  // namespace foyer::form
