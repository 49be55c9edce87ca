// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A process of its own in which a strategy is tried, so that nothing it does can reach the one that reports.
namespace detente::cli {

/// The first word of the command for such a process; no command for users.
inline constexpr std::string_view kLawProcessWord = "--try-laws";

/// Most memory that such a process may use for data.
inline constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 30;

/// What is tried, and how.
struct LawOrder {
  std::string file;                       ///< a module whose strategies are tried; or empty …
  std::string name;                       ///< … and the strategy of that name
  std::vector<std::string> modules = {};  ///< where else strategies are from
  bool is_guest = false;                  ///< the file is the native form of a submission, which is contained
  std::int64_t steps = 0;                 ///< that a guest may take for an answer
  bool is_sanitized = false;
  bool diary_only = false;  ///< no laws
  unsigned filling = 0;     ///< byte that memory is filled with before it is used, 0…255
  std::size_t first = 0;    ///< strategy, 0 for the first one

  std::string text() const;
  static LawOrder read(const std::string& text);
};

/// Descriptors that such a process finds open: where it reports to, a line of JSON for each thing, and memory that
/// holds its `Moment`.
inline constexpr int kReportDescriptor = 3;
inline constexpr int kMomentDescriptor = 4;

/// Tries what the order says, and reports. The exit status.
int law_process(const std::string& order);

}  // namespace detente::cli
