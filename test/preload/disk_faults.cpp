// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Preloaded into a command, lets the disk fail, or the power, at one of the calls that change it: DISK_FAULT=fail:7
// lets the seventh return EIO, kill:7 ends the process instead of it.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>

namespace {

/// Counts a call. True where it is to fail.
bool fails() {
  static int calls = 0;
  const char* const fault = std::getenv("DISK_FAULT");
  if (fault == nullptr || ++calls != std::atoi(std::strchr(fault, ':') + 1)) return false;
  if (fault[0] == 'k') kill(getpid(), SIGKILL);
  errno = EIO;
  return true;
}

template <class Call>
Call next(const char* name) {
  return reinterpret_cast<Call>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int openat(int folder, const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if ((flags & O_CREAT) != 0 && fails()) return -1;
  return next<int (*)(int, const char*, int, ...)>("openat")(folder, path, flags, mode);
}

ssize_t write(int file, const void* bytes, size_t count) {
  if (file > STDERR_FILENO && fails()) return -1;
  return next<ssize_t (*)(int, const void*, size_t)>("write")(file, bytes, count);
}

int fsync(int file) {
  return fails() ? -1 : next<int (*)(int)>("fsync")(file);
}

int renameat(int from, const char* old, int to, const char* fresh) {
  return fails() ? -1 : next<int (*)(int, const char*, int, const char*)>("renameat")(from, old, to, fresh);
}

int unlinkat(int folder, const char* path, int flags) {
  return fails() ? -1 : next<int (*)(int, const char*, int)>("unlinkat")(folder, path, flags);
}

int mkdir(const char* path, mode_t mode) {
  return fails() ? -1 : next<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // of the structure of that name in <fcntl.h>
int flock(int file, int operation) {
  return fails() ? -1 : next<int (*)(int, int)>("flock")(file, operation);
}
#pragma GCC diagnostic pop
}
