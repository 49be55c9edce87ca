// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "interrupt.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <initializer_list>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace detente::cli {
namespace {

std::atomic<int> signals_received = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// Asks for an end; whoever asks a third time gets it at once.
void receive(int) {
  signals_received = signals_received + 1;
  if (signals_received >= 3) _exit(130);
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
  struct sigaction inherited {};
  if (sigaction(SIGHUP, nullptr, &inherited) == 0 && inherited.sa_handler != SIG_IGN)  // nohup asks to go on
    sigaction(SIGHUP, &action, nullptr);
  action.sa_handler = SIG_DFL;
  sigaction(SIGPIPE, &action, nullptr);
  action.sa_handler = SIG_IGN;  // a file that may not grow fails to be written, and that is told
  sigaction(SIGXFSZ, &action, nullptr);

  sigset_t unblocked;
  sigemptyset(&unblocked);
  for (const int signal : {SIGHUP, SIGINT, SIGTERM, SIGPIPE}) sigaddset(&unblocked, signal);
  sigprocmask(SIG_UNBLOCK, &unblocked, nullptr);
}

bool interrupted() {
  return signals_received != 0;
}

}  // namespace detente::cli
