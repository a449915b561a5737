#include "shared/seal/words.h"

#include <algorithm>
#include <limits>
#include <queue>

#include "shared/seal/digest.h"

namespace foyer::seal {

namespace {

constexpr uint32_t kEnd = 256;
constexpr uint32_t kFirstPhrase = 257;
// The end comes once a text, and a text of a visit has about so many pieces.
constexpr uint64_t kPiecesPerText = 50;
// Each byte must be sayable: the least that it counts, as a part of all.
constexpr uint64_t kByteShare = 4'096;
constexpr uint32_t kLengthBits = 4;  // of an entry of the table

// Lengths of Huffman's codes; ties by place, so that they are the same everywhere.
std::vector<uint8_t> huffmanLengths(const std::vector<uint64_t>& weights) {
  using Tree = std::pair<uint64_t, uint32_t>;
  std::priority_queue<Tree, std::vector<Tree>, std::greater<>> trees;
  std::vector<uint32_t> parents(2 * weights.size(), 0);
  for (uint32_t i = 0; i < weights.size(); ++i) trees.emplace(weights[i], i);
  auto next = static_cast<uint32_t>(weights.size());
  while (trees.size() > 1) {
    const Tree a = trees.top();
    trees.pop();
    const Tree b = trees.top();
    trees.pop();
    parents[a.second] = parents[b.second] = next;
    trees.emplace(a.first + b.first, next++);
  }
  std::vector<uint8_t> depths(next, 0);
  for (uint32_t i = next - 1; i-- > 0;) depths[i] = static_cast<uint8_t>(depths[parents[i]] + 1);
  depths.resize(weights.size());
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

}  // namespace

Words::Words(std::vector<Phrase> phrases) : m_phrases(std::move(phrases)), m_bytes(256, '\0'), m_tree(1) {
  FOYER_ASSERT(m_phrases.size() <= kPhrasesMax);
  for (size_t i = 0; i < m_bytes.size(); ++i) m_bytes[i] = static_cast<char>(i);
  Digest digest("foyer words v1");
  std::vector<uint64_t> weights(kFirstPhrase + m_phrases.size(), 0);
  uint64_t all = 0;
  for (uint32_t i = 0; i < m_phrases.size(); ++i) {
    const Phrase& phrase = m_phrases[i];
    FOYER_ASSERT(!phrase.text.empty() && phrase.text.size() <= kPhraseBytesMax);
    digest.addU32(static_cast<uint32_t>(phrase.text.size())).add(phrase.text).addU32(phrase.weight);
    all += phrase.weight;
    if (phrase.text.size() == 1) {
      weights[static_cast<uint8_t>(phrase.text[0])] = phrase.weight;
    } else {
      weights[kFirstPhrase + i] = phrase.weight;
      addToTree(kFirstPhrase + i);
    }
  }
  m_id = firstHalf(digest.finish());
  for (uint32_t byte = 0; byte < kEnd; ++byte) weights[byte] = std::max(weights[byte], all / kByteShare + 1);
  weights[kEnd] = all / kPiecesPerText + 1;
  giveCodes(weights);
}

std::string_view Words::textOf(uint32_t piece) const {
  return piece < kEnd ? std::string_view(m_bytes).substr(piece, 1) : std::string_view(m_phrases[piece - kFirstPhrase].text);
}

const Words::Node* Words::follow(const Node& node, char byte) const {
  const auto at = std::lower_bound(node.next.begin(), node.next.end(), byte,
                                   [](const auto& branch, char wanted) { return branch.first < wanted; });
  return at != node.next.end() && at->first == byte ? &m_tree[at->second] : nullptr;
}

void Words::addToTree(uint32_t piece) {
  uint32_t node = 0;
  for (const char byte : textOf(piece)) {
    auto& next = m_tree[node].next;
    const auto at = std::lower_bound(next.begin(), next.end(), byte,
                                     [](const auto& branch, char wanted) { return branch.first < wanted; });
    if (at != next.end() && at->first == byte) {
      node = at->second;
      continue;
    }
    const auto added = static_cast<uint32_t>(m_tree.size());
    next.insert(at, {byte, added});
    m_tree.emplace_back();
    node = added;
  }
  m_tree[node].piece = piece;
}

void Words::giveCodes(const std::vector<uint64_t>& weights) {
  const std::vector<uint8_t> lengths = boundedLengths(weights);
  m_codes.resize(lengths.size());
  m_pieceOf.assign(size_t{1} << kCodeBitsMax, 0);
  uint32_t code = 0;
  for (int length = 1; length <= kCodeBitsMax; ++length, code <<= 1) {
    for (uint32_t piece = 0; piece < lengths.size(); ++piece) {
      if (lengths[piece] != length) continue;
      m_codes[piece] = {static_cast<uint16_t>(code), lengths[piece]};
      const int spare = kCodeBitsMax - length;
      std::fill_n(m_pieceOf.begin() + (static_cast<ptrdiff_t>(code) << spare), size_t{1} << spare,
                  piece << kLengthBits | static_cast<uint32_t>(length));
      ++code;
    }
  }
}

// From the end to the beginning: the cheapest way to say what follows from each place.
std::vector<uint32_t> Words::cut(std::string_view plain) const {
  std::vector<uint32_t> costs(plain.size() + 1, 0), best(plain.size(), 0);
  for (size_t at = plain.size(); at-- > 0;) {
    best[at] = static_cast<uint8_t>(plain[at]);
    costs[at] = costs[at + 1] + m_codes[best[at]].length;
    const Node* node = &m_tree[0];
    for (size_t end = at; end < plain.size() && (node = follow(*node, plain[end])) != nullptr;) {
      ++end;
      if (node->piece == 0) continue;
      const uint32_t cost = costs[end] + m_codes[node->piece].length;
      if (cost < costs[at]) costs[at] = cost, best[at] = node->piece;
    }
  }
  std::vector<uint32_t> pieces;
  for (size_t at = 0; at < plain.size(); at += textOf(best[at]).size()) pieces.push_back(best[at]);
  pieces.push_back(kEnd);
  return pieces;
}

std::string Words::pack(std::string_view plain) const {
  std::vector<uint32_t> pieces = cut(plain);
  size_t bits = 0;
  for (const uint32_t piece : pieces) bits += m_codes[piece].length;
  std::string packed;
  packed.reserve(bits / 8 + 1);
  uint64_t pending = 0;
  int pendingBits = 0;
  for (const uint32_t piece : pieces) {
    pending = pending << m_codes[piece].length | m_codes[piece].bits;
    pendingBits += m_codes[piece].length;
    for (; pendingBits >= 8; pendingBits -= 8) packed.push_back(static_cast<char>(pending >> (pendingBits - 8)));
  }
  if (pendingBits > 0) packed.push_back(static_cast<char>(pending << (8 - pendingBits)));
  // They say what the text says.
  sodium_memzero(pieces.data(), pieces.size() * sizeof(uint32_t));
  return packed;
}

Result<std::string> Words::unpack(std::string_view packed, size_t plainBytesMax) const {
  std::string plain;
  plain.reserve(std::min(plainBytesMax, 4 * packed.size()));
  uint64_t pending = 0;
  int pendingBits = 0;
  size_t at = 0;
  for (;;) {
    for (; pendingBits < kCodeBitsMax && at < packed.size(); pendingBits += 8)
      pending = pending << 8 | static_cast<uint8_t>(packed[at++]);
    const uint64_t next = pendingBits >= kCodeBitsMax ? pending >> (pendingBits - kCodeBitsMax)
                                                      : pending << (kCodeBitsMax - pendingBits);
    const uint32_t found = m_pieceOf[next & ((1u << kCodeBitsMax) - 1)];
    const int length = static_cast<int>(found & ((1u << kLengthBits) - 1));
    if (length == 0 || length > pendingBits) return Error(Code::kDataLoss, "The packed content of this entry is damaged.");
    pendingBits -= length;
    const uint32_t piece = found >> kLengthBits;
    if (piece == kEnd) return plain;
    plain += textOf(piece);
    if (plain.size() > plainBytesMax) return Error(Code::kDataLoss, "The packed content of this entry is too long.");
  }
}

std::vector<Phrase> Words::weighed(std::vector<Phrase> phrases, std::span<const std::string> texts) {
  const auto isByte = [](const Phrase& phrase) { return phrase.text.size() == 1; };
  phrases.erase(std::remove_if(phrases.begin(), phrases.end(), isByte), phrases.end());
  const size_t longer = phrases.size();
  for (int byte = 0; byte < 256; ++byte) phrases.push_back({std::string(1, static_cast<char>(byte)), 1});
  // How a text is cut depends on the weights, and they on the cut: some rounds are enough.
  for (int round = 0; round < 4; ++round) {
    const Words words(phrases);
    for (Phrase& phrase : phrases) phrase.weight = 1;
    for (const std::string& text : texts)
      for (const uint32_t piece : words.cut(text)) {
        if (piece < kEnd) ++phrases[longer + piece].weight;
        if (piece >= kFirstPhrase) ++phrases[piece - kFirstPhrase].weight;
      }
  }
  return phrases;
}

}  // namespace foyer::seal
