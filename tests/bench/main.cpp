// foyer-bench: what the whole path costs, as ratios to what the machine can do at best.
#include <sys/vfs.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "shared/base/log.h"
#include "shared/seal/seal.h"
#include "tests/bench/must.h"
#include "tests/bench/work.h"

namespace {

using namespace foyer::bench;

constexpr const char* kUsage =
    "usage: foyer-bench [--runs N] [--folder FOLDER] [G1 G2 G4 G5 G7 G8 ...]\n"
    "Measures all of them, or those that are named. FOLDER (the folder for temporary files) must be on a disk.\n";
constexpr long kTmpfs = 0x01021994;

struct Named {
  const char* name;
  void (*run)(Bench&);
};
constexpr Named kWork[] = {{"G1", uploadOfOne}, {"G2", uploadOfMany}, {"G4", saving},
                            {"G5", wireBytes},   {"G7", catchingUp},   {"G8", merging}};

struct Wishes {
  int runs = 15;
  std::string folder = std::filesystem::temp_directory_path();
  std::vector<std::string> names;
};

Wishes wishesOf(int count, char** words) {
  Wishes wishes;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const bool hasMore = i + 1 < count;
    const bool isWork = std::any_of(std::begin(kWork), std::end(kWork), [&](const Named& work) { return word == work.name; });
    if (word == "--runs" && hasMore) wishes.runs = std::max(1, std::atoi(words[++i]));
    else if (word == "--folder" && hasMore) wishes.folder = words[++i];
    else if (isWork) wishes.names.push_back(word);
    else fail(kUsage);
  }
  return wishes;
}

}  // namespace

int main(int count, char** words) {
  const Wishes wishes = wishesOf(count, words);
  foyer::setLogLevel(foyer::LogLevel::kError);
  must(foyer::seal::start());
  std::string folder = wishes.folder + "/foyer-bench-XXXXXX", memory = "/dev/shm/foyer-bench-XXXXXX";
  if (!::mkdtemp(folder.data()) || !::mkdtemp(memory.data())) fail("no temporary folder can be made");
  struct statfs system {};
  if (::statfs(folder.c_str(), &system) == 0 && system.f_type == kTmpfs)
    std::printf("note: %s is in memory, so that nothing here waits for a disk\n", folder.c_str());
  std::printf("note: the programs as they are shipped, with the word list of this release, which was made without these records\n");
  const foyer::schema::Schema schema = loadSchema();
  Bench bench{folder, memory, wishes.runs, schema, makeVisits(kRecords, kSeed), {}, {}};
  double bytes = 0;
  for (const Visit& visit : bench.visits) {
    bench.rows.push_back({visit.id.str(), asJson(visit)});
    bytes += static_cast<double>(bench.rows.back().json.size());
  }
  Samples json;
  json.add(bytes / kRecords);
  bench.report.figure("bytes of a record as JSON, mean", json);
  for (const Named& work : kWork)
    if (wishes.names.empty() || std::find(wishes.names.begin(), wishes.names.end(), work.name) != wishes.names.end())
      work.run(bench);
  std::filesystem::remove_all(folder);
  std::filesystem::remove_all(memory);
  return bench.report.finish();
}
