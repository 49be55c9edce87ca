// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/search/search.hpp>

#include "arguments/options.hpp"

/// What `detente search` is asked for.
namespace detente::cli {

/// The space, the method and the objective. Throws `Error`. Whether hands slip is the caller's to say.
SearchRequest search_request(const Arguments& arguments);

/// The same with the field of `--against` in place of it, as other commands are told it.
Arguments with_field_to_meet(Arguments arguments, const Registry& registry);

/// Lines of an .ini file that ask for the same.
std::string search_ini(const Arguments& arguments);

/// "automata of at most 3 states".
std::string space_words(const SearchSpace& space);

}  // namespace detente::cli
