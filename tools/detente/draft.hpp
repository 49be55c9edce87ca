// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "unfinished.hpp"

namespace detente::cli {

/// A file in the making, gone unless it is kept.
class Draft {
 public:
  explicit Draft(std::filesystem::path path);
  ~Draft();
  Draft(Draft&& other) noexcept;
  Draft& operator=(Draft&&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  /// Adds a text; false, with `errno`, when not all of it could be written.
  bool write(std::string_view text);
  /// Sees to it that all is on the disk; false with `errno`.
  bool finish();
  /// Puts it in its place; false with `errno`.
  bool rename_to(const std::filesystem::path& target);

 private:
  bool close();

  std::filesystem::path path_;
  Unfinished unfinished_;
  int descriptor_;
  std::int64_t written_ = 0;  // bytes
  std::int64_t sent_ = 0;     // … that are on their way to the disk
};

/// Where the draft of a file is written: in its folder, so that it can be put in its place at once.
std::filesystem::path beside(const std::filesystem::path& file);

}  // namespace detente::cli
