// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace detente::cli {

/// What a program in a box may see and use. Beside that it has the machine's programs and libraries (/usr), read-only,
/// and an empty /tmp: no network, no other files, no other processes.
struct Box {
  std::vector<std::pair<std::filesystem::path, std::string>> readable;  ///< of ours, and their path in the box
  std::filesystem::path writable;                                       ///< a folder of ours: /out in the box
  int seconds = 10;                                                     ///< of a processor; 0: no limit
  int mebibytes = 2048;                                                 ///< of memory
  std::string folder = {};  ///< of the box, where the program begins; "": /out, or /tmp
  /// It has /dev and /proc, and memory counts when it is used: virtual machines ask for more than they use.
  bool is_for_interpreters = false;
  std::vector<std::pair<std::string, std::string>> environment = {};  ///< names and values
};

/// How it ended.
struct BoxedEnd {
  bool has_succeeded = false;
  std::string end;      ///< of one that has not: "took more than 10 s of a processor", "ended by signal 11", …; or ""
  std::string message;  ///< what it said, at most 64 KiB
};

/// Runs a program in a box, by bubblewrap. Throws `Error` where there is no bubblewrap or the machine does not let it
/// make boxes, and `Stopped`.
BoxedEnd run_boxed(const std::vector<std::string>& command, const Box& box);

/// The words that run a program in a box, before its own.
std::vector<std::string> box_command(const Box& box);

}  // namespace detente::cli
