// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace detente::cli {

/// A command of `--program` as it is started: no shell reads it.
struct ProgramCommand {
  std::string text;                          ///< as its user wrote it
  std::string program;                       ///< its first word, as it was written
  std::vector<std::string> words;            ///< the program by its path, files by their absolute paths
  std::vector<std::filesystem::path> files;  ///< those of the words that are files, but for what is below /usr
  std::string label;                         ///< what tells its strategies apart: the name of its first script
  std::string folder = {};                   ///< where the box shows the folder of its files; "": where it is

  /// The command as it can be repeated from any folder.
  std::string anywhere() const;
};

/// Takes the words apart at blanks, as a shell would with quotes and backslashes. Throws `Error` where a quote is open,
/// or the program is not found. In a box there are the programs of the machine (/usr) alone, beside files.
ProgramCommand read_command(const std::string& text, bool is_boxed);

/// Folders of the machine's programs, which a box shows, as PATH has them.
inline constexpr std::string_view kOfTheMachine = "/usr/local/bin:/usr/bin";

/// The path of a program, looked up in folders that colons separate; "" where there is none.
std::string found_program(const std::string& name, std::string_view folders);
/// The same in PATH.
std::string found_program(const std::string& name);

}  // namespace detente::cli
