#pragma once
// The invented centre of demo.json, in the language asked for.
//
// Place in the flow: the doubles of the station's ports read it; gallery and tests only.
// A text is either a string or an object of language -> string; a missing language falls back to
// German. Ownership and thread: plain functions, GUI thread. Errors: a key that is not there is an
// invalid value. It is not a catalogue: no file is loaded but the embedded one.

#include <QString>
#include <QVariant>

namespace foyer::demo {

// The value under `key` with every text in `language`.
QVariant text(const QString& key, const QString& language);

}  // namespace foyer::demo
