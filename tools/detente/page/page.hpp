// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "files/own_files.hpp"
#include "json/results_json.hpp"

/// Results as one page of HTML that needs nothing else.
namespace detente::cli {

inline constexpr std::size_t kMegabyte = 1'000'000;  ///< bytes

/// Entrants of a tournament that a page shows: beyond, browsers choke on the pairs.
inline constexpr std::size_t kMostOnPage = 256;

/// The page that shows these results, of any format. Throws `Stopped`.
std::string page(const Json& results);

/// Results as they may stand in a script element of HTML: without white space, numbers to nine digits (fewer where
/// there is very much of them), and nothing that could end the element. Throws `Stopped`.
std::string script_text(const Json& results);

/// True for a file that is such a page, of any version.
bool is_report(const std::filesystem::path& file);

}  // namespace detente::cli
