// Changes of one kiosk, sealed beforehand and handed straight to ingest: for databases with a history, and for
// measuring what ingest itself takes.
//
// Place: G7 and G8. Ownership: refers to the centre. Threads: one; sendAll() waits for the server's. Errors:
// end the program. Does not: keep a journal or speak gRPC.
#pragma once

#include <vector>

#include "shared/validate/validate.h"
#include "tests/bench/centre.h"
#include "tests/bench/records.h"

namespace foyer::bench {

class Filler {
 public:
  Filler(Centre& centre, size_t kiosk, const schema::Schema& schema);

  // The changes as batches of full size.
  std::vector<ingest::Submission> seal(std::vector<record::ChangeBody> bodies);
  // Until all of it is durable; seconds.
  double sendAll(std::vector<ingest::Submission> submissions);
  // Of the n-th change that was sealed, from 1.
  record::Dot dot(uint64_t n) const { return {m_incarnation, n}; }

 private:
  Centre& m_centre;
  const size_t m_kiosk;
  const validate::Validator m_validator;
  const Id16 m_incarnation;
  seal::Sealer m_sealer;
  seal::Hash32 m_head;
  uint64_t m_seq = 0;
};

}  // namespace foyer::bench
