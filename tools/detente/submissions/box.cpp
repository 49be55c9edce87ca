// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "submissions/box.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
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
constexpr int kTrial = 30;           // seconds for a box in which nothing is done

struct Ended {
  std::optional<int> status;  ///< as of waitpid; absent where it was late
  std::string message;
};

Ended run(const std::vector<std::string>& words, std::chrono::seconds patience);

/// Why this machine makes no box; "" where it does. Asked of a box of our own, since what a compiler says of a
/// submission may look like words of bubblewrap.
std::string fault_of_boxes() {
  std::vector<std::string> words = box_command({});
  words.emplace_back("/usr/bin/true");
  const Ended end = run(words, std::chrono::seconds(kTrial));
  if (end.status && WIFEXITED(*end.status) && WEXITSTATUS(*end.status) == 0) return "";
  const std::string sentence = end.message.substr(0, end.message.find('\n'));
  return sentence.empty() ? "bubblewrap gives no reason" : sentence;
}

}  // namespace

std::vector<std::string> box_command(const Box& box) {
  std::vector<std::string> command{"prlimit"};
  if (box.seconds > 0) command.push_back(fmt::format("--cpu={}", box.seconds));
  const std::vector<std::string> rest{
      fmt::format("--{}={}", box.is_for_interpreters ? "data" : "as", std::int64_t{box.mebibytes} << 20),
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
  command.insert(command.end(), rest.begin(), rest.end());
  if (box.is_for_interpreters) command.insert(command.end(), {"--dev", "/dev", "--proc", "/proc"});
  for (const auto& [name, value] : box.environment) command.insert(command.end(), {"--setenv", name, value});
  // `update-alternatives` keeps where cc and others lead in here.
  std::error_code error;
  if (std::filesystem::is_directory("/etc/alternatives", error))
    command.insert(command.end(), {"--ro-bind", "/etc/alternatives", "/etc/alternatives"});
  for (const auto& [path, in_box] : box.readable) command.insert(command.end(), {"--ro-bind", path.string(), in_box});
  if (!box.writable.empty()) command.insert(command.end(), {"--bind", box.writable.string(), "/out"});
  command.insert(command.end(), {"--chdir", !box.folder.empty() ? box.folder : box.writable.empty() ? "/tmp" : "/out"});
  if (box.is_for_interpreters) command.insert(command.end(), {"--remount-ro", "/"});
  command.emplace_back("--");
  return command;
}

namespace {

Ended run(const std::vector<std::string>& words, std::chrono::seconds patience) {
  std::pair<Descriptor, Descriptor> pipe = make_pipe();
  Descriptor& reads = pipe.first;
  Descriptor& writes = pipe.second;
  Process process({.command = words,
                   .environment = {},
                   .descriptors = {{writes.number(), STDOUT_FILENO}, {writes.number(), STDERR_FILENO}}});
  writes.close();
  Ended end;
  const auto take = [&](int wait) {
    pollfd waiting{.fd = reads.number(), .events = POLLIN, .revents = 0};
    if (poll(&waiting, reads.number() < 0 ? 0 : 1, wait) <= 0) return false;
    std::array<char, 16 * 1024> part{};
    const ssize_t count = read(reads.number(), part.data(), part.size());
    if (count == 0 || (count < 0 && errno != EINTR)) reads.close();
    if (count > 0)
      end.message.append(part.data(), std::min(static_cast<std::size_t>(count), kMostMessage - end.message.size()));
    return count > 0;
  };
  const auto begin = std::chrono::steady_clock::now();
  while (!(end.status = process.ended())) {
    take(kTick);
    if (interrupted()) throw Stopped();
    if (std::chrono::steady_clock::now() - begin <= patience) continue;
    process.end();
    break;
  }
  while (end.message.size() < kMostMessage && take(0)) {
  }
  while (end.message.ends_with('\n')) end.message.pop_back();
  return end;
}

}  // namespace

BoxedEnd run_boxed(const std::vector<std::string>& command, const Box& box) {
  std::vector<std::string> words = box_command(box);
  words.insert(words.end(), command.begin(), command.end());
  Ended ended = run(words, std::chrono::seconds(kWaits * box.seconds));
  const std::optional<int> status = ended.status;
  BoxedEnd end{.has_succeeded = status && WIFEXITED(*status) && WEXITSTATUS(*status) == 0,
               .end = {},
               .message = std::move(ended.message)};
  if (end.has_succeeded) return end;
  if (end.message.starts_with("bwrap: "))
    if (const std::string fault = fault_of_boxes(); !fault.empty())
      throw Error(
          fmt::format("this machine makes no box for submissions ({}); allow user namespaces, or run as root", fault));
  // bubblewrap and shells tell a signal as 128 + its number.
  const int signal = !status                      ? 0
                     : WIFSIGNALED(*status)       ? WTERMSIG(*status)
                     : WEXITSTATUS(*status) > 128 ? WEXITSTATUS(*status) - 128
                                                  : 0;
  // Compilers run others, and say what became of them in words of their own.
  const auto says = [&](std::string_view words_of) { return end.message.find(words_of) != std::string::npos; };
  if (!status)
    end.end = fmt::format("took more than {} s", kWaits * box.seconds);
  else if (signal == SIGXCPU || signal == SIGKILL || says("Killed signal terminated program") ||
           says("CPU time limit exceeded"))
    end.end = fmt::format("took more than {} s of a processor", box.seconds);
  else if (signal == SIGXFSZ || says("File size limit exceeded"))
    end.end = fmt::format("wrote more than {} MiB", kMostFile >> 20);
  else if (says("out of memory") || says("bad_alloc") || says("Cannot allocate memory"))
    end.end = fmt::format("needed more than {} MiB of memory", box.mebibytes);
  else if (signal != 0)
    end.end = fmt::format("ended by signal {}", signal);
  return end;
}

}  // namespace detente::cli
