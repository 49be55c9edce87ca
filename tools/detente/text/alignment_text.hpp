// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "json/alignment_json.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {

/// Alignments with their parameters, as people read them.
std::string alignments_table(const std::vector<ListedAlignment>& all, std::size_t width);
/// What there is to know of one.
std::string alignment_card(const ListedAlignment& listed, const Terminal& terminal);

}  // namespace detente::cli
