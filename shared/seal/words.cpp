#include "shared/seal/words.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include "shared/seal/digest.h"
#include "shared/seal/word_lists.h"

namespace foyer::seal {

namespace {

constexpr uint32_t kEnd = 256;
constexpr uint32_t kFirstEcho = 257;
// The end comes once a text, and a text of a visit has about so many pieces.
constexpr uint64_t kPiecesPerText = 50;
// Each byte must be sayable: the least that it counts, as a part of all.
constexpr uint64_t kByteShare = 4'096;
// With contexts: what an end counts beside its share, and what parts of small shares are reckoned in.
constexpr uint64_t kEndShare = 300, kShareUnit = 1'000;
constexpr uint32_t kEndGroup = 8, kEchoGroup = 9;
constexpr uint32_t kLengthBits = 4;  // of an entry of the table

// Lengths of Huffman's codes; ties by place, so that they are the same everywhere. By two queues that stay in order of
// themselves (van Leeuwen 1976): a program waits for it when it starts.
std::vector<uint8_t> huffmanLengths(const std::vector<uint64_t>& weights) {
  using Tree = std::pair<uint64_t, uint32_t>;
  const auto count = static_cast<uint32_t>(weights.size());
  std::vector<Tree> trees(2 * count - 1);
  for (uint32_t i = 0; i < count; ++i) trees[i] = {weights[i], i};
  std::sort(trees.begin(), trees.begin() + count);
  std::vector<uint32_t> parents(trees.size(), 0);
  uint32_t leaf = 0, joined = count;
  for (uint32_t next = count; next < trees.size(); ++next) {
    const auto least = [&]() -> const Tree& {
      return leaf < count && (joined == next || trees[leaf] < trees[joined]) ? trees[leaf++] : trees[joined++];
    };
    const Tree& a = least();
    const Tree& b = least();
    parents[a.second] = parents[b.second] = next;
    trees[next] = {a.first + b.first, next};
  }
  std::vector<uint8_t> depths(trees.size(), 0);
  for (auto i = static_cast<uint32_t>(trees.size()) - 1; i-- > 0;) depths[i] = static_cast<uint8_t>(depths[parents[i]] + 1);
  depths.resize(count);
  return depths;
}

// Flatter weights until no code is too long.
std::vector<uint8_t> boundedLengths(std::vector<uint64_t> weights) {
  for (;;) {
    std::vector<uint8_t> lengths = huffmanLengths(weights);
    if (*std::max_element(lengths.begin(), lengths.end()) <= kCodeBitsMax) return lengths;
    for (uint64_t& weight : weights) weight = weight / 2 + 1;
  }
}

bool isLetter(uint8_t byte) { return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte >= 0x80; }
bool isInWord(char byte) { return isLetter(static_cast<uint8_t>(byte)) || byte == '\''; }
bool isDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

Context contextAfter(uint8_t byte) {
  if (byte < ' ') return Context::kControl;
  if (isDigit(byte)) return Context::kDigit;
  if (byte >= 'A' && byte <= 'Z') return Context::kCapital;
  if (isLetter(byte)) return Context::kSmall;
  if (byte == ' ') return Context::kBlank;
  if (byte == '.') return Context::kDot;
  return byte == '-' ? Context::kDash : Context::kOther;
}

// Goes along a text and says which context comes next.
class Walk {
 public:
  uint8_t context() const { return static_cast<uint8_t>(m_context); }
  void pass(char character) {
    const auto byte = static_cast<uint8_t>(character);
    m_context = contextAfter(byte);
    const bool isFirst = std::exchange(m_isAtStart, byte < ' ');
    if (m_isAtStart || byte == '@') m_isInNumber = false;
    else if (isFirst) m_isInNumber = isDigit(byte) || byte == '+';
    if (m_isInNumber && (isDigit(byte) || byte == ' ')) m_context = Context::kInNumber;
  }

 private:
  Context m_context = Context::kControl;
  bool m_isAtStart = true;
  bool m_isInNumber = false;
};

// The words of a text within reach of its end, the last one first.
class WordsBefore {
 public:
  explicit WordsBefore(std::string_view text)
      : m_text(text), m_at(text.size()), m_reach(text.size() - std::min(text.size(), kEchoReachBytes)) {}
  // False: there are no more.
  bool next() {
    while (m_at > m_reach && !isInWord(m_text[m_at - 1])) --m_at;
    const size_t end = m_at;
    while (m_at > m_reach && isInWord(m_text[m_at - 1])) --m_at;
    m_size = end - m_at;
    return m_size > 0;
  }
  std::string_view word() const { return m_text.substr(m_at, m_size); }

 private:
  std::string_view m_text;
  size_t m_at, m_reach, m_size = 0;
};

// A word as it is echoed, on the stack.
class Echo {
 public:
  ~Echo() { sodium_memzero(m_bytes.data(), m_bytes.size()); }
  Echo() = default;
  Echo(const Echo&) = delete;
  Echo& operator=(const Echo&) = delete;
  // The nth word back from the end of this text; false: there is none that can be echoed.
  bool find(std::string_view text, size_t back) {
    WordsBefore before(text);
    for (; before.next(); --back)
      if (back == 1) return take(before.word());
    return false;
  }
  bool take(std::string_view word) {
    m_size = 0;
    if (word.size() > m_bytes.size()) return false;
    for (const char c : word) {
      if (c >= 'A' && c <= 'Z') m_bytes[m_size++] = static_cast<char>(c - 'A' + 'a');
      else if (c >= 'a' && c <= 'z') m_bytes[m_size++] = c;
    }
    return m_size > 0;
  }
  std::string_view view() const { return {m_bytes.data(), m_size}; }

 private:
  std::array<char, kEchoBytesMax> m_bytes{};
  size_t m_size = 0;
};

}  // namespace

Words::Words(std::vector<Phrase> phrases) : m_bytes(256, '\0'), m_firstPhrase(kFirstEcho) {
  Digest digest("foyer words v1");
  for (const Phrase& phrase : phrases)
    digest.addU32(static_cast<uint32_t>(phrase.text.size())).add(phrase.text).addU32(phrase.weight);
  m_id = firstHalf(digest.finish());
  takePhrases(std::move(phrases));
  std::vector<uint64_t> weights(m_firstPhrase + m_phrases.size(), 0);
  uint64_t all = 0;
  for (uint32_t i = 0; i < m_phrases.size(); ++i) {
    const Phrase& phrase = m_phrases[i];
    all += phrase.weight;
    weights[phrase.text.size() == 1 ? static_cast<uint8_t>(phrase.text[0]) : m_firstPhrase + i] = phrase.weight;
  }
  for (uint32_t byte = 0; byte < kEnd; ++byte) weights[byte] = std::max(weights[byte], all / kByteShare + 1);
  weights[kEnd] = all / kPiecesPerText + 1;
  m_tables.push_back(tableOf(weights));
}

Words::Words(const ByteWeights& bytes, std::vector<Phrase> phrases, const Shares& shares)
    : m_bytes(256, '\0'), m_firstPhrase(kFirstEcho + kEchoesMax) {
  Digest digest("foyer words v2");
  for (const uint32_t weight : bytes) digest.addU32(weight);
  for (const Phrase& phrase : phrases)
    digest.addU32(static_cast<uint32_t>(phrase.text.size())).add(phrase.text).addU32(phrase.weight).addU32(phrase.group);
  for (const auto& row : shares)
    for (const uint16_t share : row) digest.addU32(share);
  m_id = firstHalf(digest.finish());
  takePhrases(std::move(phrases));
  struct Weighed {
    uint64_t weight = 0;
    uint8_t group = 0;
  };
  std::vector<Weighed> pieces(m_firstPhrase + m_phrases.size());
  for (uint32_t byte = 0; byte < kEnd; ++byte)
    pieces[byte] = {bytes[byte], static_cast<uint8_t>(contextAfter(static_cast<uint8_t>(byte)))};
  pieces[kEnd] = {1, kEndGroup};
  for (uint32_t echo = 0; echo < kEchoesMax; ++echo) pieces[kFirstEcho + echo] = {1, static_cast<uint8_t>(kEchoGroup + echo)};
  for (uint32_t i = 0; i < m_phrases.size(); ++i) {
    const Phrase& phrase = m_phrases[i];
    FOYER_ASSERT(phrase.group < kGroups && phrase.text.size() > 1);
    pieces[m_firstPhrase + i] = {phrase.weight, phrase.group};
  }
  std::array<uint64_t, kGroups> groups{};
  for (const Weighed& piece : pieces) groups[piece.group] += piece.weight;
  for (const auto& row : shares) {
    std::vector<uint64_t> weights;
    uint64_t all = 0;
    for (const Weighed& piece : pieces) {
      weights.push_back(1 + row[piece.group] * piece.weight * kShareUnit / groups[piece.group]);
      all += weights.back();
    }
    for (uint32_t byte = 0; byte < kEnd; ++byte) weights[byte] = std::max(weights[byte], all / kByteShare + 1);
    weights[kEnd] += all / kEndShare + 1;
    m_tables.push_back(tableOf(weights));
  }
}

const Words& Words::first() {
  static const Words words = firstList();
  return words;
}

const Words& Words::newest() {
  static const Words words = secondList();
  return words;
}

const Words* Words::withId(const Id16& id) {
  if (id == newest().id()) return &newest();
  return id == first().id() ? &first() : nullptr;
}

void Words::takePhrases(std::vector<Phrase> phrases) {
  FOYER_ASSERT(phrases.size() <= kPhrasesMax);
  m_phrases = std::move(phrases);
  for (size_t i = 0; i < m_bytes.size(); ++i) m_bytes[i] = static_cast<char>(i);
  std::vector<std::pair<std::string_view, uint32_t>> texts;
  for (uint32_t i = 0; i < m_phrases.size(); ++i) {
    FOYER_ASSERT(!m_phrases[i].text.empty() && m_phrases[i].text.size() <= kPhraseBytesMax);
    if (m_phrases[i].text.size() > 1) texts.emplace_back(m_phrases[i].text, m_firstPhrase + i);
  }
  m_tree = PhraseTree(std::move(texts));
}

std::string_view Words::textOf(uint32_t piece) const {
  return piece < kEnd ? std::string_view(m_bytes).substr(piece, 1) : std::string_view(m_phrases[piece - m_firstPhrase].text);
}

Words::Table Words::tableOf(const std::vector<uint64_t>& weights) {
  Table table;
  table.lengths = boundedLengths(weights);
  table.codes.resize(weights.size());
  table.pieceOf.assign(size_t{1} << kCodeBitsMax, 0);
  // The codes of a length follow each other in the order of pieces, and those of the next length follow them.
  std::array<uint32_t, kCodeBitsMax + 2> next{};
  for (const uint8_t length : table.lengths) ++next[length + 1];
  for (int length = 1; length <= kCodeBitsMax; ++length) next[length + 1] = (next[length] + next[length + 1]) << 1;
  for (uint32_t piece = 0; piece < weights.size(); ++piece) {
    const int length = table.lengths[piece];
    const uint32_t code = next[length]++;
    table.codes[piece] = static_cast<uint16_t>(code);
    const int spare = kCodeBitsMax - length;
    std::fill_n(table.pieceOf.begin() + (static_cast<ptrdiff_t>(code) << spare), size_t{1} << spare,
                piece << kLengthBits | static_cast<uint32_t>(length));
  }
  return table;
}

std::vector<uint8_t> Words::contextsOf(std::string_view plain) const {
  std::vector<uint8_t> contexts(plain.size() + 1, 0);
  Walk walk;
  for (size_t at = 0; hasContexts() && at < plain.size(); ++at) {
    walk.pass(plain[at]);
    contexts[at + 1] = walk.context();
  }
  return contexts;
}

// From the end to the beginning: the cheapest way to say what follows from each place.
std::vector<Words::Piece> Words::cut(std::string_view plain, const std::vector<uint8_t>& contexts) const {
  std::vector<uint32_t> costs(plain.size() + 1, 0);
  std::vector<Piece> best(plain.size());
  Echo echo;
  costs[plain.size()] = m_tables[contexts[plain.size()]].lengths[kEnd];
  for (size_t at = plain.size(); at-- > 0;) {
    const uint8_t* const lengths = m_tables[contexts[at]].lengths.data();
    const auto offer = [&](uint32_t number, size_t bytes) {
      const uint32_t cost = costs[at + bytes] + lengths[number];
      if (cost < costs[at]) costs[at] = cost, best[at] = {number, static_cast<uint32_t>(bytes)};
    };
    costs[at] = std::numeric_limits<uint32_t>::max();
    offer(static_cast<uint8_t>(plain[at]), 1);
    PhraseTree::Node node = PhraseTree::kRoot;
    for (size_t end = at; end < plain.size() && (node = m_tree.next(node, static_cast<uint8_t>(plain[end]))) != PhraseTree::kRoot;)
      if (const uint32_t phrase = (++end, m_tree.phrase(node)); phrase != 0) offer(phrase, end - at);
    const bool isSmall = plain[at] >= 'a' && plain[at] <= 'z';
    if (!hasContexts() || !isSmall || (at > 0 && isInWord(plain[at - 1]))) continue;
    WordsBefore before(plain.substr(0, at));
    for (uint32_t back = 1; back <= kEchoesMax && before.next(); ++back)
      if (echo.take(before.word()) && plain.substr(at).starts_with(echo.view())) offer(kFirstEcho + back - 1, echo.view().size());
  }
  std::vector<Piece> pieces;
  for (size_t at = 0; at < plain.size(); at += best[at].bytes) pieces.push_back(best[at]);
  sodium_memzero(best.data(), best.size() * sizeof(Piece));
  pieces.push_back({kEnd, 0});
  return pieces;
}

std::string Words::pack(std::string_view plain) const {
  std::vector<uint8_t> contexts = contextsOf(plain);
  std::vector<Piece> pieces = cut(plain, contexts);
  std::string packed;
  packed.reserve(plain.size() + 1);
  uint64_t pending = 0;
  int pendingBits = 0;
  size_t at = 0;
  for (const Piece& piece : pieces) {
    const Table& table = m_tables[contexts[at]];
    const uint8_t length = table.lengths[piece.number];
    at += piece.bytes;
    pending = pending << length | table.codes[piece.number];
    pendingBits += length;
    for (; pendingBits >= 8; pendingBits -= 8) packed.push_back(static_cast<char>(pending >> (pendingBits - 8)));
  }
  if (pendingBits > 0) packed.push_back(static_cast<char>(pending << (8 - pendingBits)));
  // They say what the text says.
  sodium_memzero(pieces.data(), pieces.size() * sizeof(Piece));
  sodium_memzero(contexts.data(), contexts.size());
  return packed;
}

Result<std::string> Words::unpack(std::string_view packed, size_t plainBytesMax) const {
  const Error damaged(Code::kDataLoss, "The packed content of this entry is damaged.");
  std::string plain;
  plain.reserve(std::min(plainBytesMax, 8 * packed.size()));
  uint64_t pending = 0;
  int pendingBits = 0;
  size_t at = 0;
  Walk walk;
  Echo echo;
  for (;;) {
    for (; pendingBits < kCodeBitsMax && at < packed.size(); pendingBits += 8)
      pending = pending << 8 | static_cast<uint8_t>(packed[at++]);
    const uint64_t next = pendingBits >= kCodeBitsMax ? pending >> (pendingBits - kCodeBitsMax)
                                                      : pending << (kCodeBitsMax - pendingBits);
    const Table& table = m_tables[hasContexts() ? walk.context() : 0];
    const uint32_t found = table.pieceOf[next & ((1u << kCodeBitsMax) - 1)];
    const int length = static_cast<int>(found & ((1u << kLengthBits) - 1));
    if (length == 0 || length > pendingBits) return damaged;
    pendingBits -= length;
    const uint32_t piece = found >> kLengthBits;
    if (piece == kEnd) return plain;
    const bool isEcho = piece >= kFirstEcho && piece < m_firstPhrase;
    if (isEcho && !echo.find(plain, piece - kFirstEcho + 1)) return damaged;
    const std::string_view text = isEcho ? echo.view() : textOf(piece);
    if (plain.size() + text.size() > plainBytesMax)
      return Error(Code::kDataLoss, "The packed content of this entry is too long.");
    plain += text;
    for (const char character : text) walk.pass(character);
  }
}

}  // namespace foyer::seal
