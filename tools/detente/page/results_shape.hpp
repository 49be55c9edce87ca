// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "json/results_json.hpp"

namespace detente::cli {

/// Throws `Error`, which names the file, where results have a format that is not known, lack what a report of their
/// format needs, or hold something else in its place.
void check_shape(const Json& results, const std::string& file);

}  // namespace detente::cli
