// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/raw_keys.hpp"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

constexpr int kSequence = 30;  // milliseconds within which a terminal sends the rest of what one key stands for
constexpr char kEndOfFile = 4;

// A signal handler has nothing else to look at.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> is_raw = false;
int terminal_of_keys = -1;
termios usual, raw;
struct sigaction usual_stop, usual_continue;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

/// In the background another process has the terminal, and to change it would stop this one.
bool is_in_foreground() {
  return tcgetpgrp(terminal_of_keys) == getpgrp();
}

void set(const termios& mode) {
  if (is_in_foreground()) tcsetattr(terminal_of_keys, TCSANOW, &mode);
}

void resume(int) {
  const int error = errno;
  if (is_raw) set(raw);
  errno = error;
}

/// Ctrl-Z: the shell gets its terminal back before this process stops as any other.
void stop(int signal) {
  const int error = errno;
  if (is_raw) set(usual);
  struct sigaction own {
  }, plain{};
  plain.sa_handler = SIG_DFL;
  sigemptyset(&plain.sa_mask);
  sigaction(signal, &plain, &own);
  sigset_t this_one, before;
  sigemptyset(&this_one);
  sigaddset(&this_one, signal);
  raise(signal);
  sigprocmask(SIG_UNBLOCK, &this_one, &before);  // here it stops, and goes on
  sigprocmask(SIG_SETMASK, &before, nullptr);
  sigaction(signal, &own, nullptr);
  if (is_raw) set(raw);
  errno = error;
}

void handle(int signal, void (*handler)(int), struct sigaction& before) {
  sigaction(signal, nullptr, &before);
  if (before.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

bool begin_raw(int descriptor) {
  if (isatty(descriptor) != 1 || tcgetattr(descriptor, &usual) != 0) return false;
  terminal_of_keys = descriptor;
  raw = usual;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);  // Ctrl-C and Ctrl-Z stay what they are
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  handle(SIGTSTP, stop, usual_stop);
  handle(SIGCONT, resume, usual_continue);
  is_raw = true;
  set(raw);
  return true;
}

}  // namespace

void restore_terminal() noexcept {
  if (is_raw.exchange(false)) set(usual);
}

RawKeys::RawKeys(int descriptor) : descriptor_(descriptor), is_terminal_(begin_raw(descriptor)) {}

RawKeys::~RawKeys() {
  if (!is_terminal_) return;
  restore_terminal();
  sigaction(SIGTSTP, &usual_stop, nullptr);
  sigaction(SIGCONT, &usual_continue, nullptr);
}

std::optional<char> RawKeys::byte() {
  for (;;) {
    char character = 0;
    const ssize_t got = read(descriptor_, &character, 1);
    if (interrupted()) throw Stopped();
    if (got == 1) {
      ++count_;
      return character;
    }
    if (got == 0 || errno == EIO) return std::nullopt;  // EIO: the terminal is gone
    if (errno != EINTR) throw RunFailure(fmt::format("standard input cannot be read: {}", std::strerror(errno)));
  }
}

bool RawKeys::has_more() const {
  pollfd waited{.fd = descriptor_, .events = POLLIN, .revents = 0};
  return poll(&waited, 1, kSequence) == 1;
}

/// The rest of a key that sends several characters, of which some are letters.
void RawKeys::skip_sequence() {
  if (!has_more()) return;
  std::optional<char> next = byte();
  if (next != '[' && next != 'O') return;
  do next = has_more() ? byte() : std::nullopt;
  while (next && (*next < '@' || *next > '~'));
}

std::optional<char> RawKeys::next() {
  const std::optional<char> character = byte();
  if (!is_terminal_ || !character) return character;
  if (*character == kEndOfFile) return std::nullopt;
  if (*character == kOther) skip_sequence();
  if ((static_cast<unsigned char>(*character) & 0x80U) == 0) return character;
  while (has_more()) byte();  // the other bytes of a letter that is not in ASCII
  return kOther;
}

std::optional<std::string> RawKeys::line() {
  if (is_terminal_) {
    is_raw = false;
    set(usual);
  }
  std::string text;
  std::optional<char> character;
  while ((character = byte()) && *character != '\n') text += *character;
  if (is_terminal_) {
    is_raw = true;
    set(raw);
  }
  return character || !text.empty() ? std::optional(text) : std::nullopt;
}

}  // namespace detente::cli
