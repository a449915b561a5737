// Serves a folder of files, the console's build, from memory.
//
// Place: the Router's otherwise(). The folder is read once at start (it changes only with an installation):
// answers need no disk, and a path that leaves the folder finds nothing, since only listed files exist.
// A path without extension that is no file is a page of the single-page application and gets index.html.
// Files under /assets/ whose names carry a hash are cached for ever, all others are asked for by ETag.
// Ownership: shared, immutable content; copies are cheap. Threads: any. Errors: a missing or too large
// folder at start; 404 and 405 later. Does not: follow symbolic links, list folders, compress.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "shared/base/result.h"
#include "sync-server/http/message.h"

namespace foyer::http {

class StaticFiles {
 public:
  static Result<StaticFiles> load(const std::filesystem::path& folder);
  Response operator()(const Request& request) const;
  size_t count() const { return m_files->size(); }

 private:
  struct File {
    std::string content;
    std::string etag;
    std::string contentType;
    std::string cacheControl;
  };
  using Files = std::map<std::string, File, std::less<>>;

  explicit StaticFiles(std::shared_ptr<const Files> files) : m_files(std::move(files)) {}
  std::shared_ptr<const Files> m_files;
};

}  // namespace foyer::http
