// foyer-server: parses the command line, runs one command, says in one sentence what went wrong.
// Status: 0 done, 1 it could not be done, 2 the command line means nothing.
#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "shared/seal/seal.h"
#include "sync-server/app/admin.h"
#include "sync-server/app/backup.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/control_socket.h"
#include "sync-server/app/courier_import.h"
#include "sync-server/app/folder.h"
#include "sync-server/app/serve.h"
#include "sync-server/fleet/keyring.h"
#include "sync-server/ingest/rebuild.h"

namespace foyer::app {
namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kMisunderstood = 2;

Result<std::string> init(const Invocation& invocation, const Clock& clock) {
  FOYER_ASSIGN(auto folder, initFolder(invocation.text("--data"), invocation.all("--host"), clock, systemRandom()));
  const AdminParts parts{*folder.store, [&](const auto& work) { return folder.store->write(work); },
                         folder.keysPath(), clock, systemRandom(), {}};
  Invocation makeCode;
  makeCode.verb = Verb::kFirstRunCode;
  FOYER_ASSIGN(auto code, runAdmin(makeCode, parts));
  return "The server's folder " + folder.path + " is ready; keep " + folder.keysPath() +
         " in every backup.\nFirst-run code for the first account, shown once: " + code;
}

Result<std::string> digest(const Invocation& invocation) {
  FOYER_ASSIGN(auto folder, openFolder(invocation.text("--data"), store::Opening::kReadBeside));
  FOYER_ASSIGN(auto hex, ingest::digest(*folder.store));
  return hex + "\n";
}

Result<std::string> rebuild(const Invocation& invocation) {
  FOYER_ASSIGN(auto schema, schema::Schema::loadBuiltIn());
  FOYER_ASSIGN(auto folder, openFolder(invocation.text("--data"), store::Opening::kExisting));
  FOYER_ASSIGN(auto keys, fleet::loadKeys(folder.keysPath()));
  ingest::LogOpener opener(schema, keys);
  FOYER_ASSIGN(auto report, ingest::rebuild(*folder.store, schema, opener));
  return "Folded " + std::to_string(report.changes) + " changes again; " + std::to_string(report.quarantined) +
         " of them wait for a person.\n";
}

// Paths mean what they mean where the command was typed, not where the server runs.
std::vector<std::string> withAbsolutePaths(const Invocation& invocation, std::span<const std::string> words) {
  const auto absolute = [](const std::string& path) { return std::filesystem::absolute(path).string(); };
  std::vector<std::string> all(words.begin(), words.begin() + 2);  // "admin" and the verb
  for (const auto& [option, values] : invocation.options) {
    for (const std::string& value : values) {
      all.push_back(option + "=" + (option == "--out" || option == "--data" ? absolute(value) : value));
    }
  }
  for (const std::string& operand : invocation.operands) all.push_back(absolute(operand));
  return all;
}

// By the server that runs, else by this process.
Result<std::string> admin(const Invocation& invocation, std::span<const std::string> words, const Clock& clock) {
  const std::string path = invocation.text("--data");
  auto folder = openFolder(path, store::Opening::kExisting);
  if (!folder.ok() && folder.error().code() == Code::kUnavailable) {
    return askServer(path, withAbsolutePaths(invocation, words));
  }
  if (!folder.ok()) return folder.error();
  const AdminParts parts{*folder->store, [&](const auto& work) { return folder->store->write(work); },
                         folder->keysPath(), clock, systemRandom(), {}};
  return runAdmin(invocation, parts);
}

Result<std::string> courier(const Invocation& invocation, std::span<const std::string> words, const Clock& clock) {
  const std::string path = invocation.text("--data");
  auto folder = openFolder(path, store::Opening::kExisting);
  if (folder.ok()) return importCourierOffline(*folder, invocation.operands.front(), clock);
  if (folder.error().code() != Code::kUnavailable) return folder.error();
  return askServer(path, withAbsolutePaths(invocation, words));
}

Result<std::string> run(const Invocation& invocation, const std::vector<std::string>& words, const Clock& clock) {
  if (isAdminVerb(invocation.verb)) return admin(invocation, words, clock);
  switch (invocation.verb) {
    case Verb::kVersion:
      return std::string("foyer-server " FOYER_VERSION "\n");
    case Verb::kInit:
      return init(invocation, clock);
    case Verb::kDigest:
      return digest(invocation);
    case Verb::kRebuild:
      return rebuild(invocation);
    case Verb::kCourierImport:
      return courier(invocation, words, clock);
    case Verb::kBackup:
      return backUp(invocation.text("--data"), invocation.operands.front(), clock);
    case Verb::kRestore:
      return restore(invocation.text("--data"), invocation.operands.front(), invocation.text("--erased"), clock, systemRandom());
    case Verb::kServe:
      FOYER_TRY(serve(invocation, clock));
      return std::string();
    default:
      return usageText();
  }
}

int complain(int status, const std::string& sentence) {
  std::fprintf(stderr, "foyer-server: %s\n", sentence.c_str());
  return status;
}

int runProgram(const std::vector<std::string>& words) {
  // Files of ours are for this user only; a peer that goes away is no reason to end.
  ::umask(0077);
  std::signal(SIGPIPE, SIG_IGN);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  const auto invocation = parseCommandLine(words);
  if (!invocation.ok()) return complain(kMisunderstood, invocation.error().message());
  // Threads inherit the mask: only serve() waits for these, the other commands just end by them.
  if (invocation->verb == Verb::kServe) pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  if (const Status started = seal::start(); !started.ok()) return complain(kFailed, started.error().message());
  const SystemClock clock;
  const auto printed = run(*invocation, words, clock);
  if (!printed.ok()) return complain(kFailed, printed.error().message());
  std::fputs(printed->c_str(), stdout);
  if (std::fflush(stdout) != 0) return complain(kFailed, "The result could not be printed.");
  return kDone;
}

}  // namespace
}  // namespace foyer::app

int main(int argc, char** argv) {
  try {
    return foyer::app::runProgram({argv + 1, argv + argc});
  } catch (const std::exception& thrown) {
    // Only for want of memory; everything else is a Result.
    std::fprintf(stderr, "foyer-server: It had to end: %s.\n", thrown.what());
    return 1;
  }
}
