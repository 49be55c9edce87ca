// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace detente::cli {

/// A folder that results will be written to. Nothing of it is left when the run does not get that far.
class OutputFolder {
 public:
  using Files = std::vector<std::pair<std::string, std::string>>;  ///< name, text

  /// Creates the folder where it is missing, and tries whether the files could be written: a report takes the place of
  /// none but a report. Throws `Error`.
  OutputFolder(const std::string& path, const std::vector<std::string>& files);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Writes all files beside those of their names and then puts them in their places. Throws `RunFailure`, and
  /// `Stopped` as long as no place has changed.
  void write(const Files& files);

 private:
  void remove_created() const;

  std::filesystem::path path_;
  std::vector<std::filesystem::path> created_;  // folders, innermost first
  bool is_written_ = false;
};

}  // namespace detente::cli
