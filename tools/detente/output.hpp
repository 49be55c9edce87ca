// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unfinished.hpp"

namespace detente::cli {

/// Takes a text piece by piece.
using Sink = std::function<void(std::string_view)>;

/// A file to be written: its name, and its text, whole or as something that hands it over.
struct File {
  File(std::string its_name, std::string text)
      : name(std::move(its_name)), write([whole = std::move(text)](const Sink& sink) { sink(whole); }) {}
  File(std::string its_name, std::function<void(const Sink&)> pieces)
      : name(std::move(its_name)), write(std::move(pieces)) {}

  std::string name;
  std::function<void(const Sink&)> write;
};

/// A folder that results will be written to. Nothing of it is left when the run does not get that far.
class OutputFolder {
 public:
  /// Creates the folder where it is missing, and tries whether the files could be written: a report takes the place of
  /// none but a report. Throws `Error`.
  OutputFolder(const std::string& path, const std::vector<std::string>& files);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Writes all files beside those of their names and then puts them in their places. Throws `RunFailure`, and
  /// `Stopped` as long as no place has changed.
  void write(const std::vector<File>& files);

 private:
  void remove_created() const;

  std::filesystem::path path_;
  std::vector<std::filesystem::path> created_;  // folders, innermost first
  std::vector<Unfinished> unfinished_;          // the same
  bool is_written_ = false;
};

}  // namespace detente::cli
