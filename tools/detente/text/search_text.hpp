// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "json/search_json.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {

/// What a search found, for people. `is_novelty_asked`: also how it compares with the library.
std::string search_text(const Searched& searched, bool is_novelty_asked, const Terminal& terminal);

}  // namespace detente::cli
