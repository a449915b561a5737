// The first word list: what visits say often, in the languages that kiosks are used in most.
//
// Nothing is sealed with it any more. It must never change: its id stands in data keys of years
// (Words.TheListsNeverChange guards it).
#include <span>

#include "shared/seal/word_lists.h"

namespace foyer::seal {

namespace {

struct Row {
  uint32_t weight;
  std::string_view words;  // each its own phrase, a blank between; "_" stands for a blank
};

// Single bytes, by how often they come in names, questions and addresses.
constexpr Row kLetters[] = {
    {900, "e"}, {560, "n"}, {520, "i a"}, {440, "r t s"}, {360, "o"}, {300, "l h d u"},
    {220, "c m g"}, {150, "b k"}, {110, "f w p z y v"}, {40, "j x q ."}, {90, "0 1 2"}, {70, "3 4 5 6 7 8 9"},
    {60, "- , @ ? S M A B"}, {40, "D E F G H I K L N O P R T W J"}, {20, "C U V Z Y X Q : / + ! ( ) '"},
};

constexpr Row kWords[] = {
    {60, "en er ch ei ie in an te de un st sch ich on re es th ou al or ar is ed le la li ma ne ri ra na el il as et em us"},
    {40, "ung _der_ _die_ _und_ _ich_ _in_ _the_ _to_ _and_ _of_ _a_ _is_ _for_ _mit_ _zu_ _den_ _ein eine einen _von_ _im_ "
         "_am_ ing_ tion lich isch heit keit _de_ _la_ _que_ _en_ _el_ _les_ _est_ _un_ _une_ _pour_ _para_ _nicht_ _not_ _you_ "
         "_your_ _my_ _mein _wir_ _we_ _sie_ _es_ _ist_ _sind_ _are_ _auf_ _for_ _with_ _can_ _kann_ .__ ?__"},
    {25, "Ich_ I_ Wann_ Wo_ Wie_ Was_ When_ Where_ How_ What_ Können_ Can_ Gibt_es_ Is_there_ möchte would_like_ suche_ looking_for_ "
         "brauche_ need_ Hilfe help Kurs Kurse course courses Deutsch German Englisch English Arbeit work Wohnung Kinder children "
         "Termin appointment Beratung advice Anmeldung registration Frage question Bitte_ Please_ bitte_ please_ Danke Thank_you "
         "lernen learn Ausbildung training Schule school Sprache language Bewerbung Praktikum Verein Gruppe group morgens "
         "nachmittags abends afternoon morning evening Montag Dienstag Mittwoch Donnerstag Freitag Samstag"},
    {25, "@gmail.com @gmx.de @web.de @t-online.de @yahoo.com @outlook.com @hotmail.com @icloud.com .com .org .net .de .fr "
         "+49_ +43_ +33_ +44_ +48_ +90_ +380_ +963_ +49 0049 015 016 017 030_ 040_ 089_"},
    {12, "Ahmed Ali Anna Alexander Amal David Daniel Elena Fatima Hassan Ibrahim Irina Ivan Jan Julia Karim Khaled Laura Layla "
         "Maria Mariam Martin Michael Mohammad Mohammed Natalia Nina Olga Omar Paul Peter Sara Sarah Thomas Yusuf "
         "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Nguyen Yilmaz Kaya Demir Kowalski "
         "Nowak Ivanov Popescu Garcia Hussein"},
};

// Tags of fields 1 to 24 with texts, lengths, small numbers.
constexpr uint32_t kTagWeight = 90, kSmallNumberWeight = 40;
constexpr char kLastTag = 24 << 3 | 2;

void addRows(std::span<const Row> rows, std::vector<Phrase>& phrases) {
  for (const Row& row : rows) {
    std::string word;
    for (const char c : row.words) {
      if (c != ' ') {
        word.push_back(c == '_' ? ' ' : c);
      } else if (!word.empty()) {
        phrases.push_back({std::exchange(word, {}), row.weight});
      }
    }
    if (!word.empty()) phrases.push_back({word, row.weight});
  }
}

std::vector<Phrase> firstPhrases() {
  std::vector<Phrase> phrases;
  addRows(kLetters, phrases);
  addRows(kWords, phrases);
  phrases.push_back({" ", 700});
  for (char small = 0; small < ' '; ++small) phrases.push_back({std::string(1, small), kSmallNumberWeight});
  for (int tag = 0x0a; tag <= static_cast<uint8_t>(kLastTag); tag += 8)
    for (const char length : {2, 4, 5, 6, 7, 8, 12, 16})
      phrases.push_back({{static_cast<char>(tag), length}, kTagWeight / 8});
  return phrases;
}

}  // namespace

Words firstList() { return Words(firstPhrases()); }

}  // namespace foyer::seal
