// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "judging/law_supervisor.hpp"

namespace detente::cli {

/// What is held of one law.
struct Ruling {
  std::string law;
  std::string sentence;                ///< the law
  std::optional<bool> is_obeyed = {};  ///< absent where it was not tried, since one fault breaks many laws
  std::string breach = "";             ///< what was done, where, and what to change; empty unless it is broken
  std::string note = "";               ///< what is worth knowing all the same; mostly empty
};

/// What is held of one strategy, or one alignment.
struct Verdict {
  std::string strategy;  ///< or alignment
  bool is_alignment = false;
  bool is_name_taken = false;  ///< by a strategy of this build
  std::vector<Ruling> rulings = {};

  std::size_t count(std::optional<bool> obeyed) const;
};

/// What is known of a strategy.
struct Evidence {
  TriedStrategy tried;                          ///< in one process
  std::optional<TriedStrategy> again = {};      ///< its diary in another one
  std::optional<TriedStrategy> sanitized = {};  ///< under sanitizers, where there are any
  std::string foreign_calls = "";               ///< of its file; mostly empty
  std::string generator = "";                   ///< that its source names; mostly empty
};

/// Rules on all laws. Where several things speak of one fault, the one that tells its cause is kept.
Verdict judged(const Evidence& evidence);

}  // namespace detente::cli
