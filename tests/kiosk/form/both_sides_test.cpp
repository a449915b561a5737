// What a visitor's form says of a text, the server says of it too: when a kiosk sends it that has checked nothing,
// and when staff type it. The cases are those of tests/vectors/validate, and texts that are drawn.
#include <random>

#include "shared/validate/text_rules.h"
#include "tests/kiosk/form/sides.h"
#include "tests/shared/vectors.h"

namespace foyer::form {
namespace {

using validate::Validator;

// Character by character: reading a whole text, Qt drops a mark of byte order at its start.
QString typed(const std::string& text) {
  const std::u32string points = validate::codePoints(text).value();
  QString all;
  for (const char32_t point : points) all += QChar::fromUcs4(point);
  return all;
}

struct Sides {
  testworld::World world;
  VisitorsForm visitor{world};
  CarelessKiosk kiosk{world};
  StaffAtDesk staff{world};

  // All texts that a form asks for in one line or field.
  std::vector<Place> typedPlaces() {
    std::vector<Place> places;
    for (const schema::RecordType& type : world.schema().types())
      for (const schema::FieldRule& rule : type.fields)
        if (isTyped({&type, &rule})) places.push_back({&type, &rule});
    return places;
  }
  Place names() const {
    const schema::RecordType* contact = world.schema().typeNamed("Contact");
    return {contact, contact->fieldNamed("names")};
  }
  bool isTyped(const Place& place) {
    return place.rule->kind == schema::ValueKind::kText && !place.rule->isRepeated && visitor.open(place);
  }

  // The one verdict of all sides; a failure names the side that says something else.
  Verdict agreedOn(const Place& place, const std::string& text) {
    const Verdict verdict = visitor.type(place, typed(text));
    EXPECT_EQ(staff.create(place, text), verdict) << "staff, in a new record";
    const Verdict edited = staff.edit(place, text);
    EXPECT_EQ(edited.refusal, verdict.refusal) << "staff, in a record that is there";
    // What never changes and what only grows does not hold what an edit says alone.
    if (place.rule->merge != MERGE_IMMUTABLE && place.rule->merge != MERGE_APPEND) {
      EXPECT_EQ(edited.kept, verdict.kept) << "staff, in a record that is there";
    }
    const std::string tidied = Validator::normalise(*place.rule, text);
    if (verdict.refusal.empty()) {
      EXPECT_EQ(kiosk.send(place, visitor.change()), verdict) << "the server, sent by a form";
      return verdict;
    }
    EXPECT_EQ(kiosk.send(place, tidied), verdict) << "the server, sent by a kiosk that checks nothing";
    if (tidied.empty()) {
      EXPECT_EQ(kiosk.send(place, std::nullopt), verdict) << "the server, sent without it";
    }
    return verdict;
  }
  // As it was typed, by a kiosk that does not even tidy.
  Verdict untidied(const Place& place, const std::string& text) { return kiosk.send(place, text); }
};

void expectKindSentences(const std::map<std::string, QString>& sentences) {
  std::set<QString> different;
  for (const auto& [language, sentence] : sentences) {
    EXPECT_GT(sentence.size(), 10) << language;
    EXPECT_FALSE(sentence.contains('%') || sentence.contains("violation-")) << sentence.toStdString();
    different.insert(sentence);
  }
  EXPECT_EQ(different.size(), std::size(kLanguages)) << "each language has its own";
}

class BothSidesVector : public testing::TestWithParam<vectors::Vector> {};

TEST_P(BothSidesVector, SayTheSame) {
  Sides sides;
  Place place;
  Verdict last;
  for (const vectors::Line& line : GetParam().lines) {
    if (line.word == "field") {
      place.type = sides.world.schema().typeNamed(line.rest.substr(0, line.rest.find('.')));
      place.rule = &vectors::fieldNamed(sides.world.schema(), line.rest);
      ASSERT_TRUE(sides.isTyped(place)) << line.rest;
      continue;
    }
    SCOPED_TRACE(line.word + " " + line.rest.substr(0, 80));
    if (line.word == "stores") {
      EXPECT_EQ(last.kept, std::vector{vectors::unescape(line.rest)});
      continue;
    }
    const bool isRefused = line.word == "refuse";
    const size_t blank = isRefused ? line.rest.find(' ') : 0;
    const std::string text = isRefused ? (blank == std::string::npos ? "" : vectors::unescape(line.rest.substr(blank + 1)))
                                        : vectors::unescape(line.rest);
    last = sides.agreedOn(place, text);
    EXPECT_EQ(last.refusal, isRefused ? place.name() + " " + line.rest.substr(0, blank) : "");
    if (isRefused) {
      expectKindSentences(sides.visitor.sentences());
      EXPECT_EQ(sides.untidied(place, text), last);
    }
  }
}

// Those of fields that some form asks for as a text; without bytes that are none of Qt's texts.
std::vector<vectors::Vector> vectorsOfForms() {
  const schema::Schema schema = *schema::Schema::loadBuiltIn();
  std::vector<vectors::Vector> all = vectors::readFolder("validate");
  std::erase_if(all, [&](const vectors::Vector& vector) {
    return std::any_of(vector.lines.begin(), vector.lines.end(), [&](const vectors::Line& line) {
      if (line.word != "field") return !validate::codePoints(vectors::unescape(line.rest));
      const schema::FieldRule& rule = vectors::fieldNamed(schema, line.rest);
      return !rule.isAsked || rule.kind != schema::ValueKind::kText;
    });
  });
  return all;
}

INSTANTIATE_TEST_SUITE_P(Files, BothSidesVector, testing::ValuesIn(vectorsOfForms()), vectors::nameOf);

// Pieces that texts are drawn from: letters of many scripts, marks, joiners, emoji, blanks, and what no text may hold.
const std::vector<std::string>& pieces() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> drawn;
    for (const char* written :
         {"a", "Ä", "o\\u{308}", "\\u{301}", "ß", "ﬁ", "Nguyễn", "Оксана", "محمد", "می\\u{200c}خواهم", "שָׁלוֹם",
          "देवनागरी", "ትግስት", "李小龍", "한\\u{1112}\\u{1161}", "ไทย", "𠮷", "🦊", "👩\\u{200d}👩\\u{200d}👧", "🇺🇦", "👍🏽",
          "❤\\u{fe0f}", "\\u{200d}", "\\u{200f}", "\\u{feff}", "7", "٣", "۳", "३", "+49", "@", ".de", "-", "_", "(", "/",
          " ", "\\t", "\\n", "\\u{a0}", "\\u{3000}", "\\0", "\\u{7}", "\\u{85}", "\\u{202e}", "\\u{202a}", "\\u{2066}",
          "\\u{2069}", "\\u{2028}", "\\u{fffd}", "\\u{ffff}", "\\u{1fffe}", "\\u{e000}"})
      drawn.push_back(vectors::unescape(written));
    return drawn;
  }();
  return all;
}

TEST(BothSides, SayTheSameOfTextsThatAreDrawn) {
  Sides sides;
  const std::vector<Place> places = sides.typedPlaces();
  EXPECT_GE(places.size(), 6u);
  std::mt19937 engine(20261123);
  size_t accepted = 0, refused = 0;
  for (const Place& place : places) {
    for (int n = 0; n < 40; ++n) {
      std::string text;
      // Most are short; every eighth comes to the bound of its field, within some characters.
      const size_t length = n % 8 == 7 ? place.rule->maxLength - 2 + engine() % 5 : engine() % 6;
      const std::string& often = pieces()[engine() % pieces().size()];
      for (size_t i = 0; i < length; ++i) text += n % 8 == 7 && i % 50 != 0 ? often : pieces()[engine() % pieces().size()];
      SCOPED_TRACE(place.name() + ", text " + std::to_string(n) + ": " + toHex(text.substr(0, 60)));
      const Verdict verdict = sides.agreedOn(place, text);
      ++(verdict.refusal.empty() ? accepted : refused);
    }
  }
  std::cout << "texts drawn: " << accepted << " accepted, " << refused << " refused\n";
  EXPECT_GT(accepted, 40u);
  EXPECT_GT(refused, 40u);
}

TEST(BothSides, RefuseANameOf10000CharactersInAnyScript) {
  Sides sides;
  const Place names = sides.names();
  for (const char* character : {"x", "ä", "م", "न", "李", "🦊"}) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) text += character;
    EXPECT_EQ(sides.agreedOn(names, text), (Verdict{"Contact.names too_long", {}})) << character;
    EXPECT_EQ(sides.untidied(names, text), (Verdict{"Contact.names too_long", {}})) << character;
    EXPECT_TRUE(sides.visitor.sentences().at("en").contains("200")) << "says how long it may be";
  }
}

// Qt keeps halves of characters that UTF-8 has no bytes for; what becomes of them is a sign that nobody can read.
TEST(BothSides, RefuseHalfACharacterThatNoBytesCanHold) {
  Sides sides;
  const Place names = sides.names();
  const Verdict unreadable{"Contact.names not_utf8", {}};
  for (const char16_t half : {u'\xd83e', u'\xdd8a'}) {
    EXPECT_EQ(sides.visitor.type(names, QString("Amal ") + QChar(half)), unreadable);
    expectKindSentences(sides.visitor.sentences());
  }
  EXPECT_EQ(sides.untidied(names, "Amal \xed\xa0\xbe"), unreadable);
  EXPECT_EQ(sides.untidied(names, "Amal \xff"), unreadable);
}

}  // namespace
}  // namespace foyer::form
