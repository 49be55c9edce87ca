// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/spirals/spirals.hpp>

#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

/// The answer that is said first: which strategies break spirals, and at what cost.
namespace detente::cli {

/// The question as a line of its own.
std::string question_line(const Terminal& terminal);
/// The verdict, the table of strategies by class, and what has to be known beside it.
std::string answer_text(const SpiralDesign& question, const SpiralReport& report, const Terminal& terminal);
/// The same as a part of a document.
std::string answer_document(const SpiralDesign& question, const SpiralReport& report, Markup markup);
/// The length over which costs are taken: "200 rounds", "endless matches".
std::string length_words(const Request& request);

}  // namespace detente::cli
