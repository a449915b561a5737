// The record types of a copy of proto/ with something added, compiled by protoc while the test runs.
//
// Place: tests of what a new field costs. Ownership: owns the folder and the descriptors; keep it as long as they are
// used. Threads: the test's. Errors: whatever fails ends up as kFailedPrecondition with protoc's own words.
// Does not: generate code.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>

#include "shared/base/result.h"
#include "shared/schema/schema.h"

namespace foyer::growth {

class GrownProtos {
 public:
  GrownProtos();
  ~GrownProtos();
  GrownProtos(const GrownProtos&) = delete;
  GrownProtos& operator=(const GrownProtos&) = delete;

  // Puts lines at the end of a message of proto/foyer/record/v1.
  Status add(const std::string& message, const std::string& lines);
  // The record types as they are now.
  Result<schema::Schema> load();

 private:
  Status compile();

  std::string m_folder;
  google::protobuf::DescriptorPool m_pool;
};

// The field that CONTRIBUTING.md adds, as it stands there.
Result<std::string> documentedLine();

}  // namespace foyer::growth
