// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/held_folder.hpp"
#include "terminal/unfinished.hpp"

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
  /// Creates the folder where it is missing, keeps other runs out of it, and tries whether the files could be written:
  /// they take the place of none but détente's own. Throws `Error`.
  OutputFolder(const std::string& path, const std::vector<std::string>& files);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Writes all files beside those of their names and then, all or none, puts them in their places and removes what
  /// other commands of détente have left there. Throws `RunFailure`, and `Stopped` as long as no place has changed.
  void write(const std::vector<File>& files);

 private:
  void remove_created();
  std::vector<std::string> stale(const std::vector<File>& files) const;

  std::filesystem::path path_;
  std::optional<HeldFolder> folder_;
  std::vector<std::filesystem::path> created_;  // folders, innermost first
  std::vector<Unfinished> unfinished_;          // the same
  bool is_written_ = false;
};

/// Writes files to a folder, where one was asked for, and prints. What the folder could not take is printed all the
/// same before this throws as `OutputFolder::write` does.
void deliver(std::optional<OutputFolder>& folder, const std::vector<File>& files, const std::function<void()>& print);

}  // namespace detente::cli
