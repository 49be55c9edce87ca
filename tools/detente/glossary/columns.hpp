// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>

/// The columns of the files of comma-separated values: what heads them, and the data dictionary. Each column is a term.
namespace detente::cli {

struct FileColumns {
  std::string_view file;
  std::string columns;  ///< a comma list, in their order
};

/// Files, with the columns that every design has; `pairs.csv` has one of `joint_…` for each pair of levels, and those
/// of a check where one was asked for; the first of `sweep.csv` are the keys of the grid.
std::array<FileColumns, 8> file_columns();

/// The columns of one of these files. Precondition: there is such a file.
std::string columns_of(std::string_view file);

/// What a number says of another's error: "half of a 95 % interval", "end of a 95 % interval", "standard deviation of
/// one match"; "" for one that is no error.
std::string_view kind_of_error(std::string_view column);

}  // namespace detente::cli
