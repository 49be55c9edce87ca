// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "hosting/crashes.hpp"

#include <dlfcn.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <string_view>

#include <detente/strategy/acting.hpp>

#include "hosting/last_words.hpp"
#include "terminal/unfinished.hpp"

// Sanitizers catch crashes and ends of the process themselves, and tell more.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DETENTE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define DETENTE_SANITIZED 1
#endif
#endif

namespace detente::cli {
namespace {

#ifndef DETENTE_SANITIZED

struct Crash {
  int signal;
  const char* how;
};
constexpr std::array kCrashes{
    Crash{SIGSEGV, "it accessed invalid memory (SIGSEGV)"},
    Crash{SIGBUS, "it accessed invalid memory (SIGBUS)"},
    Crash{SIGFPE, "it divided by zero or overflowed (SIGFPE)"},
    Crash{SIGILL, "it executed an illegal instruction (SIGILL)"},
    Crash{SIGTRAP, "it executed a trap instruction (SIGTRAP)"},
    Crash{SIGSYS, "it made a system call that is not allowed (SIGSYS)"},
    Crash{SIGABRT, "it called abort(), or its memory is corrupted (SIGABRT)"},
};
constexpr const char* kOverflow = "it overflowed the stack (SIGSEGV)";

constexpr std::size_t kSignalStack = 64 << 10;
constexpr std::uintptr_t kGuard = 256 << 10;  // bytes around the end of a stack that stand for an overflow

/// A thread's stack for signals, and where its usual stack ends.
class ThreadStacks {
 public:
  ThreadStacks() {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
      void* low = nullptr;
      std::size_t size = 0;
      if (pthread_attr_getstack(&attributes, &low, &size) == 0) end_ = reinterpret_cast<std::uintptr_t>(low);
      pthread_attr_destroy(&attributes);
    }
    void* const memory = mmap(nullptr, kSignalStack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return;
    stack_t stack{};
    stack.ss_sp = memory_ = memory;
    stack.ss_size = kSignalStack;
    sigaltstack(&stack, nullptr);
  }
  ~ThreadStacks() {
    stack_t none{};
    none.ss_flags = SS_DISABLE;
    sigaltstack(&none, nullptr);
    if (memory_ != nullptr) munmap(memory_, kSignalStack);
  }
  ThreadStacks(const ThreadStacks&) = delete;
  ThreadStacks& operator=(const ThreadStacks&) = delete;

  bool overflows_at(std::uintptr_t address) const {
    return end_ != 0 && address + kGuard > end_ && address < end_ + kGuard;
  }

 private:
  void* memory_ = nullptr;
  std::uintptr_t end_ = 0;
};

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
thread_local constinit const ThreadStacks* stacks_of_thread = nullptr;
constinit bool is_left_alone = false;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void crash(int signal, siginfo_t* info, void* /*context*/) {
  std::string_view how = "it was ended by a signal";
  for (const Crash& known : kCrashes)
    if (known.signal == signal) how = known.how;
  if (signal == SIGSEGV && stacks_of_thread != nullptr &&
      stacks_of_thread->overflows_at(reinterpret_cast<std::uintptr_t>(info->si_addr)))
    how = kOverflow;
  end_with_words(how, how);
}

[[noreturn]] void terminated() {
  constexpr std::string_view kHow = "an exception left a function that must not throw, such as a destructor";
  end_with_words(kHow, kHow);
}

/// No end of the process is ours that begins on a thread which asks a strategy.
void exited() {
  if (acting() != nullptr && !is_left_alone) end_with_words("it called exit", "");
}

/// A strategy that is asked has taken what there was, or is the first to feel it.
void out_of_memory() {
  if (acting() != nullptr && !is_left_alone) end_with_words("it ran out of memory; limit how much it stores", "");
  throw std::bad_alloc();
}

#endif

}  // namespace

void prepare_thread_for_crashes() {
#ifndef DETENTE_SANITIZED
  thread_local const ThreadStacks stacks;
  stacks_of_thread = &stacks;
#endif
}

void name_who_crashes() {
#ifndef DETENTE_SANITIZED
  prepare_thread_for_crashes();
  struct sigaction action {};
  sigfillset(&action.sa_mask);
  action.sa_sigaction = crash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;  // while one is handled, another one of that thread ends the process
  for (const Crash& known : kCrashes) sigaction(known.signal, &action, nullptr);
  std::set_terminate(terminated);
  std::set_new_handler(out_of_memory);
  std::atexit(exited);
  std::at_quick_exit(exited);
#endif
}

void leave_exits_alone() {
#ifndef DETENTE_SANITIZED
  is_left_alone = true;
#endif
}

void leave_crashes_alone() {
#ifndef DETENTE_SANITIZED
  is_left_alone = true;
  for (const Crash& known : kCrashes) std::signal(known.signal, SIG_DFL);
  std::set_terminate(std::abort);
#endif
}

}  // namespace detente::cli

#ifndef DETENTE_SANITIZED
// The dynamic linker finds these before those of the C library, so that a module that ends the process comes by here:
// without a word, or on several threads at once, of which the second would pass by whoever waits at the exit.
namespace {

[[noreturn]] void leave(int status, const char* name) {
  using namespace detente;
  if (acting() != nullptr && !cli::is_left_alone)
    cli::end_with_words(name == nullptr ? "it called _exit" : "it called exit", "");
  if (name != nullptr)
    if (auto* const usual = reinterpret_cast<void (*)(int)>(dlsym(RTLD_NEXT, name))) usual(status);
  cli::exit_now(status);
}

}  // namespace

// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void exit(int status) noexcept {
  leave(status, "exit");
}
void quick_exit(int status) noexcept {
  leave(status, "quick_exit");
}
void _exit(int status) {
  leave(status, nullptr);
}
void _Exit(int status) noexcept {
  leave(status, nullptr);
}
}
// NOLINTEND(bugprone-reserved-identifier)
#endif
