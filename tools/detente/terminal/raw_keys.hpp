// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

/// Single keys of a terminal, or the characters of a text.
namespace detente::cli {

/// While this lives and its descriptor is a terminal, a key is read as it is pressed, and is not shown. The terminal is
/// as it was when this ends, when the process ends at once, and while it is stopped by Ctrl-Z. One at a time.
class RawKeys {
 public:
  explicit RawKeys(int descriptor);
  ~RawKeys();
  RawKeys(const RawKeys&) = delete;
  RawKeys& operator=(const RawKeys&) = delete;

  /// Somebody presses keys.
  bool is_terminal() const { return is_terminal_; }
  /// The next character; a key that sends several, as arrows do, counts as `kOther`. Absent at the end. Throws
  /// `Stopped`, and `RunFailure` where nothing can be read.
  std::optional<char> next();
  /// How many characters were read.
  std::size_t count() const { return count_; }
  /// The rest of a line, which a terminal shows as it is typed. Absent at the end.
  std::optional<std::string> line();

  static constexpr char kOther = '\x1b';

 private:
  std::optional<char> byte();
  bool has_more() const;
  void skip_sequence();

  int descriptor_;
  bool is_terminal_;
  std::size_t count_ = 0;
};

/// Gives a terminal back as it was. May be called by a signal handler.
void restore_terminal() noexcept;

}  // namespace detente::cli
