// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "submissions/confine.hpp"

#include <detente/error.hpp>

#ifdef DETENTE_HAS_SECCOMP
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>

#include "files/process.hpp"

namespace detente::cli {
namespace {

// Rights of Landlock 1; later kernels know more, which this leaves as they are but for the network (4).
constexpr std::uint64_t kAllOfFiles = (std::uint64_t{1} << 13) - 1;
constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kNetwork = 3;  // bind and connect
constexpr int kFirstWithNetwork = 4;

struct Ruleset {
  std::uint64_t files, network;
};

bool allow(int rules, const std::filesystem::path& folder, std::uint64_t rights) {
  const Descriptor place(open(folder.c_str(), O_PATH | O_CLOEXEC));
  if (place.number() < 0) return false;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = place.number();
  return syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

bool confine_files(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& readable) {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return false;
  const bool has_network = version >= kFirstWithNetwork;
  const Ruleset all{.files = kAllOfFiles, .network = has_network ? kNetwork : 0};
  const Descriptor rules(
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &all, has_network ? sizeof all : sizeof all.files, 0)));
  if (rules.number() < 0) return false;
  for (const auto& folder : folders)
    if (!allow(rules.number(), folder, kAllOfFiles & ~std::uint64_t{LANDLOCK_ACCESS_FS_EXECUTE}))
      throw Error("cannot confine this process to '" + folder.string() + "'");
  allow(rules.number(), readable, kRead);
  // Of the machine itself: what memory there is, and the like.
  for (const char* const folder : {"/proc", "/sys/fs/cgroup"}) allow(rules.number(), folder, kRead);
  allow(rules.number(), "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
  return syscall(SYS_landlock_restrict_self, rules.number(), 0) == 0;
}

bool confine_calls() {
  const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
  if (!filter) return false;
  const auto forbid = [&](int call) { return seccomp_rule_add(filter.get(), SCMP_ACT_KILL_PROCESS, call, 0) == 0; };
  bool is_made = true;
  for (const int call : {SCMP_SYS(execve),
                         SCMP_SYS(execveat),
                         SCMP_SYS(socket),
                         SCMP_SYS(socketpair),
                         SCMP_SYS(connect),
                         SCMP_SYS(ptrace),
                         SCMP_SYS(process_vm_readv),
                         SCMP_SYS(process_vm_writev),
                         SCMP_SYS(fork),
                         SCMP_SYS(vfork),
                         SCMP_SYS(bpf),
                         SCMP_SYS(io_uring_setup),
                         SCMP_SYS(userfaultfd),
                         SCMP_SYS(mount),
                         SCMP_SYS(unshare),
                         SCMP_SYS(setns),
                         SCMP_SYS(add_key),
                         SCMP_SYS(keyctl),
                         SCMP_SYS(kexec_load),
                         SCMP_SYS(perf_event_open)})
    is_made = forbid(call) && is_made;
  // The C library then takes clone, whose flags can be seen here: threads pass, processes do not.
  is_made = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && is_made;
  is_made = seccomp_rule_add(filter.get(), SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), 1,
                             SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
            is_made;
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);  // threads that there are already, too
  return is_made && seccomp_load(filter.get()) == 0;
}

}  // namespace

void confine(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& readable) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 0);
  const bool has_files = confine_files(folders, readable);
  if (!confine_calls() && !has_files)
    throw Error(
        "this machine has neither Landlock nor seccomp, which contain submissions; use --module for strategies that "
        "you trust");
}

}  // namespace detente::cli

#else

namespace detente::cli {

void confine(const std::vector<std::filesystem::path>& /*folders*/, const std::filesystem::path& /*readable*/) {
  throw Error(
      "this détente was built without submissions; install what they need, and build it again, with: "
      "tools/submissions");
}

}  // namespace detente::cli

#endif
