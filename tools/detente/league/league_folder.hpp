// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

/// The folder of a league's results, which is as one round left it or as the next one does.
namespace detente::cli {

/// The text of a file; "" where there is none.
std::string text_in(const std::filesystem::path& file);

/// Makes the folder where it is missing. Throws `Error` where it cannot be, or where it holds what is none of a
/// league.
void make_league_folder(const std::filesystem::path& folder);

/// Puts all files of a round in its anteroom, complete or not at all: paths below the folder, and texts. `removals`
/// are files that are to go. Throws `RunFailure` and `Stopped`.
void prepare_round(const std::filesystem::path& folder, const std::vector<std::pair<std::string, std::string>>& files,
                   const std::vector<std::string>& removals);

/// Moves what is complete there to its place, also for somebody who could not. Throws `RunFailure`.
void finish_round(const std::filesystem::path& folder);

}  // namespace detente::cli
