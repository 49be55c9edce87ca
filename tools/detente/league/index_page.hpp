// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "json/results_json.hpp"

namespace detente::cli {

/// The leaderboard as a page that needs no other file and no network.
std::string index_page(const Json& league);

}  // namespace detente::cli
