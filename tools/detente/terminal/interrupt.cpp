// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/interrupt.hpp"

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <initializer_list>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "terminal/progress.hpp"
#include "terminal/unfinished.hpp"

namespace detente::cli {
namespace {

std::atomic<int> signals_received = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

constexpr int kStopped = 130;
constexpr suseconds_t kGrace = 700'000;  // microseconds that the usual ways of an end may take
constexpr suseconds_t kPutOff = 100'000;

constexpr itimerval kNoTimer{};

void call_in(suseconds_t microseconds) {
  itimerval timer{};
  timer.it_value.tv_usec = microseconds;
  setitimer(ITIMER_REAL, &timer, nullptr);
}

/// Asks for an end, which comes after a while whatever is done at the time; whoever asks a third time gets it at once.
void receive(int) {
  const int error = errno;
  signals_received = signals_received + 1;
  if (signals_received == 1) call_in(kGrace);
  if (signals_received >= 3 && !is_uninterrupted()) end_at_once(kStopped);
  errno = error;
}

void insist(int) {
  if (signals_received == 0)
    end_at_once(128 + SIGALRM);  // somebody else's alarm, which was set before the command began
  const int error = errno;
  if (!is_uninterrupted()) {
    clear_bar();
    end_at_once(kStopped);
  }
  call_in(kPutOff);
  errno = error;
}

}  // namespace

void prepare_process() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) == -1) open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);

#if defined(__GLIBC__)
  // Chains of all sizes come and go. Their memory is kept: giving it back each time stops all threads, a quarter of a
  // run.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 16 << 20);
#endif

  struct sigaction action {};
  sigemptyset(&action.sa_mask);
  action.sa_handler = receive;  // without SA_RESTART, so that a blocked write ends as well
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  struct sigaction hangup {};
  sigaction(SIGHUP, nullptr, &hangup);
  if (hangup.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, nullptr);  // under nohup it goes on
  action.sa_handler = insist;
  sigaction(SIGALRM, &action, nullptr);
  action.sa_handler = SIG_DFL;
  sigaction(SIGPIPE, &action, nullptr);
  action.sa_handler = SIG_IGN;  // a file that may not grow fails to be written, and that is told
  sigaction(SIGXFSZ, &action, nullptr);

  sigset_t unblocked;
  sigemptyset(&unblocked);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGALRM, SIGPIPE}) sigaddset(&unblocked, signal);
  sigprocmask(SIG_UNBLOCK, &unblocked, nullptr);
}

bool interrupted() {
  return signals_received != 0;
}

void obey_interruption() {
  setitimer(ITIMER_REAL, &kNoTimer, nullptr);
  signals_received = 0;
}

}  // namespace detente::cli
