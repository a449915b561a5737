#include "kiosk/journal/found_rows.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace foyer::journal {

namespace {

// What may stay of a payload on its own page; see the format.
constexpr uint64_t kUsable = kPageBytes;
constexpr uint64_t kLocalMax = kUsable - 35;
constexpr uint64_t kLocalMin = (kUsable - 12) * 32 / 255 - 23;
constexpr uint64_t kPayloadMax = 1024 * 1024;  // no entry is a third as long

// Kinds of columns: k the row's number, i an integer, b bytes of any length, h 16 bytes, c 32, s 64 or the single
// byte of a signature that was lost, I and H also NULL.
constexpr std::string_view kEntryShape = "kiihiiiiHIcb";
constexpr std::string_view kKeyShape = "khhhbs";
constexpr std::string_view kIncarnationShape = "khiii";
constexpr std::string_view kIncarnationShapeBefore = "khii";

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : m_bytes(bytes) {}
  bool isWell() const { return m_isWell; }
  size_t used() const { return m_used; }
  uint64_t varint() {
    uint64_t number = 0;
    for (int i = 0; i < 9; ++i) {
      if (m_used >= m_bytes.size()) break;
      const auto byte = static_cast<uint8_t>(m_bytes[m_used++]);
      if (i == 8) return number << 8 | byte;
      number = number << 7 | (byte & 0x7f);
      if (byte < 0x80) return number;
    }
    m_isWell = false;
    return 0;
  }

 private:
  std::string_view m_bytes;
  size_t m_used = 0;
  bool m_isWell = true;
};

constexpr uint64_t blobOf(uint64_t bytes) { return 12 + 2 * bytes; }
bool isInteger(uint64_t type) { return (type >= 1 && type <= 6) || type == 8 || type == 9; }

bool fits(char kind, uint64_t type) {
  switch (kind) {
    case 'k':
      return type == 0;
    case 'I':
      return type == 0 || isInteger(type);
    case 'i':
      return isInteger(type);
    case 'H':
      return type == 0 || type == blobOf(16);
    case 'h':
      return type == blobOf(16);
    case 'c':
      return type == blobOf(32);
    case 's':
      return type == blobOf(64) || type == blobOf(1);
    default:
      return type >= 12 && type % 2 == 0;
  }
}

uint64_t sizeOf(uint64_t type) {
  constexpr uint64_t kSizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
  if (type < 10) return kSizes[type];
  return type < 12 ? 0 : (type - 12) / 2;
}

struct Column {
  uint64_t type = 0;
  std::string_view bytes;
  int64_t integer() const {
    if (type == 8 || type == 9) return static_cast<int64_t>(type - 8);
    uint64_t number = !bytes.empty() && (bytes[0] & 0x80) != 0 ? ~uint64_t{0} : 0;
    for (const char byte : bytes) number = number << 8 | static_cast<uint8_t>(byte);
    return static_cast<int64_t>(number);
  }
  Id16 id() const { return Id16::fromBytes(bytes).value_or(Id16{}); }
};

struct Row {
  int64_t number = 0;
  std::string payload;
  std::vector<Column> columns;  // of `payload`
};

class Search {
 public:
  explicit Search(std::string_view pages) : m_pages(pages) {}
  FoundRows run() &&;
  std::vector<sync::Key> keysWithAnotherBit(int64_t number) const;

 private:
  std::string_view page(uint64_t number) const { return m_pages.substr((number - 1) * kPageBytes, kPageBytes); }
  bool lookAt(std::string_view page, size_t offset, std::string_view shape, Row& row) const;
  bool readPayload(std::string_view cell, uint64_t bytes, std::string& payload) const;
  void lookForSettings(std::string_view page, size_t offset);
  void takeEntry(const Row& row);
  void takeKey(const Row& row);

  std::string_view m_pages;
  FoundRows m_found;
};

bool Search::readPayload(std::string_view cell, uint64_t bytes, std::string& payload) const {
  uint64_t local = bytes;
  if (bytes > kLocalMax) {
    local = kLocalMin + (bytes - kLocalMin) % (kUsable - 4);
    if (local > kLocalMax) local = kLocalMin;
  }
  if (cell.size() < local + (local < bytes ? 4 : 0)) return false;
  payload = cell.substr(0, local);
  std::string_view next = local < bytes ? cell.substr(local, 4) : std::string_view();
  while (payload.size() < bytes) {
    uint64_t number = 0;
    for (const char byte : next) number = number << 8 | static_cast<uint8_t>(byte);
    if (number < 2 || number * kPageBytes > m_pages.size()) return false;
    next = page(number).substr(0, 4);
    payload += page(number).substr(4, std::min<uint64_t>(bytes - payload.size(), kUsable - 4));
  }
  return true;
}

bool Search::lookAt(std::string_view page, size_t offset, std::string_view shape, Row& row) const {
  const std::string_view cell = page.substr(offset);
  Bytes head(cell);
  const uint64_t payloadBytes = head.varint();
  row.number = static_cast<int64_t>(head.varint());
  if (!head.isWell() || payloadBytes > kPayloadMax || row.number <= 0) return false;
  // Every one of our rows has its head on its own page.
  Bytes kinds(cell.substr(head.used()));
  const uint64_t headBytes = kinds.varint();
  uint64_t bytes = headBytes;
  std::array<uint64_t, kEntryShape.size()> types{};
  for (size_t i = 0; i < shape.size(); ++i) {
    types[i] = kinds.varint();
    if (!kinds.isWell() || !fits(shape[i], types[i])) return false;
    bytes += sizeOf(types[i]);
  }
  if (kinds.used() != headBytes || bytes != payloadBytes) return false;
  if (!readPayload(cell.substr(head.used()), payloadBytes, row.payload)) return false;
  row.columns.clear();
  std::string_view rest = std::string_view(row.payload).substr(headBytes);
  for (size_t i = 0; i < shape.size(); ++i) {
    row.columns.push_back({types[i], rest.substr(0, sizeOf(types[i]))});
    rest.remove_prefix(sizeOf(types[i]));
  }
  return true;
}

void Search::takeEntry(const Row& row) {
  const auto& columns = row.columns;
  FoundEntry found{row.number, columns[1].integer(), columns[4].integer(),
                   static_cast<uint64_t>(std::max<int64_t>(columns[6].integer(), 0)), columns[7].integer(),
                   sync::asHash(columns[10].bytes), {}};
  found.entry = {static_cast<uint64_t>(columns[2].integer()), columns[3].id(),
                 static_cast<uint32_t>(columns[5].integer()), {Id16{}, std::string(columns[11].bytes)}, std::nullopt};
  if (columns[9].type != 0)
    found.entry.origin = sync::Origin{columns[8].id(), static_cast<uint64_t>(columns[9].integer())};
  const auto [known, isNew] = m_found.entries.try_emplace(found.entry.changeId, found);
  if (!isNew && known->second.position < found.position) known->second = std::move(found);
}

sync::Key keyIn(const Row& row) {
  const auto& columns = row.columns;
  return {{columns[1].id(), columns[3].id(), std::string(columns[4].bytes), std::string(columns[5].bytes)},
          columns[2].id()};
}

void Search::takeKey(const Row& row) {
  sync::Key key = keyIn(row);
  const auto [known, isNew] = m_found.keys.try_emplace(row.number, key);
  if (!isNew && known->second.sealed.id != key.sealed.id) m_found.rivals[row.number].push_back(std::move(key));
}

std::vector<sync::Key> Search::keysWithAnotherBit(int64_t number) const {
  // In the head of such a row stand the kinds of its first four columns, after the size of the payload, the number
  // and the size of the head: with one wrong bit at least three of them are right.
  constexpr std::string_view kFirstKinds("\0\x2c\x2c\x2c", 4);
  constexpr size_t kBeforeKindsMax = 8;
  constexpr size_t kHeadBytes = 20;
  std::vector<sync::Key> keys;
  Row row;
  for (size_t at = 0; at + kFirstKinds.size() <= m_pages.size(); ++at) {
    int right = 0;
    for (size_t i = 0; i < kFirstKinds.size(); ++i) right += m_pages[at + i] == kFirstKinds[i] ? 1 : 0;
    if (right < 3) continue;
    std::string page(this->page(at / kPageBytes + 1));
    const size_t kinds = at % kPageBytes;
    for (size_t start = kinds - std::min(kinds, kBeforeKindsMax); start < kinds; ++start) {
      for (size_t bit = 0; bit < kHeadBytes * 8 && start + bit / 8 < page.size(); ++bit) {
        char& byte = page[start + bit / 8];
        byte = static_cast<char>(byte ^ (1 << (bit % 8)));
        if (lookAt(page, start, kKeyShape, row) && row.number == number) keys.push_back(keyIn(row));
        byte = static_cast<char>(byte ^ (1 << (bit % 8)));
      }
    }
  }
  return keys;
}

// A row of meta: its head, the key as text, the value.
void Search::lookForSettings(std::string_view page, size_t offset) {
  if (page[offset] != 3 || offset + 4 > page.size()) return;
  const auto keyType = static_cast<uint8_t>(page[offset + 1]);
  const auto valueType = static_cast<uint8_t>(page[offset + 2]);
  if (keyType < 13 || keyType % 2 == 0 || valueType < 12 || valueType >= 0x80 || valueType % 2 != 0) return;
  const std::string_view rest = page.substr(offset + 3);
  const std::string_view key = rest.substr(0, (keyType - 13u) / 2);
  if (key.size() > rest.size()) return;
  const std::string_view value = rest.substr(key.size(), (valueType - 12u) / 2);
  const auto number = [&] {
    uint64_t read = 0;
    const auto end = std::from_chars(value.data(), value.data() + value.size(), read);
    return end.ptr == value.data() + value.size() ? read : 0;
  };
  const auto id = Id16::fromBytes(value);
  if (key == "device" && id) m_found.devices.push_back(*id);
  if (key == "server_epoch" && id) m_found.serverEpochs.push_back(*id);
  if (key == "lamport") m_found.lamport = std::max(m_found.lamport, number());
  if (key == "purged") m_found.purged = std::max(m_found.purged, number());
}

FoundRows Search::run() && {
  Row row;
  for (uint64_t number = 1; number * kPageBytes <= m_pages.size(); ++number) {
    const std::string_view bytes = page(number);
    for (size_t offset = 0; offset + 4 <= bytes.size(); ++offset) {
      lookForSettings(bytes, offset);
      if (lookAt(bytes, offset, kEntryShape, row)) {
        takeEntry(row);
      } else if (lookAt(bytes, offset, kKeyShape, row)) {
        takeKey(row);
      } else if (lookAt(bytes, offset, kIncarnationShape, row) || lookAt(bytes, offset, kIncarnationShapeBefore, row)) {
        m_found.incarnations[row.number] = row.columns[1].id();
      }
    }
  }
  return std::move(m_found);
}

}  // namespace

FoundRows findRows(std::string_view pages) { return Search(pages).run(); }

std::vector<sync::Key> keysWithAnotherBit(std::string_view pages, int64_t number) {
  return Search(pages).keysWithAnotherBit(number);
}

}  // namespace foyer::journal
