// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "submissions/box.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <optional>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "files/process.hpp"
#include "submissions/toolchain.hpp"
#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

constexpr int kTick = 100;  // milliseconds between two looks at whether somebody asks for an end
constexpr std::size_t kMostMessage = 64 * 1024;
constexpr int kMostFile = 64 << 20;  // bytes
constexpr int kWaits = 6;            // seconds by the clock for each of a processor, where others are at work too

/// What bubblewrap says where the machine forbids what a box is made of.
bool is_no_box(const std::string& message) {
  return message.starts_with("bwrap: ") && message.find("execvp") == std::string::npos;
}

}  // namespace

std::vector<std::string> box_command(const Box& box) {
  std::vector<std::string> command{"prlimit",
                                   fmt::format("--cpu={}", box.seconds),
                                   fmt::format("--as={}", std::int64_t{box.mebibytes} << 20),
                                   fmt::format("--fsize={}", kMostFile),
                                   "--core=0",
                                   need_program("bwrap"),
                                   "--unshare-all",
                                   "--die-with-parent",
                                   "--new-session",
                                   "--clearenv",
                                   "--setenv",
                                   "PATH",
                                   "/usr/bin",
                                   "--setenv",
                                   "LC_ALL",
                                   "C.UTF-8",
                                   "--ro-bind",
                                   "/usr",
                                   "/usr",
                                   "--symlink",
                                   "usr/lib",
                                   "/lib",
                                   "--symlink",
                                   "usr/lib64",
                                   "/lib64",
                                   "--symlink",
                                   "usr/bin",
                                   "/bin",
                                   "--tmpfs",
                                   "/tmp",
                                   "--setenv",
                                   "HOME",
                                   "/tmp"};
  // `update-alternatives` keeps where cc and others lead in here.
  std::error_code error;
  if (std::filesystem::is_directory("/etc/alternatives", error))
    command.insert(command.end(), {"--ro-bind", "/etc/alternatives", "/etc/alternatives"});
  for (const auto& [path, in_box] : box.readable) command.insert(command.end(), {"--ro-bind", path.string(), in_box});
  if (box.writable.empty())
    command.insert(command.end(), {"--chdir", "/tmp"});
  else
    command.insert(command.end(), {"--bind", box.writable.string(), "/out", "--chdir", "/out"});
  command.emplace_back("--");
  return command;
}

BoxedEnd run_boxed(const std::vector<std::string>& command, const Box& box) {
  std::vector<std::string> words = box_command(box);
  words.insert(words.end(), command.begin(), command.end());
  auto [reads, writes] = make_pipe();
  Process process({.command = words,
                   .environment = {},
                   .descriptors = {{writes.number(), STDOUT_FILENO}, {writes.number(), STDERR_FILENO}}});
  writes.close();
  BoxedEnd end;
  std::optional<int> status;
  const auto begin = std::chrono::steady_clock::now();
  bool is_late = false;
  while (!(status = process.ended())) {
    pollfd waiting{.fd = reads.number(), .events = POLLIN, .revents = 0};
    if (poll(&waiting, reads.number() < 0 ? 0 : 1, kTick) > 0) {
      std::array<char, 4096> part{};
      const ssize_t count = read(reads.number(), part.data(), part.size());
      if (count > 0 && end.message.size() < kMostMessage)
        end.message.append(part.data(), static_cast<std::size_t>(count));
      else if (count == 0 || (count < 0 && errno != EINTR))
        reads.close();
    }
    if (interrupted()) throw Stopped();
    is_late = std::chrono::steady_clock::now() - begin > std::chrono::seconds(kWaits * box.seconds);
    if (is_late) {
      process.end();
      break;
    }
  }
  for (std::array<char, 4096> part{}; reads.number() >= 0 && end.message.size() < kMostMessage;) {
    pollfd waiting{.fd = reads.number(), .events = POLLIN, .revents = 0};
    if (poll(&waiting, 1, 0) <= 0) break;
    const ssize_t count = read(reads.number(), part.data(), part.size());
    if (count <= 0) break;
    end.message.append(part.data(), static_cast<std::size_t>(count));
  }
  while (end.message.ends_with('\n')) end.message.pop_back();
  end.has_succeeded = status && WIFEXITED(*status) && WEXITSTATUS(*status) == 0;
  if (end.has_succeeded) return end;
  if (is_no_box(end.message))
    throw Error(fmt::format("this machine makes no box for submissions ({}); allow user namespaces, or run as root",
                            end.message.substr(7)));
  // bubblewrap and shells tell a signal as 128 + its number.
  const int signal = !status                      ? 0
                     : WIFSIGNALED(*status)       ? WTERMSIG(*status)
                     : WEXITSTATUS(*status) > 128 ? WEXITSTATUS(*status) - 128
                                                  : 0;
  if (is_late || signal == SIGXCPU || signal == SIGKILL)
    end.end = fmt::format("took more than {} s of a processor", box.seconds);
  else if (signal != 0)
    end.end = fmt::format("ended by signal {}", signal);
  return end;
}

}  // namespace detente::cli
