// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy/acting.hpp>

namespace detente {
namespace {

// The one state outside of values: a signal handler has nothing but its thread to look at.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
thread_local constinit std::atomic<const Acting*> innermost{nullptr};
thread_local constinit std::uint64_t questions = 0;
thread_local constinit bool is_met = false;
constinit std::atomic<void (*)(ActingPlace&)> meeting{nullptr};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

}  // namespace

Acting::Acting(const std::array<std::string_view, 2>& names, const char* task, const std::size_t* seat,
               const std::int64_t* round, const std::uint64_t* steps) noexcept
    : names_(names),
      task_(task),
      seat_(seat),
      round_(round),
      steps_(steps),
      serial_(++questions),
      outer_(innermost.load(std::memory_order_relaxed)) {
  if (!is_met) {
    auto* const meet = meeting.load(std::memory_order_acquire);
    is_met = meet != nullptr;
    if (is_met) meet(innermost);
  }
  std::atomic_signal_fence(std::memory_order_release);
  innermost.store(this, std::memory_order_relaxed);
}

Acting::~Acting() {
  innermost.store(outer_, std::memory_order_relaxed);
}

const Acting* acting() noexcept {
  return innermost.load(std::memory_order_relaxed);
}

void meet_acting_threads(void (*meet)(ActingPlace& place)) noexcept {
  meeting.store(meet, std::memory_order_release);
}

}  // namespace detente
