// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/temporary_file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "files/journal.hpp"

namespace detente::cli {
namespace {

constexpr std::string_view kDraftMark = ".detente-";  // between the file's name and the digits
constexpr std::size_t kDraftDigits = 16;
constexpr int kTries = 16;

std::string random_name(std::string_view file) {
  std::uint64_t number = 0;
  if (getrandom(&number, sizeof number, 0) != sizeof number) number = static_cast<std::uint64_t>(getpid());
  return fmt::format(".{}{}{:016x}", file, kDraftMark, number);
}

/// Locks a file that was just made. False where somebody took it for a dead temporary file in between.
bool hold(int descriptor) {
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return false;
  struct stat made {};
  return fstat(descriptor, &made) != 0 || made.st_nlink > 0;
}

std::vector<std::string> temporary_files_in(int folder) {
  const int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* const entries = again < 0 ? nullptr : fdopendir(again);
  std::vector<std::string> names;
  if (entries == nullptr) {
    if (again >= 0) close(again);
    return names;
  }
  while (const dirent* const entry = readdir(entries))
    if (is_temporary_name(entry->d_name)) names.emplace_back(entry->d_name);
  closedir(entries);
  return names;
}

}  // namespace

TemporaryFile::TemporaryFile(int folder, std::string_view file) : folder_(fcntl(folder, F_DUPFD_CLOEXEC, 0)) {
  if (folder_ >= 0) begin(file);
}

TemporaryFile::TemporaryFile(const std::filesystem::path& file)
    : folder_(open(file.has_parent_path() ? file.parent_path().c_str() : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (folder_ < 0) return;
  remove_dead_temporary_files(folder_);
  begin(file.filename().string());
}

void TemporaryFile::begin(std::string_view file) {
  for (int i = 0; i < kTries; ++i) {
    const std::string name = random_name(file);
    const int made = openat(folder_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (made < 0 && errno == EEXIST) continue;
    if (made < 0) return;
    if (hold(made)) {
      name_ = name;
      descriptor_ = made;
      unfinished_.emplace(fmt::format("/proc/self/fd/{}/{}", folder_, name));
      return;
    }
    close(made);
  }
  errno = EEXIST;
}

TemporaryFile::~TemporaryFile() {
  if (!name_.empty()) unlinkat(folder_, name_.c_str(), 0);
  if (descriptor_ >= 0) close(descriptor_);
  if (folder_ >= 0) close(folder_);
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : folder_(std::exchange(other.folder_, -1)),
      name_(std::exchange(other.name_, {})),
      unfinished_(std::move(other.unfinished_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      written_(other.written_),
      sent_(other.sent_) {}

bool TemporaryFile::write(std::string_view text) {
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

bool TemporaryFile::finish() {
  return fsync(descriptor_) == 0 || errno == EINVAL || errno == EROFS;
}

bool TemporaryFile::place(const std::string& file) {
  if (renameat(folder_, name_.c_str(), folder_, file.c_str()) != 0) return false;
  leave();
  return true;
}

bool TemporaryFile::place_as_new(const std::string& file) {
  // A second name, then without the first: every file system that has no links knows the other way.
  if (linkat(folder_, name_.c_str(), folder_, file.c_str(), 0) == 0) return true;
  if (errno == EEXIST || renameat2(folder_, name_.c_str(), folder_, file.c_str(), RENAME_NOREPLACE) != 0) return false;
  leave();
  return true;
}

bool is_temporary_name(std::string_view name) {
  const std::size_t mark = name.rfind(kDraftMark);
  if (!name.starts_with('.') || mark == std::string_view::npos || mark < 2) return false;
  const std::string_view digits = name.substr(mark + kDraftMark.size());
  return digits.size() == kDraftDigits && std::all_of(digits.begin(), digits.end(), [](char digit) {
           return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
         });
}

void remove_dead_temporary_files(int folder) {
  for (const std::string& name : temporary_files_in(folder)) {
    const int temporary = openat(folder, name.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (temporary < 0) continue;
    // Nobody can promise it any more who has not done so.
    struct stat journal {};
    if (flock(temporary, LOCK_EX | LOCK_NB) == 0 && fstatat(folder, kJournal, &journal, AT_SYMLINK_NOFOLLOW) != 0)
      unlinkat(folder, name.c_str(), 0);
    close(temporary);
  }
}

}  // namespace detente::cli
