// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "json/system_json.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {

/// A share in percent, with half of its interval where it is sampled; the ends of the interval where that would reach
/// beyond 0 or 100 %, and a dash where nothing is known.
std::string share_with_error(const Estimate& estimate);

/// What was found of a system: the answer in sentences, tables, and what the numbers rest on.
std::string system_text(const SystemDesign& design, const SystemFindings& findings, const Terminal& terminal);

/// The sentences that such a text begins with, in one line.
std::string answer_of(const std::string& text);

/// Rows of states, of candidates or of fronts as comma-separated values.
std::string system_csv(const SystemDesign& design, const SystemFindings& findings);

}  // namespace detente::cli
