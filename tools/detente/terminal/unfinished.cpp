// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/unfinished.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "terminal/raw_keys.hpp"

namespace detente::cli {

/// Never freed, so that a signal handler may walk the list at any time; another path takes its place.
struct Unfinished::Entry {
  static constexpr std::size_t kLongest = 4096;  // bytes of a path that a system takes, its end included

  std::atomic<bool> is_taken{true};
  std::atomic<bool> is_set{false};
  pid_t owner = getpid();  // a child that is forked must leave it alone
  char path[kLongest] = {};
  Entry* next = nullptr;
};

namespace {

// A signal handler has nothing else to look at.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<Unfinished::Entry*> newest{nullptr};
std::atomic<int> put_off{0};
std::atomic_flag is_ending;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

Unfinished::Entry* free_entry() {
  for (Unfinished::Entry* entry = newest; entry != nullptr; entry = entry->next)
    if (!entry->is_taken.exchange(true)) return entry;
  auto* const entry = new Unfinished::Entry;
  entry->next = newest;
  while (!newest.compare_exchange_weak(entry->next, entry)) continue;
  return entry;
}

}  // namespace

Unfinished::Unfinished(const std::string& path) : entry_(free_entry()) {
  if (path.size() >= Entry::kLongest) return;
  entry_->owner = getpid();
  std::memcpy(entry_->path, path.c_str(), path.size() + 1);
  entry_->is_set = true;
}

Unfinished::~Unfinished() {
  if (entry_ == nullptr) return;
  entry_->is_set = false;
  entry_->is_taken = false;
}

Unfinished::Unfinished(Unfinished&& other) noexcept : entry_(std::exchange(other.entry_, nullptr)) {}

Uninterrupted::Uninterrupted() {
  ++put_off;
}
Uninterrupted::~Uninterrupted() {
  --put_off;
}
bool is_uninterrupted() noexcept {
  return put_off != 0;
}

void exit_now(int status) noexcept {
#if defined(SYS_exit_group)
  syscall(SYS_exit_group, status);  // past whatever else bears the name _exit
#endif
  std::abort();
}

void end_at_once(int status, const char* text) noexcept {
  if (is_ending.test_and_set())
    for (;;) pause();
  restore_terminal();
  if (text != nullptr) [[maybe_unused]]
    const ssize_t written = write(STDERR_FILENO, text, std::strlen(text));
  for (bool is_removed = true; is_removed;) {  // a folder goes when what was in it has gone
    is_removed = false;
    for (Unfinished::Entry* entry = newest; entry != nullptr; entry = entry->next)
      if (entry->is_set && entry->owner == getpid())
        is_removed = unlink(entry->path) == 0 || rmdir(entry->path) == 0 || is_removed;
  }
  exit_now(status);
}

}  // namespace detente::cli
