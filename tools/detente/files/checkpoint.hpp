// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

namespace detente::cli {

/// A file that long work can be taken up from.
class Checkpoint {
 public:
  /// `where` says in messages who named the path. Throws `Error` where it is empty, or that of something that is no
  /// file.
  Checkpoint(std::string path, const std::string& where);

  bool exists() const;
  const std::string& path() const { return path_; }

  /// Beside it, then in its place. Remembers what went wrong: the work is worth more than its checkpoint.
  void write(const std::string& text);
  /// What went wrong last; empty where nothing did.
  const std::string& fault() const { return fault_; }
  /// The last one is 10 seconds old.
  bool is_due() const;

 private:
  std::string path_;
  std::string fault_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace detente::cli
