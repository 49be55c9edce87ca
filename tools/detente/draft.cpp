// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "draft.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include <fmt/core.h>

namespace detente::cli {

namespace fs = std::filesystem;

Draft::Draft(fs::path path)
    : path_(std::move(path)),
      unfinished_(path_.string()),
      descriptor_(open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {}

Draft::~Draft() {
  close();
  if (!path_.empty()) unlink(path_.c_str());
}

Draft::Draft(Draft&& other) noexcept
    : path_(std::exchange(other.path_, {})),
      unfinished_(std::move(other.unfinished_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      written_(other.written_),
      sent_(other.sent_) {}

bool Draft::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
    written_ += written;
  }
#if defined(__linux__)
  constexpr std::int64_t kPortion = 1 << 24;
  if (written_ - sent_ >= kPortion) {  // else the disk would only begin once all is written
    sync_file_range(descriptor_, sent_, written_ - sent_, SYNC_FILE_RANGE_WRITE);
    sent_ = written_;
  }
#endif
  return true;
}

bool Draft::finish() {
  return (fsync(descriptor_) == 0 || errno == EINVAL || errno == EROFS) && close();
}

bool Draft::rename_to(const fs::path& target) {
  if (std::rename(path_.c_str(), target.c_str()) != 0) return false;
  path_.clear();
  return true;
}

bool Draft::close() {
  return descriptor_ < 0 || ::close(std::exchange(descriptor_, -1)) == 0;
}

fs::path beside(const fs::path& file) {
  return file.parent_path() / fmt::format(".{}.{}.tmp", file.filename().string(), getpid());
}

}  // namespace detente::cli
