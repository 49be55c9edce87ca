// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "submissions/confine.hpp"

#include <detente/error.hpp>

#ifdef DETENTE_HAS_SECCOMP
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <system_error>
#include <thread>

#include "files/process.hpp"

namespace detente::cli {
namespace {

/// What seccomp compares an argument of a call with; its own macros are C.
scmp_arg_cmp argument(unsigned number, scmp_compare how, scmp_datum_t first, scmp_datum_t second = 0) {
  return {.arg = number, .op = how, .datum_a = first, .datum_b = second};
}

// Rights of Landlock by the version that brought them: what a ruleset does not name stays allowed. Later headers than
// Debian's have names for them.
constexpr std::uint64_t kFirstRights = (std::uint64_t{1} << 13) - 1;
constexpr std::uint64_t kRefer = std::uint64_t{1} << 13;     // 2
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14;  // 3
constexpr std::uint64_t kDevices = std::uint64_t{1} << 15;   // 5: ioctl
constexpr std::uint64_t kNetwork = 3;                        // 4: bind and connect
constexpr std::uint64_t kScopes = 1;                         // 6: abstract sockets; signals are for seccomp

constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
/// Plain files, folders and links, to be read and written.
constexpr std::uint64_t kReadAndWrite = kRead | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                        LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                        LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SYM | kRefer | kTruncate;

struct Ruleset {
  std::uint64_t files, network, scopes;
};

Ruleset ruleset(long version) {
  Ruleset all{.files = kFirstRights, .network = 0, .scopes = 0};
  if (version >= 2) all.files |= kRefer;
  if (version >= 3) all.files |= kTruncate;
  if (version >= 4) all.network = kNetwork;
  if (version >= 5) all.files |= kDevices;
  if (version >= 6) all.scopes = kScopes;
  return all;
}

class Landlock {
 public:
  explicit Landlock(long version) : all_(ruleset(version)) {
    const std::size_t size = version >= 6 ? sizeof all_ : version >= 4 ? 2 * sizeof all_.files : sizeof all_.files;
    rules_ = Descriptor(static_cast<int>(syscall(SYS_landlock_create_ruleset, &all_, size, 0)));
  }
  bool is_there() const { return rules_.number() >= 0; }
  bool allow(const std::filesystem::path& place, std::uint64_t rights) {
    const Descriptor found(open(place.c_str(), O_PATH | O_CLOEXEC));
    if (found.number() < 0) return false;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = rights & all_.files;
    rule.parent_fd = found.number();
    return syscall(SYS_landlock_add_rule, rules_.number(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  }
  bool restrict() const { return syscall(SYS_landlock_restrict_self, rules_.number(), 0) == 0; }

 private:
  Ruleset all_;
  Descriptor rules_;
};

bool confine_files(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& readable) {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return false;
  Landlock landlock(version);
  if (!landlock.is_there()) return false;
  for (const auto& folder : folders)
    if (!landlock.allow(folder, kReadAndWrite)) throw Error("cannot confine this process to '" + folder.string() + "'");
  landlock.allow(readable, kRead);
  // How much memory there is, which runs look at: of this process and its machine, and of no other process.
  for (const char* const place : {"/proc/self", "/sys/fs/cgroup"}) landlock.allow(place, kRead);
  for (const char* const file : {"/proc/meminfo", "/dev/urandom"}) landlock.allow(file, LANDLOCK_ACCESS_FS_READ_FILE);
  landlock.allow("/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate);
  return landlock.restrict();
}

class Filter {
 public:
  Filter() : filter_(seccomp_init(SCMP_ACT_ALLOW), seccomp_release), is_made_(filter_ != nullptr) {}

  /// A call that this machine does not have needs no rule.
  void forbid(std::initializer_list<int> calls, std::uint32_t what = SCMP_ACT_KILL_PROCESS) {
    for (const int call : calls)
      if (is_made_ && call != __NR_SCMP_ERROR) is_made_ = seccomp_rule_add(filter_.get(), what, call, 0) == 0;
  }
  void forbid(int call, const scmp_arg_cmp& where, std::uint32_t what = SCMP_ACT_KILL_PROCESS) {
    is_made_ = is_made_ && seccomp_rule_add_array(filter_.get(), what, call, 1, &where) == 0;
  }
  bool load() {
    if (!is_made_) return false;
    seccomp_attr_set(filter_.get(), SCMP_FLTATR_CTL_TSYNC, 1);  // threads that there are already, too
    return seccomp_load(filter_.get()) == 0;
  }

 private:
  std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter_;
  bool is_made_;
};

/// `has_files`: the files of others are closed already.
bool confine_calls(bool has_files) {
  Filter filter;
  // Other programs and processes, and what they remember.
  filter.forbid({SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(ptrace),
                 SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd),
                 SCMP_SYS(process_madvise), SCMP_SYS(kcmp), SCMP_SYS(tkill), SCMP_SYS(shmget), SCMP_SYS(shmat),
                 SCMP_SYS(msgget), SCMP_SYS(semget), SCMP_SYS(mq_open)});
  // The network.
  filter.forbid({SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
                 SCMP_SYS(accept), SCMP_SYS(accept4)});
  // The machine.
  filter.forbid({SCMP_SYS(bpf),
                 SCMP_SYS(io_uring_setup),
                 SCMP_SYS(io_uring_enter),
                 SCMP_SYS(userfaultfd),
                 SCMP_SYS(mount),
                 SCMP_SYS(umount2),
                 SCMP_SYS(pivot_root),
                 SCMP_SYS(chroot),
                 SCMP_SYS(open_tree),
                 SCMP_SYS(move_mount),
                 SCMP_SYS(fsopen),
                 SCMP_SYS(fsconfig),
                 SCMP_SYS(fsmount),
                 SCMP_SYS(mount_setattr),
                 SCMP_SYS(unshare),
                 SCMP_SYS(setns),
                 SCMP_SYS(add_key),
                 SCMP_SYS(request_key),
                 SCMP_SYS(keyctl),
                 SCMP_SYS(kexec_load),
                 SCMP_SYS(kexec_file_load),
                 SCMP_SYS(init_module),
                 SCMP_SYS(finit_module),
                 SCMP_SYS(delete_module),
                 SCMP_SYS(iopl),
                 SCMP_SYS(ioperm),
                 SCMP_SYS(reboot),
                 SCMP_SYS(swapon),
                 SCMP_SYS(swapoff),
                 SCMP_SYS(acct),
                 SCMP_SYS(quotactl),
                 SCMP_SYS(syslog),
                 SCMP_SYS(settimeofday),
                 SCMP_SYS(clock_settime),
                 SCMP_SYS(clock_adjtime),
                 SCMP_SYS(adjtimex),
                 SCMP_SYS(sethostname),
                 SCMP_SYS(setdomainname),
                 SCMP_SYS(open_by_handle_at),
                 SCMP_SYS(perf_event_open)});
  // What Landlock leaves allowed for files of others, by their names.
  filter.forbid({SCMP_SYS(truncate), SCMP_SYS(chmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(lchown),
                 SCMP_SYS(fchownat), SCMP_SYS(setxattr), SCMP_SYS(lsetxattr), SCMP_SYS(removexattr),
                 SCMP_SYS(lremovexattr), SCMP_SYS(utime), SCMP_SYS(utimes), SCMP_SYS(futimesat), SCMP_SYS(utimensat)},
                SCMP_ACT_ERRNO(EPERM));
  // The C library then takes clone, whose flags can be seen here: threads pass, processes do not.
  filter.forbid({SCMP_SYS(clone3)}, SCMP_ACT_ERRNO(ENOSYS));
  filter.forbid(SCMP_SYS(clone), argument(0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
  // Signals to, and limits of, others than this process.
  const auto self = static_cast<scmp_datum_t>(getpid());
  for (const int call : {SCMP_SYS(tgkill), SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo)})
    filter.forbid(call, argument(0, SCMP_CMP_NE, self));
  filter.forbid(SCMP_SYS(kill), argument(0, SCMP_CMP_NE, self), SCMP_ACT_ERRNO(EPERM));
  // Programs of strategies that were started before are ended by the handles that there are, and by the kernel when
  // this process ends, which Landlock could refuse as well. No other handle can be had, unless a folder of /proc can be
  // opened.
  if (!has_files) filter.forbid({SCMP_SYS(pidfd_send_signal)}, SCMP_ACT_ERRNO(EPERM));
  filter.forbid(SCMP_SYS(prlimit64), argument(0, SCMP_CMP_NE, 0));
  // What would type into the terminal of whoever runs this.
  constexpr std::uint32_t kLinuxTerminal = 0x541C;  // TIOCLINUX
  for (const std::uint32_t request : {std::uint32_t{TIOCSTI}, kLinuxTerminal})
    filter.forbid(SCMP_SYS(ioctl), argument(1, SCMP_CMP_MASKED_EQ, 0xFFFFFFFF, request));
  return filter.load();
}

/// Landlock confines the thread that asks and those that it makes, so that there must be no other. One that was joined
/// may still be on its way out.
bool is_alone() {
  for (int look = 0; look < 100; ++look) {
    std::error_code error;
    std::filesystem::directory_iterator at("/proc/self/task", error);
    if (error) return true;  // nobody can tell
    std::size_t threads = 0;
    for (; !error && at != std::filesystem::directory_iterator(); at.increment(error)) ++threads;
    if (threads <= 1) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace

std::string confine(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& readable) {
  if (!is_alone()) throw RunFailure("submissions cannot be confined, because this process has other threads already");
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 0);
  const bool has_files = confine_files(folders, readable);
  const bool has_calls = confine_calls(has_files);
  if (!has_files && !has_calls)
    throw Error(
        "this machine has neither Landlock nor seccomp, which contain submissions; use --module for strategies that "
        "you trust");
  return has_files && has_calls ? ""
         : has_files ? "this machine has no seccomp, which keeps submissions that break out from other programs"
                     : "this machine has no Landlock, which keeps submissions that break out from files";
}

}  // namespace detente::cli

#else

namespace detente::cli {

std::string confine(const std::vector<std::filesystem::path>& /*folders*/, const std::filesystem::path& /*readable*/) {
  throw Error(
      "this détente was built without submissions; install what they need, and build it again, with: "
      "tools/submissions");
}

}  // namespace detente::cli

#endif
