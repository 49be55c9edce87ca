// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// What is on the disk only for as long as the command runs, and the end at once that leaves none of it behind.
namespace detente::cli {

/// A file in the making, or a folder that is removed unless it is filled. While this lives, an end at once removes it.
class Unfinished {
 public:
  explicit Unfinished(const std::string& path);
  ~Unfinished();
  Unfinished(Unfinished&& other) noexcept;
  Unfinished& operator=(Unfinished&&) = delete;

  struct Entry;

 private:
  Entry* entry_;
};

/// While this lives, an end at once that a signal asks for is put off: what has begun to change must be changed whole.
class Uninterrupted {
 public:
  Uninterrupted();
  ~Uninterrupted();
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;
};
/// Whether an end is put off.
bool is_uninterrupted() noexcept;

/// Gives the terminal back, writes a text to standard error, removes all that is unfinished, and ends the process with
/// that status, without running anything else. May be called by a signal handler, on any thread; only the first call
/// has an effect.
[[noreturn]] void end_at_once(int status, const char* text = nullptr) noexcept;

/// Ends the process with that status and does nothing else.
[[noreturn]] void exit_now(int status) noexcept;

}  // namespace detente::cli
