// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/round_robin.hpp>

#include "interrupt.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

/// A file in the making, gone unless it is kept.
class Draft {
 public:
  explicit Draft(fs::path path)
      : path_(std::move(path)), descriptor_(open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {}
  ~Draft() {
    close();
    if (!path_.empty()) unlink(path_.c_str());
  }
  Draft(Draft&& other) noexcept
      : path_(std::exchange(other.path_, {})), descriptor_(std::exchange(other.descriptor_, -1)) {}
  Draft& operator=(Draft&&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  /// False, with `errno`, when not all could be written.
  bool write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = ::write(descriptor_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return (fsync(descriptor_) == 0 || errno == EINVAL || errno == EROFS) && close();
  }
  bool rename_to(const fs::path& target) {
    if (std::rename(path_.c_str(), target.c_str()) != 0) return false;
    path_.clear();
    return true;
  }

 private:
  bool close() { return descriptor_ < 0 || ::close(std::exchange(descriptor_, -1)) == 0; }

  fs::path path_;
  int descriptor_;
};

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
    if (!missing.filename().empty()) created_.push_back(missing);
  }
  try {
    for (std::size_t i = created_.size(); i-- > 0;)
      if (mkdir(created_[i].c_str(), 0777) != 0 && errno != EEXIST) refuse(path, std::strerror(errno));
    if (!fs::is_directory(path_, error)) refuse(path, "it is not a folder");
    for (const std::string& file : files) {
      if (fs::is_directory(path_ / file, error)) refuse(path_ / file, "it is a folder");
      const Draft probe(temporary(file));
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

fs::path OutputFolder::temporary(const std::string& name) const {
  return path_ / fmt::format(".{}.{}.tmp", name, getpid());
}

void OutputFolder::write(const Files& files) {
  std::vector<Draft> drafts;
  for (const auto& [name, text] : files) {
    Draft& draft = drafts.emplace_back(temporary(name));
    if (!draft.is_open() || !draft.write(text)) fail(path_ / name);
  }
  if (interrupted()) throw Stopped();
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!drafts[i].rename_to(path_ / files[i].first)) fail(path_ / files[i].first);
    is_written_ = true;
  }
}

}  // namespace detente::cli
