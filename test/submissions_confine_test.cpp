// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// The second wall by itself: native code in a process that was confined. Each deed is tried in a child of its own.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include <detente/error.hpp>

#include "submissions/confine.hpp"

namespace {

namespace fs = std::filesystem;

enum class End { did, refused, killed, failed };

class Confined : public testing::Test {
 protected:
  Confined() {
    std::string name = (fs::temp_directory_path() / "detente-confine-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    for (const char* const part : {"out", "read", "other"}) fs::create_directory(folder_ / part);
    for (const char* const part : {"read", "other"}) std::ofstream(folder_ / part / "file") << "secret";
  }
  ~Confined() override { fs::remove_all(folder_); }
  void SetUp() override {
    if (tried([] { return true; }) == End::failed) GTEST_SKIP() << "this machine or build confines nothing";
  }

  /// What becomes of a deed in a child that was confined before.
  End tried(const std::function<bool()>& deed) const {
    const pid_t child = fork();
    if (child == 0) {
      try {
        if (!detente::cli::confine({folder_ / "out"}, folder_ / "read").empty()) _exit(3);
        _exit(deed() ? 0 : 1);
      } catch (...) {
        _exit(3);
      }
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGSYS ? End::killed : End::failed;
    return WEXITSTATUS(status) == 0 ? End::did : WEXITSTATUS(status) == 1 ? End::refused : End::failed;
  }
  End calls(long number, long a = 0, long b = 0, long c = 0) const {
    return tried([=] { return syscall(number, a, b, c, 0, 0) >= 0; });
  }
  static bool opens(const fs::path& path, int how) { return open(path.c_str(), how | O_CLOEXEC, 0600) >= 0; }

  fs::path folder_;
};

TEST_F(Confined, DoesWhatARunNeeds) {
  EXPECT_EQ(tried([&] { return opens(folder_ / "out" / "new", O_WRONLY | O_CREAT); }), End::did);
  EXPECT_EQ(tried([&] { return opens(folder_ / "out" / "new", O_WRONLY | O_TRUNC); }), End::did);
  EXPECT_EQ(tried([&] { return fs::create_directories(folder_ / "out" / "a" / "b"); }), End::did);
  EXPECT_EQ(tried([&] {
              std::ofstream(folder_ / "out" / "a" / "one") << "text";
              fs::rename(folder_ / "out" / "a" / "one", folder_ / "out" / "two");
              return fs::remove(folder_ / "out" / "two");
            }),
            End::did);
  EXPECT_EQ(tried([&] { return opens(folder_ / "read" / "file", O_RDONLY); }), End::did);
  EXPECT_EQ(tried([] { return opens("/dev/null", O_RDWR); }), End::did);
  EXPECT_EQ(tried([] { return opens("/proc/meminfo", O_RDONLY); }), End::did);
  EXPECT_EQ(tried([] {
              int sum = 0;
              std::thread([&] { sum = 1; }).join();
              return sum == 1;
            }),
            End::did);
  EXPECT_EQ(tried([] { return kill(getpid(), 0) == 0 && pthread_kill(pthread_self(), 0) == 0; }), End::did);
  EXPECT_EQ(tried([] {
              rlimit limit{};
              return getrlimit(RLIMIT_DATA, &limit) == 0 && setrlimit(RLIMIT_DATA, &limit) == 0;
            }),
            End::did);
}

TEST_F(Confined, TouchesNoOtherFile) {
  const fs::path file = folder_ / "other" / "file";
  for (const int how : {O_RDONLY, O_WRONLY, O_RDWR, O_WRONLY | O_TRUNC, O_WRONLY | O_APPEND})
    EXPECT_EQ(tried([&] { return opens(file, how); }), End::refused) << how;
  EXPECT_EQ(tried([&] { return opens(folder_ / "other" / "new", O_WRONLY | O_CREAT); }), End::refused);
  EXPECT_EQ(tried([&] { return opens(folder_ / "read" / "file", O_WRONLY); }), End::refused);
  for (const char* const path : {"/etc/passwd", "/", "/usr/bin/env", "/proc/1/environ", "/proc/1/cmdline",
                                 "/proc/version", "/dev/tty", "/dev/zero", "/sys/kernel"})
    EXPECT_EQ(tried([&] { return opens(path, O_RDONLY); }), End::refused) << path;
  EXPECT_EQ(tried([&] { return opens(folder_ / "out" / ".." / "other" / "file", O_RDONLY); }), End::refused);
  EXPECT_EQ(tried([&] {
              return symlink(file.c_str(), (folder_ / "out" / "link").c_str()) == 0 &&
                     opens(folder_ / "out" / "link", O_RDONLY);
            }),
            End::refused);
  EXPECT_EQ(tried([&] { return link(file.c_str(), (folder_ / "out" / "hard").c_str()) == 0; }), End::refused);
  EXPECT_EQ(tried([&] { return rename(file.c_str(), (folder_ / "out" / "moved").c_str()) == 0; }), End::refused);
  EXPECT_EQ(tried([&] { return unlink(file.c_str()) == 0; }), End::refused);
  EXPECT_EQ(tried([&] { return truncate(file.c_str(), 0) == 0; }), End::refused);
  EXPECT_EQ(tried([&] { return chmod(file.c_str(), 0777) == 0; }), End::refused);
  EXPECT_EQ(tried([&] { return chown(file.c_str(), 1, 1) == 0; }), End::refused);
  EXPECT_EQ(tried([&] { return utimensat(AT_FDCWD, file.c_str(), nullptr, 0) == 0; }), End::refused);
  EXPECT_EQ(tried([&] { return mkfifo((folder_ / "out" / "pipe").c_str(), 0600) == 0; }), End::refused);
  std::ifstream in(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "secret");
}

TEST_F(Confined, StartsNoProgramAndNoProcess) {
  EXPECT_EQ(tried([] {
              std::string program = "/bin/true";
              std::array<char*, 2> words{program.data(), nullptr};
              return execv(words[0], words.data()) == 0;
            }),
            End::killed);
  EXPECT_EQ(tried([] { return system("true") == 0; }), End::killed);
  EXPECT_EQ(tried([] { return fork() >= 0; }), End::killed);
  // NOLINTNEXTLINE(clang-analyzer-security.insecureAPI.vfork, clang-analyzer-unix.Vfork): it gets no further
  EXPECT_EQ(tried([] { return vfork() >= 0; }), End::killed);
  EXPECT_EQ(calls(SYS_clone, SIGCHLD), End::killed);
  EXPECT_EQ(calls(SYS_clone, CLONE_VM | CLONE_VFORK | SIGCHLD), End::killed);
  EXPECT_EQ(tried([] {
              clone_args arguments{};
              arguments.exit_signal = SIGCHLD;
              return syscall(SYS_clone3, &arguments, sizeof arguments) >= 0;
            }),
            End::refused);
}

TEST_F(Confined, HasNoNetwork) {
  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK, AF_PACKET})
    EXPECT_EQ(tried([=] { return socket(family, SOCK_STREAM, 0) >= 0; }), End::killed) << family;
  EXPECT_EQ(tried([] {
              std::array<int, 2> pair{};
              return socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()) == 0;
            }),
            End::killed);
}

TEST_F(Confined, LeavesOthersAlone) {
  const pid_t parent = getpid();
  EXPECT_EQ(tried([=] { return kill(parent, 0) == 0; }), End::refused);
  EXPECT_EQ(tried([] { return kill(-1, 0) == 0; }), End::refused);
  EXPECT_EQ(tried([=] {
              const int folder = open(("/proc/" + std::to_string(parent)).c_str(), O_RDONLY | O_DIRECTORY);
              return syscall(SYS_pidfd_send_signal, folder, 0, nullptr, 0) == 0;
            }),
            End::refused);
  EXPECT_EQ(calls(SYS_tgkill, parent, parent, 0), End::killed);
  EXPECT_EQ(calls(SYS_tkill, parent, 0), End::killed);
  EXPECT_EQ(tried([=] { return ptrace(PTRACE_ATTACH, parent, nullptr, nullptr) == 0; }), End::killed);
  EXPECT_EQ(tried([] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }), End::killed);
  EXPECT_EQ(calls(SYS_process_vm_readv, parent), End::killed);
  EXPECT_EQ(calls(SYS_pidfd_open, parent, 0), End::killed);
  EXPECT_EQ(calls(SYS_prlimit64, parent, RLIMIT_CORE), End::killed);
  EXPECT_EQ(tried([=] { return opens("/proc/" + std::to_string(parent) + "/maps", O_RDONLY); }), End::refused);
  EXPECT_EQ(calls(SYS_ioctl, 0, TIOCSTI), End::killed);
}

TEST_F(Confined, AsksNothingOfTheKernelThatARunDoesNotNeed) {
  for (const long number : {SYS_bpf, SYS_io_uring_setup, SYS_userfaultfd, SYS_mount, SYS_umount2, SYS_unshare,
                            SYS_setns, SYS_add_key, SYS_keyctl, SYS_perf_event_open, SYS_init_module, SYS_kexec_load,
                            SYS_reboot, SYS_chroot, SYS_pivot_root, SYS_open_by_handle_at, SYS_shmget, SYS_syslog})
    EXPECT_EQ(calls(number), End::killed) << number;
}

TEST_F(Confined, HasNoOtherThreadsThatWereThereBefore) {
  const pid_t child = fork();
  if (child == 0) {
    std::thread([] { pause(); }).detach();
    try {
      detente::cli::confine({}, folder_ / "read");
    } catch (const detente::RunFailure&) {
      _exit(0);
    }
    _exit(1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
