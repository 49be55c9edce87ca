// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/scratch_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "detente-check-";
constexpr std::time_t kHour = 3600;

fs::path folder_of_all() {
  const char* const folder = std::getenv("TMPDIR");
  return folder != nullptr && *folder != '\0' ? folder : "/tmp";
}

/// The lock of a folder, held; -1 where somebody else holds it or there is none.
Descriptor held(const fs::path& folder, int how) {
  Descriptor lock(open((folder / "lock").c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | how, 0600));
  struct stat file {};
  const bool is_held = lock.number() >= 0 && flock(lock.number(), LOCK_EX | LOCK_NB) == 0 &&
                       fstat(lock.number(), &file) == 0 && file.st_nlink > 0;  // not removed meanwhile
  return is_held ? std::move(lock) : Descriptor();
}

/// Removes a folder whose owner is gone.
void sweep(const fs::path& folder) {
  struct stat found {};
  if (lstat(folder.c_str(), &found) != 0 || !S_ISDIR(found.st_mode) || found.st_uid != geteuid()) return;
  const Descriptor lock = held(folder, 0);
  std::error_code ignored;
  if (lock.number() >= 0) {
    fs::remove_all(folder, ignored);
  } else if (std::time(nullptr) - found.st_mtime > kHour) {
    rmdir(folder.c_str());  // its owner ended before there was a lock; else it is not empty and stays
  }
}

void sweep_all() {
  std::error_code error;
  for (fs::directory_iterator entry(folder_of_all(), error), end; !error && entry != end; entry.increment(error))
    if (entry->path().filename().string().starts_with(kPrefix)) sweep(entry->path());
}

}  // namespace

ScratchFolder::ScratchFolder() {
  sweep_all();
  for (int attempt = 0; attempt < 10; ++attempt) {
    std::string name = (folder_of_all() / (std::string(kPrefix) + "XXXXXX")).string();
    if (mkdtemp(name.data()) == nullptr)
      throw RunFailure(
          fmt::format("a folder for temporary files cannot be created at '{}': {}", name, std::strerror(errno)));
    path_ = name;
    lock_ = held(path_, O_CREAT);
    if (lock_.number() >= 0) return;
    std::error_code ignored;  // the disk is full, or somebody swept it at that very moment
    fs::remove_all(path_, ignored);
  }
  throw RunFailure(fmt::format("no folder for temporary files in '{}' can be locked", folder_of_all().string()));
}

ScratchFolder::~ScratchFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

}  // namespace detente::cli
