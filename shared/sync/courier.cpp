#include "shared/sync/courier.h"

#include "shared/seal/signature.h"
#include "shared/sync/limits.h"

namespace foyer::sync {

namespace {

constexpr std::string_view kDomain = "foyer courier v1";
constexpr std::string_view kAnswerDomain = "foyer courier answer v1";
constexpr std::string_view kMagic = "FOYERC1\n";
constexpr std::string_view kAnswerMagic = "FOYERA1\n";
constexpr size_t kLengthBytes = 4;

std::string lengthBytes(size_t length) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(length >> shift);
  return bytes;
}

size_t lengthIn(std::string_view bytes) {
  size_t length = 0;
  for (const char byte : bytes.substr(0, kLengthBytes)) length = length << 8 | static_cast<uint8_t>(byte);
  return length;
}

seal::Hash32 hashNext(const seal::Hash32& before, std::string_view body) {
  return seal::hash(std::string(asBytes(before)).append(body));
}

std::string signedPart(const seal::Hash32& hash) { return std::string(kDomain).append(asBytes(hash)); }

Error cutShort() {
  return Error(Code::kDataLoss, "The file of the courier ends early; copy it again, or bring the stick itself.");
}

Error damaged() {
  return Error(Code::kDataLoss, "The file of the courier is damaged; copy it again, or bring the stick itself.");
}

Error otherFile() {
  return Error(Code::kInvalidArgument, "This is no file of the courier; name one that ends in .courier or .answer.");
}

}  // namespace

std::string courierFileName(const Id16& device, const Id16& journey, uint32_t stick) {
  return "foyer-" + device.hex().substr(24) + "-" + journey.hex().substr(0, 8) + "-" + std::to_string(stick) +
         kCourierEnding;
}

std::string answerFileName(const Id16& device) { return "foyer-" + device.hex().substr(24) + kAnswerEnding; }

CourierWriter::CourierWriter(const seal::SecretBytes& signingSecretKey)
    : m_key(signingSecretKey), m_hash(seal::hash(kDomain)) {}

std::string CourierWriter::head() { return std::string(kMagic); }

Result<std::string> CourierWriter::frame(const v1::CourierFrame& frame) {
  const std::string body = frame.SerializeAsString();
  FOYER_ASSERT(!body.empty() && body.size() <= kCourierFrameBytesMax);
  m_hash = hashNext(m_hash, body);
  FOYER_ASSIGN(const std::string signature, seal::sign(signedPart(m_hash), m_key));
  return lengthBytes(body.size()) + body + signature;
}

Result<std::string> CourierReader::readExactly(size_t count) {
  FOYER_ASSIGN(std::string bytes, m_read(count));
  if (bytes.size() != count) return cutShort();
  return bytes;
}

Result<CourierReader::Signed> CourierReader::readFrame() {
  FOYER_ASSIGN(const std::string head, readExactly(kLengthBytes));
  const size_t length = lengthIn(head);
  if (length == 0 || length > kCourierFrameBytesMax) return damaged();
  FOYER_ASSIGN(const std::string body, readExactly(length));
  Signed read;
  FOYER_ASSIGN(read.signature, readExactly(seal::kSignatureBytes));
  m_hash = hashNext(m_hash, body);
  if (!read.frame.ParseFromString(body)) return damaged();
  return read;
}

Result<v1::CourierStart> CourierReader::start(
    const std::function<Result<std::string>(const Id16& device)>& keyOf) {
  FOYER_ASSIGN(const std::string magic, m_read(kMagic.size()));
  if (magic != kMagic) return magic.size() < kMagic.size() && kMagic.starts_with(magic) ? cutShort() : otherFile();
  m_hash = seal::hash(kDomain);
  FOYER_ASSIGN(Signed first, readFrame());
  if (!first.frame.has_start()) return damaged();
  const auto device = Id16::fromBytes(first.frame.start().device());
  if (!device) return damaged();
  FOYER_ASSIGN(m_publicKey, keyOf(*device));
  if (!seal::checkSignature(signedPart(m_hash), first.signature, m_publicKey).ok()) return damaged();
  return std::move(*first.frame.mutable_start());
}

Result<v1::CourierFrame> CourierReader::next() {
  FOYER_ASSERT(!m_publicKey.empty());
  FOYER_ASSIGN(Signed read, readFrame());
  if (!seal::checkSignature(signedPart(m_hash), read.signature, m_publicKey).ok()) return damaged();
  if (!read.frame.has_batch() && !read.frame.has_end()) return damaged();
  return std::move(read.frame);
}

std::string answerSignedPart(std::string_view body) { return std::string(kAnswerDomain).append(body); }

std::string answerFile(std::string_view body, std::string_view signature) {
  return std::string(kAnswerMagic).append(lengthBytes(body.size())).append(body).append(signature);
}

Result<AnswerParts> splitAnswer(std::string_view file) {
  if (!file.starts_with(kAnswerMagic)) return otherFile();
  file.remove_prefix(kAnswerMagic.size());
  if (file.size() < kLengthBytes) return cutShort();
  const size_t length = lengthIn(file);
  file.remove_prefix(kLengthBytes);
  if (length == 0 || length > kCourierAnswerBytesMax) return damaged();
  if (file.size() <= length) return cutShort();
  return AnswerParts{std::string(file.substr(0, length)), std::string(file.substr(length))};
}

}  // namespace foyer::sync
