// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The files that détente's commands leave in a folder of results, and how each is told from a file of somebody else
/// with the same name: by how it begins.
namespace detente::cli {

/// What a report is called in a folder of results.
inline constexpr std::string_view kReportName = "report.html";

/// What says of a page that it is a report, and in how many bytes from its beginning.
inline constexpr std::string_view kReportMark = R"(<meta name="generator" content="detente report">)";
inline constexpr std::size_t kReportMarkedWithin = 500;

/// Names of all of them, of all commands.
std::vector<std::string> own_names();

/// True for a file of one of these names, in an opened folder, that begins as détente writes it, in any version.
bool is_own(int folder, const std::string& name);

/// True where such a file can be written without a loss to anybody: there is none, it is empty, or it is détente's.
bool may_replace(int folder, const std::string& name);

}  // namespace detente::cli
