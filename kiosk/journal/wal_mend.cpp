// The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log. A header of 32 bytes, of which the last
// 8 are the checksum of the first 24; frames of 24 bytes and a page: page number, size of the database after a
// commit (0: no commit), the header's two salts, and the checksum of the first 8 bytes and the page, which goes on
// from that of the frame before. All numbers big endian; the words summed are as the header's first bit says.
#include "kiosk/journal/wal_mend.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "kiosk/journal/found_rows.h"

namespace foyer::journal {

namespace {

constexpr size_t kHeaderBytes = 32;
constexpr size_t kHeaderSummedBytes = 24;
constexpr size_t kFrameHeaderBytes = 24;
constexpr size_t kFrameBytes = kFrameHeaderBytes + kPageBytes;
constexpr size_t kFrameSummedHeaderBytes = 8;

struct Sum {
  uint32_t first = 0;
  uint32_t second = 0;
  bool operator==(const Sum&) const = default;
};

uint32_t bigEndian(const char* at) {
  uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8 | static_cast<uint8_t>(at[i]);
  return number;
}

int differingBits(const char* a, const char* b, size_t bytes) {
  int bits = 0;
  for (size_t i = 0; i < bytes; ++i) bits += std::popcount(static_cast<uint8_t>(a[i] ^ b[i]));
  return bits;
}

std::string bytesOf(const Sum& sum) {
  std::string bytes;
  for (const uint32_t word : {sum.first, sum.second})
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(word >> shift));
  return bytes;
}

class Log {
 public:
  explicit Log(std::string bytes) : m_bytes(std::move(bytes)) {}

  size_t frameCount() const { return m_bytes.size() < kHeaderBytes ? 0 : (m_bytes.size() - kHeaderBytes) / kFrameBytes; }
  size_t frameAt(size_t frame) const { return kHeaderBytes + frame * kFrameBytes; }
  const char* at(size_t offset) const { return m_bytes.data() + offset; }
  Sum sumAt(size_t offset) const { return {bigEndian(at(offset)), bigEndian(at(offset + 4))}; }
  bool isCommit(size_t frame) const { return bigEndian(at(frameAt(frame) + 4)) != 0; }
  bool hasSalts(size_t frame) const { return std::memcmp(at(frameAt(frame) + 8), at(16), 8) == 0; }
  Sum storedSum(size_t frame) const { return sumAt(frameAt(frame) + 16); }
  // What the frame before it ended with.
  Sum sumBefore(size_t frame) const { return frame == 0 ? sumAt(24) : storedSum(frame - 1); }
  Sum frameSum(size_t frame) const {
    return summed(summed(sumBefore(frame), frameAt(frame), kFrameSummedHeaderBytes), frameAt(frame) + kFrameHeaderBytes,
                  kPageBytes);
  }
  bool isSound(size_t frame) const { return hasSalts(frame) && frameSum(frame) == storedSum(frame); }
  bool isHeaderSound() const { return summed({}, 0, kHeaderSummedBytes) == sumAt(24) && isHeaderOurs(); }

  bool mendHeader();
  bool mendFrame(size_t frame);
  // Bytes that were changed, one place a time.
  const std::vector<size_t>& changed() const { return m_changed; }

 private:
  // Writers of Debian's machines sum little endian words.
  uint32_t word(size_t offset) const {
    uint32_t number = 0;
    for (int i = 3; i >= 0; --i) number = number << 8 | static_cast<uint8_t>(m_bytes[offset + static_cast<size_t>(i)]);
    return number;
  }
  Sum summed(Sum sum, size_t offset, size_t bytes) const {
    for (size_t i = offset; i < offset + bytes; i += 8) {
      sum.first += word(i) + sum.second;
      sum.second += word(i + 4) + sum.first;
    }
    return sum;
  }
  bool isHeaderOurs() const {
    return bigEndian(at(0)) == 0x377f0682 && bigEndian(at(4)) == 3'007'000 && bigEndian(at(8)) == kPageBytes;
  }
  void put(size_t offset, char value) {
    m_bytes[offset] = value;
    m_changed.push_back(offset);
  }
  void put(size_t offset, std::string_view value) {
    for (size_t i = 0; i < value.size(); ++i)
      if (m_bytes[offset + i] != value[i]) put(offset + i, value[i]);
  }
  // One bit of a checksum itself. The last word summed may look the same: then what follows decides.
  bool mendSum(size_t offset, const Sum& sum, size_t nextFrame);
  struct Bit {
    size_t byte;
    int bit;
  };
  // The bits in these parts any one of which, turned, adds this to their sum. Of the high bits of a word there are
  // many: their effect is that of words before and behind them, too.
  std::vector<Bit> bitsFor(const std::vector<std::pair<size_t, size_t>>& parts, const Sum& wanted) const;
  void turn(const Bit& bit);
  // This frame as it is, with those behind it that are sound.
  void sumAnew(size_t frame);

  std::string m_bytes;
  std::vector<size_t> m_changed;
};

std::vector<Log::Bit> Log::bitsFor(const std::vector<std::pair<size_t, size_t>>& parts, const Sum& wanted) const {
  // What 1 more in the first or the second word of a pair adds to the end, from the last pair on backwards.
  Sum byFirst{1, 1};
  Sum bySecond{0, 1};
  const auto stepped = [](Sum sum) {
    sum.first += sum.second;
    sum.second += sum.first;
    return sum;
  };
  std::vector<Bit> found;
  for (size_t part = parts.size(); part-- > 0;) {
    for (size_t at = parts[part].first + parts[part].second; at > parts[part].first;) {
      at -= 8;
      for (const size_t half : {size_t{0}, size_t{4}}) {
        const Sum& effect = half == 0 ? byFirst : bySecond;
        const uint32_t value = word(at + half);
        for (uint32_t bit = 0; bit < 32; ++bit) {
          const uint32_t one = uint32_t{1} << bit;
          const uint32_t more = (value & one) != 0 ? 0 - one : one;
          if (effect.first * more == wanted.first && effect.second * more == wanted.second)
            found.push_back({at + half + bit / 8, static_cast<int>(bit % 8)});
        }
      }
      byFirst = stepped(byFirst);
      bySecond = stepped(bySecond);
    }
  }
  return found;
}

void Log::turn(const Bit& bit) { put(bit.byte, static_cast<char>(m_bytes[bit.byte] ^ (1 << bit.bit))); }

void Log::sumAnew(size_t frame) {
  size_t end = frame + 1;
  while (end < frameCount() && isSound(end)) ++end;
  for (; frame < end; ++frame) put(frameAt(frame) + 16, bytesOf(frameSum(frame)));
}

bool Log::mendSum(size_t offset, const Sum& sum, size_t nextFrame) {
  const std::string stored = m_bytes.substr(offset, 8);
  if (differingBits(bytesOf(sum).data(), stored.data(), 8) != 1) return false;
  put(offset, bytesOf(sum));
  const bool isLast = nextFrame > 0 && (nextFrame == frameCount() || !hasSalts(nextFrame));
  if (isLast || isSound(nextFrame)) return true;
  put(offset, stored);
  return false;
}

bool Log::mendHeader() {
  const Sum sum = summed({}, 0, kHeaderSummedBytes);
  if (isHeaderOurs() && mendSum(24, sum, 0)) return true;
  const Sum stored = sumAt(24);
  const auto bits = bitsFor({{0, kHeaderSummedBytes}}, {stored.first - sum.first, stored.second - sum.second});
  // Of several the one that makes it the header of the frames behind it.
  return std::any_of(bits.begin(), bits.end(), [this](const Bit& bit) {
    turn(bit);
    if (isHeaderOurs() && hasSalts(0)) return true;
    turn(bit);
    return false;
  });
}

bool Log::mendFrame(size_t frame) {
  const size_t offset = frameAt(frame);
  const Sum sum = frameSum(frame);
  const Sum stored = storedSum(frame);
  if (!hasSalts(frame)) {
    // Another salt is an older log's frame; the same but for a bit is this one's.
    if (sum != stored || differingBits(at(offset + 8), at(16), 8) != 1) return false;
    put(offset + 8, m_bytes.substr(16, 8));
    return true;
  }
  if (mendSum(offset + 16, sum, frame + 1)) return true;
  const auto bits = bitsFor({{offset, kFrameSummedHeaderBytes}, {offset + kFrameHeaderBytes, kPageBytes}},
                            {stored.first - sum.first, stored.second - sum.second});
  // Which of several it was the sum cannot say, but an entry, a key or the tree of the table can. To turn the wrong one
  // would make two of one wrong bit, and of two in one entry nothing can be mended.
  if (bits.size() > 1) sumAnew(frame);
  if (bits.size() == 1) turn(bits.front());
  return !bits.empty();
}

std::optional<Log> readLog(const std::string& databasePath) {
  std::ifstream file(databasePath + "-wal", std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  Log log(std::move(bytes).str());
  return log.frameCount() == 0 ? std::nullopt : std::optional(std::move(log));
}

Status writeChanged(const std::string& path, const Log& log) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  bool isWritten = file >= 0;
  for (const size_t offset : log.changed())
    isWritten = isWritten && ::pwrite(file, log.at(offset), 1, static_cast<off_t>(offset)) == 1;
  isWritten = isWritten && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (isWritten) return okStatus();
  return Error(Code::kUnavailable, "The damaged log " + path + " cannot be mended; check the disk.");
}

// A transaction begins only after the one before is on disk. So a second commit behind the damage says that the
// first was no torn write of a power cut.
bool hidesCommits(const Log& log, size_t damaged) {
  int commits = 0;
  for (size_t frame = damaged + 1; frame < log.frameCount(); ++frame)
    commits += log.isSound(frame) && log.isCommit(frame) ? 1 : 0;
  return commits >= 2;
}

}  // namespace

Result<WalState> mendWal(const std::string& databasePath) {
  WalState state;
  auto log = readLog(databasePath);
  if (!log) return state;
  if (!log->isHeaderSound()) {
    if (!log->mendHeader()) return state;
    ++state.mendedFrames;
  }
  for (size_t frame = 0; frame < log->frameCount(); ++frame) {
    if (log->isSound(frame)) continue;
    if (log->mendFrame(frame)) {
      ++state.mendedFrames;
      continue;
    }
    state.hidesCommits = log->hasSalts(frame) && hidesCommits(*log, frame);
    break;
  }
  if (!log->changed().empty()) FOYER_TRY(writeChanged(databasePath + "-wal", *log));
  return state;
}

void overlayWal(const std::string& databasePath, std::string& pages) {
  const auto log = readLog(databasePath);
  if (!log || !log->isHeaderSound()) return;
  size_t end = 0;
  for (size_t frame = 0; frame < log->frameCount(); ++frame)
    if (log->isSound(frame) && log->isCommit(frame)) end = frame + 1;
  for (size_t frame = 0; frame < end; ++frame) {
    const uint32_t page = bigEndian(log->at(log->frameAt(frame)));
    if (!log->isSound(frame) || page == 0 || page > kPagesMax) continue;
    if (pages.size() < page * kPageBytes) pages.resize(page * kPageBytes, '\0');
    std::memcpy(pages.data() + (page - 1) * kPageBytes, log->at(log->frameAt(frame) + kFrameHeaderBytes), kPageBytes);
  }
}

}  // namespace foyer::journal
