#include "sync-server/accounts/attempts.h"

#include <arpa/inet.h>

#include <algorithm>

namespace foyer::accounts {

namespace {
// Doubling beyond this many times is past every maximum.
constexpr int kDoublingsMax = 20;

int64_t waitAfter(int tries, int freeTries, int64_t waitMaxMs) {
  if (tries < freeTries) return 0;
  return std::min(kFirstWaitMs << std::min(tries - freeTries, kDoublingsMax), waitMaxMs);
}

std::string accountEntry(std::string_view nameKey) { return "n:" + std::string(nameKey); }
std::string addressEntry(std::string_view address) { return "a:" + addressKey(address); }
}  // namespace

std::string addressKey(std::string_view address) {
  const std::string text(address);
  in6_addr bytes{};
  if (inet_pton(AF_INET6, text.c_str(), &bytes) != 1) return text;
  std::fill(std::begin(bytes.s6_addr) + 8, std::end(bytes.s6_addr), static_cast<uint8_t>(0));
  char network[INET6_ADDRSTRLEN] = {};
  inet_ntop(AF_INET6, &bytes, network, sizeof network);
  return network;
}

Attempts::Entry& Attempts::entry(const std::string& key, int64_t nowMs) {
  if (m_entries.size() >= kTrackedMax && !m_entries.contains(key)) {
    m_entries.erase(std::min_element(m_entries.begin(), m_entries.end(), [](const auto& a, const auto& b) {
      return a.second.lastMs < b.second.lastMs;
    }));
  }
  Entry& found = m_entries[key];
  if (nowMs - found.lastMs > kForgetAfterMs) found = Entry{};
  found.lastMs = nowMs;
  return found;
}

Status Attempts::begin(std::string_view nameKey, std::string_view address) {
  const std::lock_guard lock(m_mutex);
  const int64_t nowMs = m_clock.bootMs();
  // Copies first: making the second entry may push out another one.
  const int64_t untilMs = std::max(entry(accountEntry(nameKey), nowMs).notBeforeMs,
                                   entry(addressEntry(address), nowMs).notBeforeMs);
  if (untilMs > nowMs) {
    return Error(Code::kResourceExhausted, "Too many tries; wait " + std::to_string((untilMs - nowMs + 999) / 1000) +
                                               " seconds and try again.");
  }
  Entry& account = entry(accountEntry(nameKey), nowMs);
  account.notBeforeMs = nowMs + waitAfter(++account.tries, kFreeTriesAccount, kWaitAccountMaxMs);
  Entry& place = entry(addressEntry(address), nowMs);
  place.notBeforeMs = nowMs + waitAfter(++place.tries, kFreeTriesAddress, kWaitAddressMaxMs);
  return okStatus();
}

void Attempts::succeeded(std::string_view nameKey, std::string_view address) {
  const std::lock_guard lock(m_mutex);
  m_entries.erase(accountEntry(nameKey));
  const auto found = m_entries.find(addressEntry(address));
  if (found == m_entries.end()) return;
  found->second.tries = std::max(found->second.tries - 1, 0);
  found->second.notBeforeMs = 0;
}

size_t Attempts::tracked() const {
  const std::lock_guard lock(m_mutex);
  return m_entries.size();
}

}  // namespace foyer::accounts
