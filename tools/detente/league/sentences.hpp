// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "json/results_json.hpp"

namespace detente::cli {

/// What a row of a league says about spirals, in the words of the answer of `run`. `baseline`: its name, or null.
std::vector<std::string> spiral_sentences(const Json& row, const Json& baseline);

/// "91.2%", or a dash for null.
std::string share_text(const Json& share);

/// The first line of a reason, with the next one where it only announces that.
std::string first_line(const std::string& why);

}  // namespace detente::cli
