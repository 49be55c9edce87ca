// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/output.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>

#include "files/own_files.hpp"
#include "files/temporary_file.hpp"
#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_folder(const fs::path& path, const std::string& why) {
  throw Error(fmt::format("--output: '{}' cannot be written: {}; name a writable folder", path.string(), why));
}

[[noreturn]] void fail(const fs::path& path) {
  throw RunFailure(fmt::format("'{}' cannot be written: {}", path.string(), std::strerror(errno)));
}

}  // namespace

OutputFolder::OutputFolder(const std::string& path, const std::vector<std::string>& files) : path_(path) {
  if (path.empty()) refuse_folder(path_, "the name is empty");
  std::error_code error;
  path_ = fs::absolute(path_, error).lexically_normal();
  for (fs::path missing = path_; !fs::exists(missing, error) && missing != missing.root_path();
       missing = missing.parent_path()) {
    if (error && error != std::errc::no_such_file_or_directory) refuse_folder(path, error.message());
    if (missing.filename().empty()) continue;
    created_.push_back(missing);
    unfinished_.emplace_back(missing.string());
  }
  try {
    for (std::size_t i = created_.size(); i-- > 0;)
      if (mkdir(created_[i].c_str(), 0777) != 0 && errno != EEXIST) refuse_folder(path, std::strerror(errno));
    if (!fs::is_directory(path_, error)) refuse_folder(path, "it is not a folder");
    folder_.emplace(path_);
    for (const std::string& file : files) {
      if (fs::is_directory(path_ / file, error)) refuse_folder(path_ / file, "it is a folder");
      if (!may_replace(folder_->descriptor(), file))
        refuse_folder(path_ / file, "it was not written by détente and would be overwritten");
    }
    if (const TemporaryFile probe(folder_->descriptor(), "results"); !probe.is_open())
      refuse_folder(path, std::strerror(errno));
  } catch (const FolderFault& fault) {
    remove_created();
    refuse_folder(path, fault.what());
  } catch (const std::exception&) {
    remove_created();
    throw;
  }
}

OutputFolder::~OutputFolder() {
  if (!is_written_) remove_created();
}

void OutputFolder::remove_created() {
  folder_.reset();
  for (const fs::path& folder : created_) rmdir(folder.c_str());
}

std::vector<std::string> OutputFolder::stale(const std::vector<File>& files) const {
  std::vector<std::string> names;
  for (const std::string& name : own_names()) {
    const bool is_fresh = std::any_of(files.begin(), files.end(), [&](const File& file) { return file.name == name; });
    if (!is_fresh && is_own(folder_->descriptor(), name)) names.push_back(name);
  }
  return names;
}

void OutputFolder::write(const std::vector<File>& files) {
  std::vector<TemporaryFile> temporaries;
  for (const File& file : files) {
    TemporaryFile& temporary = temporaries.emplace_back(folder_->descriptor(), file.name);
    if (!temporary.is_open()) fail(path_ / file.name);
    file.write([&](std::string_view text) {
      if (interrupted()) throw Stopped();
      if (!temporary.write(text)) fail(path_ / file.name);
    });
  }
  for (std::size_t i = 0; i < files.size(); ++i)  // one is put on the disk while the next is made
    if (!temporaries[i].finish()) fail(path_ / files[i].name);
  const Uninterrupted whole;
  if (interrupted()) throw Stopped();
  Commit commit{.moves = {}, .removals = stale(files)};
  for (std::size_t i = 0; i < files.size(); ++i) commit.moves.emplace_back(temporaries[i].name(), files[i].name);
  const bool is_promised = folder_->promise(commit);
  const int why = errno;
  is_written_ = is_promised || folder_->has_journal();
  if (is_written_)
    for (TemporaryFile& temporary : temporaries) temporary.leave();
  errno = why;
  if (!is_promised) fail(path_);
  try {
    folder_->keep(commit);
  } catch (const FolderFault& fault) {
    throw RunFailure(fmt::format(
        "not all files in '{}' could be put in place: {}; the next détente run that writes there completes this",
        path_.string(), fault.what()));
  }
}

void deliver(std::optional<OutputFolder>& folder, const std::vector<File>& files, const std::function<void()>& print) {
  try {
    if (folder) folder->write(files);
  } catch (const Stopped&) {
    throw;
  } catch (const std::exception&) {
    print();  // hours of play may be behind it
    throw;
  }
  print();
}

}  // namespace detente::cli
