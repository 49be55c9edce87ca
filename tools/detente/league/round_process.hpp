// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "league/order.hpp"

namespace detente::cli {

/// How a process that plays a round ended.
struct RoundEnd {
  int status = 0;                          ///< as a command's; 128 + the signal that ended it
  std::vector<std::string> culprits = {};  ///< files that ended it
  std::string how = {};                    ///< "it accessed invalid memory (SIGSEGV)"
  bool is_unclear = false;                 ///< it was ended while several files were looked at
};

/// Starts it with the order in a file of that folder, and waits. Throws `RunFailure` and `Stopped`.
RoundEnd round_played(const RoundOrder& order, const std::filesystem::path& scratch);

}  // namespace detente::cli
