// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "compiler.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/round_robin.hpp>
#include <detente/words.hpp>

#include "build_info.hpp"
#include "interrupt.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

/// The folders of the headers: the installed ones beside this executable, else those that it was built from.
std::vector<std::string> include_folders() {
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  const fs::path installed = (executable.parent_path() / kInstallIncludeDir).lexically_normal();
  if (fs::exists(installed / "detente" / "strategy.hpp", error)) return {installed.string()};
  const fs::path source = kSourceIncludeDir;
  if (fs::exists(source / "detente" / "strategy.hpp", error))
    return {source.string(), std::string(kGeneratedIncludeDir)};
  throw RunFailure(fmt::format("<detente/strategy.hpp> is neither in '{}' nor in '{}'; install détente's headers",
                               installed.string(), source.string()));
}

/// A started program whose output can be read.
struct Child {
  pid_t id = -1;
  int output = -1;
};

Child start(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw RunFailure(fmt::format("no pipe for the compiler: {}", std::strerror(errno)));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGXFSZ);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);

  std::vector<char*> words;
  words.reserve(command.size() + 1);
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  Child child{.id = -1, .output = ends[0]};
  const int fault = posix_spawnp(&child.id, words[0], &actions, &attributes, words.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (fault == 0) return child;
  close(child.output);
  throw RunFailure(fmt::format("the compiler that built détente, '{}', cannot be started: {}", command.front(),
                               std::strerror(fault)));
}

/// All that a child says; it is ended, and `Stopped` thrown, when somebody asks for an end.
std::string read_all(const Child& child) {
  std::string text;
  std::array<char, 4096> part{};
  for (;;) {
    const ssize_t count = read(child.output, part.data(), part.size());
    if (count > 0) text.append(part.data(), static_cast<std::size_t>(count));
    if (count < 0 && errno == EINTR && !interrupted()) continue;
    if (count <= 0) return text;
  }
}

int wait_for(const Child& child) {
  int status = 0;
  while (waitpid(child.id, &status, 0) < 0 && errno == EINTR)
    if (interrupted()) kill(child.id, SIGTERM);
  return status;
}

/// What a static_assert of ours says in a compiler's message; empty where there is none.
std::string assertion(std::string_view message) {
  for (const std::string_view sign : {"static assertion failed: ", "static_assert failed"}) {
    const std::size_t at = message.find(sign);
    if (at == std::string_view::npos) continue;
    std::string_view line = message.substr(at + sign.size());
    line = line.substr(0, line.find('\n'));
    const std::size_t quote = line.find('"');  // clang quotes the sentence, and may name the condition before it
    if (quote != std::string_view::npos) line = line.substr(quote + 1, line.rfind('"') - quote - 1);
    return std::string(line);
  }
  return "";
}

bool is_plain(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         std::string_view("-_./=+,:@%").find(letter) != std::string_view::npos;
}

}  // namespace

ScratchFolder::ScratchFolder() {
  const char* const parent = std::getenv("TMPDIR");
  std::string name = (fs::path(parent != nullptr && *parent != '\0' ? parent : "/tmp") / "detente-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr)
    throw RunFailure(fmt::format("no folder for temporary files at '{}': {}", name, std::strerror(errno)));
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

std::vector<std::string> module_command(const fs::path& source, const fs::path& module) {
  std::vector<std::string> command{std::string(kCompiler), "-std=c++20", "-O2", "-fPIC", "-shared"};
  for (const std::string& flag : split(kCompilerFlags, ' '))
    if (!flag.empty()) command.push_back(flag);
  for (const std::string& folder : include_folders()) command.push_back("-I" + folder);
  const std::string from = source.string();
  command.insert(command.end(), {"-o", module.string(), from.starts_with('-') ? "./" + from : from});
  return command;
}

std::string typed(const std::vector<std::string>& command) {
  std::string line;
  for (const std::string& word : command) {
    line += line.empty() ? "" : " ";
    bool needs_quotes = word.empty();
    for (const char letter : word) needs_quotes = needs_quotes || !is_plain(letter);
    if (!needs_quotes) {
      line += word;
      continue;
    }
    line += '\'';
    for (const char letter : word) line += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    line += '\'';
  }
  return line;
}

void compile_module(const fs::path& source, const fs::path& module) {
  const Child child = start(module_command(source, module));
  std::string message = read_all(child);
  close(child.output);
  const int status = wait_for(child);
  if (interrupted()) throw Stopped();
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  while (message.ends_with('\n')) message.pop_back();
  const std::string sentence = assertion(message);
  throw RunFailure(
      sentence.empty()
          ? fmt::format("'{}' does not compile; the compiler says:\n{}", source.string(), message)
          : fmt::format("'{}' does not compile: {}\n\nThe compiler says:\n{}", source.string(), sentence, message));
}

}  // namespace detente::cli
