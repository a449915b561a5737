// The courier's files as bytes: what a kiosk would send on the stream, and the server's answer, for a stick.
//
// Place: kiosk/sync writes the one and reads the other, the server the reverse. A file is worth nothing to
// whoever finds it: entries are sealed as on the stream, the rest is numbers.
//
// File of a kiosk, foyer-<8 hex of device>-<8 hex of journey>-<stick>.courier:
//   8 bytes "FOYERC1\n", then frames:
//   4 bytes length of the body (big endian, 1 to kCourierFrameBytesMax)
//   the body: a foyer.sync.v1.CourierFrame
//   64 bytes Ed25519 by the device's key over "foyer courier v1", h(n)
//     h(0) = BLAKE2b("foyer courier v1"), h(n) = BLAKE2b(h(n-1), body)
//   Order: one start; batches without gaps after start.after_seq; one end, after which nothing follows.
//   Each frame is signed together with all before it: a file that was cut short or damaged is good up to its
//   last whole frame, and frames of two files cannot be mixed.
// Answer of the server, foyer-<8 hex of device>.answer:
//   8 bytes "FOYERA1\n"
//   4 bytes length of the body, the body: a foyer.sync.v1.CourierAnswer
//   the rest: DER of an ECDSA P-256 signature with SHA-256 by the authority (ca.pem) over
//     "foyer courier answer v1", body
//   The authority signs, since its certificate is what every kiosk trusts already, and it outlives that of
//   the server.
//
// Ownership: values; a writer or reader for one file. Threads: one. Errors: kDataLoss for what is cut short,
// damaged or not signed, kInvalidArgument for what is no such file. Does not: open files, seal, or know what
// was acknowledged.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "foyer/sync/v1/courier.pb.h"
#include "shared/sync/entry.h"

namespace foyer::sync {

inline constexpr char kCourierEnding[] = ".courier";
inline constexpr char kAnswerEnding[] = ".answer";

std::string courierFileName(const Id16& device, const Id16& journey, uint32_t stick);
std::string answerFileName(const Id16& device);

class CourierWriter {
 public:
  // The key outlives it.
  explicit CourierWriter(const seal::SecretBytes& signingSecretKey);
  // What the file begins with.
  static std::string head();
  // The bytes to append.
  Result<std::string> frame(const v1::CourierFrame& frame);

 private:
  const seal::SecretBytes& m_key;
  seal::Hash32 m_hash;
};

class CourierReader {
 public:
  // Reads up to this many bytes; fewer only at the end of the file.
  using Read = std::function<Result<std::string>(size_t count)>;
  explicit CourierReader(Read read) : m_read(std::move(read)) {}

  // The start, checked with the key that `keyOf` knows of this device.
  Result<v1::CourierStart> start(const std::function<Result<std::string>(const Id16& device)>& keyOf);
  // The next batch or the end. After an error nothing more can be read; what came before stays good.
  Result<v1::CourierFrame> next();

 private:
  struct Signed {
    v1::CourierFrame frame;
    std::string signature;
  };
  Result<Signed> readFrame();
  Result<std::string> readExactly(size_t count);

  Read m_read;
  std::string m_publicKey;
  seal::Hash32 m_hash{};
};

// What the authority signs, and the file of an answer.
std::string answerSignedPart(std::string_view body);
std::string answerFile(std::string_view body, std::string_view signature);

struct AnswerParts {
  std::string body;
  std::string signature;
};
Result<AnswerParts> splitAnswer(std::string_view file);

}  // namespace foyer::sync
