// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/compiler.hpp"

#include <elf.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>

#include "build_info.hpp"
#include "files/compiler_message.hpp"
#include "files/process.hpp"
#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kTick = 100;  // milliseconds between two looks at whether somebody asks for an end

/// A compiler at work.
struct Job {
  explicit Job(const std::vector<std::string>& command, const fs::path& folder) : Job(command, folder, make_pipe()) {}

  /// Takes what it says; true while there may be more.
  bool listen() {
    std::array<char, 4096> part{};
    const ssize_t count = read(output.number(), part.data(), part.size());
    if (count > 0) message.append(part.data(), static_cast<std::size_t>(count));
    if (count < 0 && errno == EINTR) return true;
    if (count <= 0) output.close();
    return count > 0;
  }

  Descriptor output;
  Process compiler;
  std::string message;
  bool has_succeeded = false;

 private:
  // Its temporary files are ours to remove, and its message is read in English.
  Job(const std::vector<std::string>& command, const fs::path& folder, std::pair<Descriptor, Descriptor> pipe)
      : output(std::move(pipe.first)),
        compiler({.command = command,
                  .environment = {"TMPDIR=" + folder.string(), "LC_ALL=C"},
                  .descriptors = {{pipe.second.number(), STDOUT_FILENO}, {pipe.second.number(), STDERR_FILENO}}}) {}
};

/// Lets compilers work side by side until all have ended. Throws `Stopped`.
void finish(std::vector<Job>& jobs) {
  for (bool is_busy = true; is_busy;) {
    is_busy = false;
    std::vector<pollfd> ends;
    for (const Job& job : jobs) ends.push_back({.fd = job.output.number(), .events = POLLIN, .revents = 0});
    poll(ends.data(), ends.size(), kTick);
    if (interrupted()) throw Stopped();
    for (std::size_t i = 0; i < jobs.size(); ++i)
      if (jobs[i].output.number() >= 0) is_busy = (ends[i].revents == 0 || jobs[i].listen()) || is_busy;
  }
  for (Job& job : jobs) {
    std::optional<int> status;
    while (!(status = job.compiler.ended())) {
      if (interrupted()) throw Stopped();
      poll(nullptr, 0, 1);
    }
    job.has_succeeded = WIFEXITED(*status) && WEXITSTATUS(*status) == 0;
    while (job.message.ends_with('\n')) job.message.pop_back();
  }
}

// This file is compiled by the same compiler.
#if defined(__clang__)
constexpr bool kIsClang = true;
#else
constexpr bool kIsClang = false;
#endif

/// The library of AddressSanitizer that must be loaded before a program that was built without it; empty where there is
/// none.
fs::path sanitizer_runtime(const fs::path& folder) {
  const std::string name = kIsClang ? fmt::format("libclang_rt.asan-{}.so", kProcessor) : std::string("libasan.so");
  std::vector<Job> jobs;
  jobs.emplace_back(std::vector<std::string>{std::string(kCompiler), "-print-file-name=" + name}, folder);
  finish(jobs);
  std::error_code error;
  const fs::path library = fs::canonical(jobs[0].message, error);
  if (error || !library.is_absolute()) return "";
  std::array<char, SELFMAG> magic{};  // a script for the linker cannot be loaded
  std::ifstream(library, std::ios::binary).read(magic.data(), magic.size());
  return std::memcmp(magic.data(), ELFMAG, SELFMAG) == 0 ? library : "";
}

/// The command for a sanitized module. Optimised less, so that a line is told where something happens; the type of an
/// object that the engine made is not asked for, since the engine is built without.
std::vector<std::string> sanitized_command(const fs::path& source, const fs::path& module) {
  std::vector<std::string> command = module_command(source, module);
  command.insert(command.end(), {"-O1", "-g1", "-fno-omit-frame-pointer", "-fsanitize=address,undefined",
                                 "-fno-sanitize=vptr", "-fno-sanitize-recover=all", "-D_GLIBCXX_ASSERTIONS"});
  if (kIsClang) command.emplace_back("-shared-libasan");
  return command;
}

[[noreturn]] void refuse(const fs::path& source, const std::string& message) {
  const std::string sentence = explained(message, source);
  throw CompilerRefusal(
      sentence.empty()
          ? fmt::format("'{}' does not compile; the compiler says:\n{}", source.string(), message)
          : fmt::format("'{}' does not compile: {}\n\nThe compiler says:\n{}", source.string(), sentence, message));
}

bool is_plain(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         std::string_view("-_./=+,:@%").find(letter) != std::string_view::npos;
}

}  // namespace

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

bool is_sanitized_build() {
  return kCompilerFlags.find("-fsanitize") != std::string_view::npos;
}

void compile_module(const fs::path& source, const fs::path& module) {
  std::vector<Job> jobs;
  jobs.emplace_back(module_command(source, module), module.parent_path());
  finish(jobs);
  if (!jobs[0].has_succeeded) refuse(source, jobs[0].message);
}

Compiled compile_modules(const fs::path& source, const fs::path& folder) {
  Compiled compiled{.module = folder / "strategy.so"};
  const fs::path sanitized = folder / "sanitized.so";
  std::vector<std::string> command = module_command(source, compiled.module);
  const std::vector<std::string> sure = options_of_sure_faults();
  command.insert(command.end(), sure.begin(), sure.end());
  std::vector<Job> jobs;
  jobs.emplace_back(command, folder);
  const bool wants_sanitizers = !is_sanitized_build();
  if (wants_sanitizers) jobs.emplace_back(sanitized_command(source, sanitized), folder);
  finish(jobs);
  if (!jobs[0].has_succeeded) refuse(source, jobs[0].message);
  if (!wants_sanitizers || !jobs[1].has_succeeded) return compiled;
  compiled.runtime = sanitizer_runtime(folder);
  if (!compiled.runtime.empty()) compiled.sanitized = sanitized;
  return compiled;
}

}  // namespace detente::cli
