// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "files/process.hpp"
#include "programs/command.hpp"

namespace detente::cli {

/// A program broke the protocol, was late, or ended. One sentence, which names its command and begins with "its".
class ProgramFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How programs are run.
struct ProgramManner {
  bool is_boxed = true;
  double patience = 10;                                          ///< seconds by the clock for an answer; 0: no limit
  std::vector<std::pair<std::string, std::string>> environment;  ///< names and values, beside those of every program

  bool operator==(const ProgramManner&) const = default;
};

/// A running program that answers each line of JSON with one. Several threads may ask: one of them at a time is served.
/// It is not started again: after its end every question fails.
class Program {
 public:
  using Json = nlohmann::json;

  /// Starts it. Throws `Error` where it cannot be boxed, and `RunFailure`.
  Program(ProgramCommand command, const ProgramManner& manner);
  ~Program() = default;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Asks, and waits for the answer, which is an object without an "error". Throws `ProgramFailure`.
  Json ask(const Json& question);
  /// A sentence about an answer that cannot be used: "its program '…' " and how it went on.
  [[noreturn]] void refuse(const std::string& how) const;
  /// A number that no other seat of this program has.
  std::int64_t number() { return next_number_++; }
  const ProgramCommand& command() const { return command_; }

 private:
  void write(const std::string& line);
  std::string line();
  /// Reads what there is; waits at most so many milliseconds for it.
  void read(int milliseconds);
  void check_quiet();
  /// It cannot be asked any more.
  [[noreturn]] void end(const std::string& how);
  [[noreturn]] void end_after_close();
  std::string last_words();

  ProgramCommand command_;
  double patience_;
  std::timed_mutex mutex_;
  Descriptor asks_, answers_, errors_;
  std::string buffer_;
  std::size_t looked_ = 0;  ///< bytes of it that hold no end of a line
  std::string said_;        ///< the last of what it wrote to standard error
  bool is_closed_ = false;
  std::string failure_;
  std::uint64_t* steps_ = nullptr;  ///< of the question at hand, which change as long as somebody waits
  std::atomic<std::int64_t> next_number_{0};
  Process process_;
};

}  // namespace detente::cli
