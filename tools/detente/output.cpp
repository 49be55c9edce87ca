// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "output.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/round_robin.hpp>

#include "draft.hpp"
#include "interrupt.hpp"
#include "page.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw Error(fmt::format("--output: '{}' cannot be written: {}; name a folder that can", path.string(), why));
}

[[noreturn]] void fail(const fs::path& path) {
  throw RunFailure(fmt::format("'{}' cannot be written: {}", path.string(), std::strerror(errno)));
}

}  // namespace

OutputFolder::OutputFolder(const std::string& path, const std::vector<std::string>& files) : path_(path) {
  if (path.empty()) refuse(path_, "the name is empty");
  std::error_code error;
  path_ = fs::absolute(path_, error).lexically_normal();
  for (fs::path missing = path_; !fs::exists(missing, error) && missing != missing.root_path();
       missing = missing.parent_path()) {
    if (error && error != std::errc::no_such_file_or_directory) refuse(path, error.message());
    if (missing.filename().empty()) continue;
    created_.push_back(missing);
    unfinished_.emplace_back(missing.string());
  }
  try {
    for (std::size_t i = created_.size(); i-- > 0;)
      if (mkdir(created_[i].c_str(), 0777) != 0 && errno != EEXIST) refuse(path, std::strerror(errno));
    if (!fs::is_directory(path_, error)) refuse(path, "it is not a folder");
    for (const std::string& file : files) {
      if (fs::is_directory(path_ / file, error)) refuse(path_ / file, "it is a folder");
      if (file == kReportName && fs::exists(path_ / file, error) && !is_report(path_ / file))
        refuse(path_ / file, "what is there is no report of détente's");
      const Draft probe(beside(path_ / file));
      if (!probe.is_open()) refuse(path, std::strerror(errno));
    }
  } catch (const Error&) {
    remove_created();
    throw;
  }
}

OutputFolder::~OutputFolder() {
  if (!is_written_) remove_created();
}

void OutputFolder::remove_created() const {
  for (const fs::path& folder : created_) rmdir(folder.c_str());
}

void OutputFolder::write(const std::vector<File>& files) {
  std::vector<Draft> drafts;
  for (const File& file : files) {
    Draft& draft = drafts.emplace_back(beside(path_ / file.name));
    if (!draft.is_open()) fail(path_ / file.name);
    file.write([&](std::string_view text) {
      if (interrupted()) throw Stopped();
      if (!draft.write(text)) fail(path_ / file.name);
    });
  }
  for (std::size_t i = 0; i < files.size(); ++i)  // one is put on the disk while the next is made
    if (!drafts[i].finish()) fail(path_ / files[i].name);
  const Uninterrupted whole;
  if (interrupted()) throw Stopped();
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!drafts[i].rename_to(path_ / files[i].name)) fail(path_ / files[i].name);
    is_written_ = true;
  }
}

}  // namespace detente::cli
