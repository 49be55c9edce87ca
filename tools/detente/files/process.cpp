// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>

#include <fmt/core.h>
#include <detente/error.hpp>

namespace detente::cli {
namespace {

/// Pointers to the words, as exec takes them.
std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> list;
  list.reserve(words.size() + 1);
  for (const std::string& word : words) list.push_back(const_cast<char*>(word.c_str()));
  list.push_back(nullptr);
  return list;
}

std::vector<std::string> environment_with(const std::vector<std::string>& more) {
  std::vector<std::string> all = more;
  for (char** own = environ; *own != nullptr; ++own) {
    const std::string_view setting = *own;
    bool is_overruled = false;
    for (const std::string& other : more)
      is_overruled = is_overruled || setting.starts_with(other.substr(0, other.find('=') + 1));
    if (!is_overruled) all.emplace_back(setting);
  }
  return all;
}

/// The life of the new process up to its program. Only calls that are allowed after a fork.
[[noreturn]] void become(const Start& start, char* const* words, char* const* environment, pid_t parent, int fault) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);  // it ended before the line above
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  sigaction(SIGXFSZ, &standard, nullptr);
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  dup2(nothing, STDIN_FILENO);
  // First out of the way of the numbers that they shall get.
  std::array<int, 8> moved{};
  for (std::size_t i = 0; i < start.descriptors.size(); ++i)
    moved[i] = fcntl(start.descriptors[i].first, F_DUPFD_CLOEXEC, 64);
  for (std::size_t i = 0; i < start.descriptors.size(); ++i) dup2(moved[i], start.descriptors[i].second);
  environ = const_cast<char**>(environment);
  execvp(words[0], words);
  const int reason = errno;
  if (write(fault, &reason, sizeof reason) < 0) _exit(126);
  _exit(127);
}

}  // namespace

void Descriptor::close() {
  // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): it loses sight of pairs that are taken apart
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

std::pair<Descriptor, Descriptor> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw RunFailure(fmt::format("a pipe cannot be created: {}", std::strerror(errno)));
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Process::Process(const Start& start) {
  auto [fault_read, fault_written] = make_pipe();
  const std::vector<std::string> settings = environment_with(start.environment);
  const std::vector<char*> words = pointers(start.command);
  const std::vector<char*> environment = pointers(settings);
  const pid_t parent = getpid();
  id_ = fork();
  if (id_ < 0) throw RunFailure(fmt::format("'{}' cannot be started: {}", start.command[0], std::strerror(errno)));
  if (id_ == 0) become(start, words.data(), environment.data(), parent, fault_written.number());
  handle_ = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, id_, 0)));
  setpgid(id_, id_);  // also here, so that it is so whoever comes first
  fault_written.close();
  int reason = 0;
  ssize_t count = 0;
  do count = read(fault_read.number(), &reason, sizeof reason);
  while (count < 0 && errno == EINTR);
  if (count != sizeof reason) return;
  end();
  throw RunFailure(fmt::format("'{}' cannot be started: {}", start.command[0], std::strerror(reason)));
}

Process::~Process() {
  end();
}

double Process::processor_time() const {
  clockid_t clock{};
  timespec time{};
  if (id_ < 0 || clock_getcpuclockid(id_, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::optional<int> Process::ended() {
  if (status_ || id_ < 0) return status_;
  siginfo_t info{};
  if (waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == id_)
    end();  // what it started and left behind, while its number still is its own
  return status_;
}

void Process::end() {
  if (id_ < 0 || status_) return;
  bool is_signalled = kill(-id_, SIGKILL) == 0;
  is_signalled = kill(id_, SIGKILL) == 0 || is_signalled;
  if (!is_signalled) is_signalled = syscall(SYS_pidfd_send_signal, handle_.number(), SIGKILL, nullptr, 0) == 0;
  if (!is_signalled && errno == EPERM) return;
  int status = 0;
  while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  status_ = status;
}

}  // namespace detente::cli
