// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace detente::cli {

/// A file descriptor that is closed in the end.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  int number() const { return number_; }
  void close();

 private:
  int number_ = -1;
};

/// Both ends of a pipe: what is read, what is written. Throws `RunFailure`.
std::pair<Descriptor, Descriptor> make_pipe();

/// What a program is started with.
struct Start {
  std::vector<std::string> command;                ///< its first word is looked up in PATH
  std::vector<std::string> environment = {};       ///< NAME=value, beside what this process has
  std::vector<std::pair<int, int>> descriptors{};  ///< which of ours it gets, and by which number
};

/// A started program. It and all that it starts share a process group, which a terminal's Ctrl-C does not reach; it
/// ends when this object or this process does.
class Process {
 public:
  /// Throws `RunFailure`. Standard input is /dev/null.
  explicit Process(const Start& start);
  ~Process();
  Process(Process&& other) noexcept
      : id_(std::exchange(other.id_, -1)), handle_(std::move(other.handle_)), status_(other.status_) {}
  Process& operator=(Process&&) = delete;

  /// Seconds that processors have worked for it so far; 0 once it has ended.
  double processor_time() const;
  /// Its status as of waitpid, once it has ended.
  std::optional<int> ended();
  /// Ends it and all that it started, and waits for it. Where this process has confined itself, it may be that only the
  /// program itself is ended, or, on a machine without Landlock, that it goes on as long as this process does.
  void end();

 private:
  pid_t id_ = -1;
  Descriptor handle_;  ///< what signals it once kill() is refused; none where the machine knows no such thing
  std::optional<int> status_;
};

}  // namespace detente::cli
