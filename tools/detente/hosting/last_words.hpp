// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace detente::cli {

/// A line for standard error, put together without memory of its own: for signal handlers. What would steer a terminal
/// becomes "?".
class LastWords {
 public:
  LastWords& add(std::string_view text);
  /// At most some hundred bytes of it, in quotes.
  LastWords& add_name(std::string_view name);
  LastWords& add(std::int64_t number);
  /// The line, with its end.
  const char* line();

 private:
  static constexpr std::size_t kRoom = 2048;

  std::array<char, kRoom> text_{};
  std::size_t size_ = 0;
};

/// From now on last words are written to this descriptor too, for a process that waits for the end of this one.
void also_tell_last_words(int descriptor);

/// Says of whoever is asked on this thread that it failed, where, and how: "strategy 'x' failed in the pair 'x' – 'y',
/// round 3: it called exit". `how` is a clause about the strategy, `of_us` the same where none is asked. Ends the
/// process with 1.
[[noreturn]] void end_with_words(std::string_view how, std::string_view of_us) noexcept;

}  // namespace detente::cli
