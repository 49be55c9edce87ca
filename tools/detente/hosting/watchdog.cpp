// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "hosting/watchdog.hpp"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <optional>
#include <system_error>
#include <vector>

#include <fmt/core.h>
#include <detente/strategy/acting.hpp>

#include "hosting/crashes.hpp"
#include "hosting/last_words.hpp"

namespace detente::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kLook = SIGURG;      // ignored by those who do not know it
constexpr double kLooksApart = 1;  // seconds, at most

/// A moment that a signal handler writes and another thread reads: whole only if both numbers are equal.
class MomentCell {
 public:
  void put(const Acting::Moment& moment) {
    const std::uint64_t number = end_.load(std::memory_order_relaxed) + 1;
    begin_.store(number);
    parts_[0].store(moment.question);
    parts_[1].store(moment.steps);
    parts_[2].store(static_cast<std::uint64_t>(moment.round));
    parts_[3].store(moment.seat);
    end_.store(number);
  }
  std::optional<Acting::Moment> take() const {
    const std::uint64_t number = end_.load();
    const Acting::Moment moment{parts_[0].load(), parts_[1].load(), static_cast<std::int64_t>(parts_[2].load()),
                                static_cast<std::size_t>(parts_[3].load())};
    return number != 0 && begin_.load() == number ? std::optional(moment) : std::nullopt;
  }

 private:
  std::atomic<std::uint64_t> begin_{0}, end_{0};
  std::array<std::atomic<std::uint64_t>, 4> parts_{};
};

/// A thread that asks strategies.
struct Asking {
  explicit Asking(ActingPlace& its_place) : place(its_place) {}

  pthread_t thread = pthread_self();
  ActingPlace& place;
  MomentCell seen;                        // when it was looked at last
  MomentCell last;                        // which must not be seen again
  std::atomic<bool> is_condemned{false};  // if it is in that moment still
  // For the watchdog alone:
  std::optional<Acting::Moment> known;
  Clock::time_point since;
};

/// Never destroyed: threads of the pool may end after everything else.
struct All {
  std::mutex mutex;
  std::vector<Asking*> threads;
};
All& all() {
  static auto* const list = new All;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
  return *list;
}

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
thread_local constinit Asking* mine = nullptr;
std::atomic<const char*> too_long{""};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

/// What a thread does when it is looked at.
void answer(int) {
  const int error = errno;
  const Acting* const scope = acting();
  if (mine != nullptr && scope != nullptr) {
    const Acting::Moment now = scope->moment();
    if (mine->is_condemned && mine->last.take() == now) end_with_words(too_long.load(), "");
    mine->seen.put(now);
  }
  errno = error;
}

/// A thread's entry in the list, as long as the thread lives.
class Entry {
 public:
  explicit Entry(ActingPlace& place) : asking_(place) {
    const std::lock_guard lock(all().mutex);
    all().threads.push_back(&asking_);
    mine = &asking_;
  }
  ~Entry() {
    const std::lock_guard lock(all().mutex);
    mine = nullptr;
    std::erase(all().threads, &asking_);
  }
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

 private:
  Asking asking_;
};

void meet(ActingPlace& place) {
  prepare_thread_for_crashes();
  thread_local const Entry entry(place);
}

/// Looks at a thread, and what it answered to the last look.
void look_at(Asking& asking, Clock::duration patience) {
  if (asking.place.load(std::memory_order_relaxed) == nullptr) {
    asking.known.reset();
    return;
  }
  const auto seen = asking.seen.take();
  const Clock::time_point now = Clock::now();
  if (!seen || seen != asking.known) {
    asking.known = seen;
    asking.since = now;
    asking.is_condemned = false;
  } else if (now - asking.since >= patience && !asking.is_condemned) {
    asking.last.put(*seen);
    asking.is_condemned = true;
  }
  pthread_kill(asking.thread, kLook);
}

}  // namespace

Watchdog::Watchdog(double patience) {
  meet_acting_threads(meet);
  if (patience <= 0) return;
  static const std::string told =
      fmt::format("it did not return within {:g} s; --patience sets another limit, 0 for none", patience);
  too_long = told.c_str();
  struct sigaction action {};
  sigemptyset(&action.sa_mask);
  action.sa_handler = answer;
  action.sa_flags = SA_RESTART;
  sigaction(kLook, &action, nullptr);
  try {
    thread_ = std::thread([this, patience] { watch(patience); });
  } catch (const std::system_error&) {  // no leave for a thread more: strategies are asked all the same
  }
}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  ends_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Watchdog::watch(double patience) {
  const auto limit = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(patience));
  const auto apart = std::chrono::duration<double>(std::min(kLooksApart, patience / 4));
  std::unique_lock lock(mutex_);
  while (!ends_.wait_for(lock, apart, [this] { return is_over_; })) {
    const std::lock_guard lock_all(all().mutex);
    for (Asking* const asking : all().threads) look_at(*asking, limit);
  }
}

}  // namespace detente::cli
