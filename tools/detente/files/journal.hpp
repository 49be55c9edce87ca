// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "files/held_folder.hpp"

/// The note of a commit in a folder of results. It appears at once and as a whole, when all temporary files are on the
/// disk, and goes when all is done: without it the files are the old ones, and with it they become the new ones.
namespace detente::cli {

inline constexpr const char* kJournal = ".detente-journal";

/// Writes the journal of a folder; false with `errno`.
bool write_journal(int folder, const Commit& commit);

/// The journal of a folder; absent where there is none. Throws `Error` for what is no journal, `FolderFault`.
std::optional<Commit> read_journal(int folder, const std::filesystem::path& path);

/// Sees to it that the names in a folder are on the disk; false with `errno`.
bool sync_folder(int folder);

}  // namespace detente::cli
