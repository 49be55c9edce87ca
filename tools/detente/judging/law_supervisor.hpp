// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "judging/law_process.hpp"

/// Processes that try strategies, watched from outside: whatever a strategy does there, it is told.
namespace detente::cli {

/// What became of a law.
struct TriedLaw {
  std::string law;
  std::string breach;  ///< empty where it is obeyed
  std::string note;
};

/// How a process came to an end before its time.
struct CutShort {
  std::string law;          ///< that was tried; empty where none was
  std::string sentence;     ///< about the strategy
  bool is_misuse = false;   ///< told by a sanitizer
  bool is_timeout = false;  ///< or, under a sanitizer, out of memory
};

/// What became of one strategy, or one alignment, in one process.
struct TriedStrategy {
  std::string name;
  bool is_alignment = false;
  bool is_name_taken = false;
  std::vector<TriedLaw> laws = {};
  std::vector<std::string> diary = {};
  std::optional<CutShort> cut_short = {};
};

/// What became of an order.
struct LawResult {
  std::vector<TriedStrategy> strategies = {};
  std::string error = "";  ///< why nothing could be tried; mostly empty
  bool is_misuse = false;  ///< the error is told by a sanitizer
  bool is_wrong_input = false;
};

/// How processes are watched.
struct LawRules {
  double patience = 10;                   ///< seconds of a processor for each law; 0 for as many as it takes
  std::filesystem::path sanitizers = {};  ///< the library that sanitized modules need, if there are any
  std::string source = "";                ///< as it was compiled, to name lines of it
};

/// Carries out orders side by side, each in a process of its own, and in another for the strategies after one that ends
/// it. Throws `Stopped` when somebody asks for an end, and `RunFailure`.
std::vector<LawResult> carry_out(const std::vector<LawOrder>& orders, const LawRules& rules);

}  // namespace detente::cli
