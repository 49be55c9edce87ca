// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "programs/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <thread>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/strategy/acting.hpp>
#include <detente/text/text.hpp>

#include "submissions/box.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kLook = 100;  // milliseconds between two looks at the clock
constexpr std::size_t kMostAnswer = std::size_t{16} << 20;
constexpr std::size_t kMostKept = 8192;               // bytes of standard error
constexpr std::size_t kMostQuoted = 60;               // columns
constexpr std::size_t kMostWords = 300;               // columns of a sentence that a program says
constexpr std::chrono::milliseconds kFarewell{2000};  // for the exit status of a program that closed its end

/// Folders that programs see: those of their files. Of a home only the files, and the clients beside them.
std::vector<std::pair<fs::path, std::string>> visible(const std::vector<fs::path>& files) {
  std::vector<std::pair<fs::path, std::string>> all;
  const char* const home = std::getenv("HOME");
  std::error_code error;
  for (const fs::path& file : files) {
    const fs::path folder = file.parent_path();
    const bool is_wide = folder == folder.root_path() || folder == "/tmp" || folder == "/etc" || folder == "/home" ||
                         (home != nullptr && fs::equivalent(folder, home, error));
    if (!is_wide) {
      all.emplace_back(folder, folder.string());
      continue;
    }
    all.emplace_back(file, file.string());
    for (const char* const client : {"detente_strategy.py", "detente_strategy.R", "detente_strategy.mjs"})
      if (fs::is_regular_file(folder / client, error)) all.emplace_back(folder / client, (folder / client).string());
  }
  return all;
}

/// What interpreters of the machine read outside of /usr.
void add_settings_of_the_machine(std::vector<std::pair<fs::path, std::string>>& readable) {
  std::error_code error;
  for (const char* const place : {"/etc/R", "/etc/ld.so.cache"})
    if (fs::exists(place, error)) readable.emplace_back(place, place);
}

Start start_of(const ProgramCommand& command, const ProgramManner& manner) {
  // Texts have another hash in each process of Python otherwise, and sets another order.
  std::vector<std::pair<std::string, std::string>> environment{{"PYTHONHASHSEED", "0"},
                                                               {"PYTHONDONTWRITEBYTECODE", "1"}};
  for (const auto& [name, value] : manner.environment) {
    std::erase_if(environment, [&, key = name](const auto& other) { return other.first == key; });
    environment.emplace_back(name, value);
  }
  if (!manner.is_boxed) {
    Start start{.command = command.words};
    for (const auto& [name, value] : environment) start.environment.push_back(fmt::format("{}={}", name, value));
    return start;
  }
  if (found_program("bwrap").empty())
    throw Error(
        "programs run in a box of bubblewrap, which is not here; install it with: apt-get install bubblewrap, or use "
        "--trust-programs for programs that you trust");
  const std::string folder = command.files.empty() ? "/tmp" : command.files.front().parent_path().string();
  Box box{.readable = visible(command.files),
          .writable = {},
          .seconds = 0,
          .mebibytes = 4096,
          .folder = command.folder.empty() ? folder : command.folder,
          .is_for_interpreters = true,
          .environment = environment};
  if (!command.folder.empty()) box.readable = {{folder, command.folder}};
  add_settings_of_the_machine(box.readable);
  Start start{.command = box_command(box)};
  start.command.insert(start.command.end(), command.words.begin(), command.words.end());
  return start;
}

/// As long as it lives, a pipe that nobody reads is an error of write() on this thread, and no signal.
class NoBrokenPipe {
 public:
  NoBrokenPipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoBrokenPipe() {
    const timespec now{};
    if (is_broken) sigtimedwait(&pipe_, nullptr, &now);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoBrokenPipe(const NoBrokenPipe&) = delete;
  NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;

  bool is_broken = false;

 private:
  sigset_t pipe_{}, before_{};
};

std::string quote_of(std::string_view text) {
  return "'" + fitted(harmless(text), kMostQuoted) + "'";
}

}  // namespace

Program::Program(ProgramCommand command, const ProgramManner& manner)
    : command_(std::move(command)), patience_(manner.patience), process_([&] {
        Start start = start_of(command_, manner);
        auto [question_end, asks] = make_pipe();
        auto [answers, answer_end] = make_pipe();
        auto [errors, error_end] = make_pipe();
        asks_ = std::move(asks);
        answers_ = std::move(answers);
        errors_ = std::move(errors);
        for (const Descriptor* const end : {&answers_, &errors_}) fcntl(end->number(), F_SETFL, O_NONBLOCK);
        start.descriptors = {{question_end.number(), STDIN_FILENO},
                             {answer_end.number(), STDOUT_FILENO},
                             {error_end.number(), STDERR_FILENO}};
        return Process(start);
      }()) {}

void Program::refuse(const std::string& how) const {
  throw ProgramFailure(fmt::format("its program '{}' {}", command_.text, how));
}

Program::Json Program::ask(const Json& question) {
  std::uint64_t steps = 0;
  // A strategy that waits for others, or for as long as it may, is not one that does not return.
  const Acting scope(command_.text, "while its answer was waited for", &steps);
  std::unique_lock lock(mutex_, std::defer_lock);
  while (!lock.try_lock_for(std::chrono::milliseconds(kLook))) ++steps;
  if (!failure_.empty()) throw ProgramFailure(failure_);
  steps_ = &steps;
  check_quiet();
  write(question.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n');
  const std::string text = line();
  lock.unlock();
  Json answer = Json::parse(text, nullptr, false);
  if (answer.is_discarded())
    refuse(
        fmt::format("answered {}, which is not JSON; only answers may be written to standard output", quote_of(text)));
  if (!answer.is_object()) refuse(fmt::format("answered {}, which is no JSON object", quote_of(text)));
  if (const auto error = answer.find("error"); error != answer.end())
    refuse("says: " + (error->is_string() ? fitted(harmless(error->get_ref<const std::string&>()), kMostWords)
                                          : "an error without a sentence"));
  return answer;
}

void Program::check_quiet() {
  read(0);
  if (!buffer_.empty())
    end(fmt::format("wrote {}, for which it was not asked; only answers may be written to standard output",
                    quote_of(std::string_view(buffer_).substr(0, buffer_.find('\n')))));
  if (is_closed_) end_after_close();
}

void Program::write(const std::string& line) {
  NoBrokenPipe guard;
  for (std::size_t at = 0; at < line.size();) {
    const ssize_t count = ::write(asks_.number(), line.data() + at, line.size() - at);
    if (count > 0) at += static_cast<std::size_t>(count);
    if (count >= 0 || errno == EINTR) continue;
    guard.is_broken = errno == EPIPE;
    return end_after_close();
  }
}

std::string Program::line() {
  const auto begin = std::chrono::steady_clock::now();
  looked_ = 0;
  for (;;) {
    if (const std::size_t end_of_line = buffer_.find('\n', looked_); end_of_line != std::string::npos) {
      std::string text = buffer_.substr(0, end_of_line);
      buffer_.erase(0, end_of_line + 1);
      return text;
    }
    looked_ = buffer_.size();
    if (buffer_.size() > kMostAnswer) end(fmt::format("wrote a line of more than {} MiB", kMostAnswer >> 20));
    if (is_closed_) end_after_close();
    read(kLook);
    ++*steps_;
    if (patience_ > 0 && std::chrono::steady_clock::now() - begin > std::chrono::duration<double>(patience_) &&
        buffer_.find('\n', looked_) == std::string::npos)
      end(
          fmt::format("did not answer within {:g} s by the clock, which may be otherwise on another day; --patience "
                      "SECONDS sets another limit",
                      patience_));
  }
}

void Program::read(int milliseconds) {
  std::array<pollfd, 2> ends{pollfd{.fd = answers_.number(), .events = POLLIN, .revents = 0},
                             pollfd{.fd = errors_.number(), .events = POLLIN, .revents = 0}};
  if (poll(ends.data(), ends.size(), milliseconds) <= 0) return;
  std::array<char, 16384> part;
  if (ends[1].revents != 0) {
    const ssize_t count = ::read(errors_.number(), part.data(), part.size());
    if (count > 0) said_.append(part.data(), static_cast<std::size_t>(count));
    if (said_.size() > kMostKept) said_.erase(0, said_.size() - kMostKept);
    if (count == 0) errors_.close();
  }
  if (ends[0].revents != 0) {
    const ssize_t count = ::read(answers_.number(), part.data(), part.size());
    if (count > 0) buffer_.append(part.data(), static_cast<std::size_t>(count));
    is_closed_ = is_closed_ || count == 0;
  }
}

std::string Program::last_words() {
  for (int part = 0; part < 100 && errors_.number() >= 0; ++part) {  // what is left in the pipe
    const std::size_t before = said_.size();
    read(0);
    if (said_.size() == before) break;
  }
  std::string last;
  std::string told;  // interpreters end with lines that say less
  for (const std::string& line : split(said_, '\n')) {
    if (line.empty()) continue;
    last = line;
    if (line.find("Error") != std::string::npos) told = line;
  }
  return fitted(harmless(told.empty() ? last : told), kMostWords);
}

void Program::end_after_close() {
  std::optional<int> status;
  for (const auto begin = std::chrono::steady_clock::now();
       !(status = process_.ended()) && std::chrono::steady_clock::now() - begin < kFarewell; ++*steps_)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const std::string words = last_words();
  if (words.starts_with("bwrap: ") && words.find("execvp") == std::string::npos)
    throw Error(fmt::format(
        "this machine makes no box for programs ({}); allow user namespaces, or run as root, or use --trust-programs "
        "for programs that you trust",
        words.substr(7)));
  const int signal = !status                      ? 0
                     : WIFSIGNALED(*status)       ? WTERMSIG(*status)
                     : WEXITSTATUS(*status) > 128 ? WEXITSTATUS(*status) - 128  // as bubblewrap and shells tell it
                                                  : 0;
  std::string how = !status       ? "closed its standard output"
                    : signal != 0 ? fmt::format("ended by signal {}", signal)
                                  : fmt::format("ended with exit status {}", WEXITSTATUS(*status));
  if (!words.empty()) how += "; its last words: " + words;
  end(how);
}

void Program::end(const std::string& how) {
  process_.end();
  failure_ = fmt::format("its program '{}' {}", command_.text, how);
  throw ProgramFailure(failure_);
}

}  // namespace detente::cli
