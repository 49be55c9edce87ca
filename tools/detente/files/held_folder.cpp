// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/held_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "files/journal.hpp"
#include "files/own_files.hpp"
#include "files/temporary_file.hpp"

namespace detente::cli {
namespace {

constexpr const char* kLock = ".detente.lock";

[[noreturn]] void throw_fault() {
  throw FolderFault(std::strerror(errno));
}

/// True where a name in the folder stands for the opened file.
bool is_named(int folder, const char* name, int file) {
  struct stat named {};
  struct stat opened {};
  return fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 && fstat(file, &opened) == 0 &&
         named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

bool is_there(int folder, const std::string& name) {
  struct stat found {};
  return fstatat(folder, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0;
}

}  // namespace

HeldFolder::HeldFolder(const std::filesystem::path& path)
    : folder_(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (folder_ < 0) throw_fault();
  try {
    lock(path);
    end_commit(path);
    remove_dead_temporary_files(folder_);
  } catch (...) {
    release();
    throw;
  }
}

HeldFolder::~HeldFolder() {
  release();
}

void HeldFolder::lock(const std::filesystem::path& path) {
  for (;;) {
    lock_ = openat(folder_, kLock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (lock_ < 0) throw_fault();
    if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
      const int why = errno;
      close(std::exchange(lock_, -1));
      if (why == EWOULDBLOCK)
        throw Error(
            fmt::format("another détente run is writing to the folder '{}'; wait until it has ended, or name another "
                        "folder",
                        path.string()));
      errno = why;
      throw_fault();
    }
    if (is_named(folder_, kLock, lock_)) {
      unfinished_.emplace((path / kLock).string());
      return;
    }
    close(lock_);  // whoever held it has removed it
  }
}

void HeldFolder::end_commit(const std::filesystem::path& path) {
  const std::optional<Commit> commit = read_journal(folder_, path);
  if (!commit) return;
  for (const auto& [temporary, file] : commit->moves)
    if (is_there(folder_, temporary) && !may_replace(folder_, file))
      throw Error(
          fmt::format("'{}' was not written by détente, but has the name of a results file of an earlier, interrupted "
                      "run; move it to another folder",
                      (path / file).string()));
  keep(*commit);
}

bool HeldFolder::promise(const Commit& commit) {
  return write_journal(folder_, commit);
}

bool HeldFolder::has_journal() const {
  return is_there(folder_, kJournal);
}

void HeldFolder::keep(const Commit& commit) {
  for (const auto& [temporary, file] : commit.moves)
    if (renameat(folder_, temporary.c_str(), folder_, file.c_str()) != 0 && errno != ENOENT) throw_fault();
  for (const std::string& file : commit.removals)
    if (is_own(folder_, file) && unlinkat(folder_, file.c_str(), 0) != 0 && errno != ENOENT) throw_fault();
  if (!sync_folder(folder_) || unlinkat(folder_, kJournal, 0) != 0) throw_fault();
  sync_folder(folder_);  // a journal that came back would be obeyed once more
}

void HeldFolder::release() {
  if (lock_ >= 0) {
    unlinkat(folder_, kLock, 0);
    unfinished_.reset();
    close(lock_);
  }
  if (folder_ >= 0) close(folder_);
  lock_ = folder_ = -1;
}

}  // namespace detente::cli
