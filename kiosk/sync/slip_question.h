// Asks the server how it stands with a slip: one unary call, on a connection of its own.
//
// Place: the composition root makes one and hands answers to the page "My slip". Nothing is kept: the answer
// goes to the screen and is gone with the visit. Ownership: unique; what is under way when it goes is given up.
// Threads: ask() by any; answers come on gRPC's threads. Errors: kUnavailable, kDeadlineExceeded and what the server
// says, as a Result. Does not: try again, or know the code (only its id leaves the kiosk).
#pragma once

#include <functional>
#include <memory>

#include "foyer/sync/v1/sync.pb.h"
#include "kiosk/sync/identity.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace foyer::uplink {

// A visitor waits this long for a sentence before being told that there is no line.
inline constexpr int64_t kSlipPatienceMs = 8'000;

class SlipQuestion {
 public:
  using Answered = std::function<void(const Result<sync::v1::CheckSlipResponse>&)>;

  explicit SlipQuestion(const Identity& identity);
  ~SlipQuestion();

  // Answers exactly once, unless this goes before.
  void ask(const Id16& slipId, Answered answered);

 private:
  struct State;
  std::shared_ptr<State> m_state;
};

}  // namespace foyer::uplink
