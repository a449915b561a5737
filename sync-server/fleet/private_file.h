// Files that only this user reads, and that are either complete or not there.
//
// Place: keys and identities are written and read through here. Ownership: values. Threads: any.
// Errors: kFailedPrecondition or kResourceExhausted, naming the file. Does not: encrypt.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace foyer::fleet {

// PEM files, keys and small settings; the largest is a certificate chain of 2 KiB.
inline constexpr size_t kPrivateFileBytesMax = 64 * 1024;

// Mode 0600, on disk under its name when this returns; replaces a file of that name in one step.
Status writePrivateFile(const std::string& path, std::string_view content);
Result<std::string> readPrivateFile(const std::string& path);
// Mode 0700; no error if it is there.
Status makePrivateFolder(const std::string& path);
// A rename inside is durable after this.
Status syncFolder(const std::string& path);

}  // namespace foyer::fleet
