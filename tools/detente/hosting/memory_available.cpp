// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "hosting/memory_available.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <limits>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/memory_needed.hpp>
#include <detente/text/text.hpp>

namespace detente::cli {
namespace {

constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

std::uint64_t left(std::uint64_t limit, std::uint64_t used) {
  if (limit == kUnlimited) return kUnlimited;
  return limit > used ? limit - used : 0;
}

/// Bytes at a key of /proc/meminfo or /proc/self/status, which count in kB; absent where there is none.
std::uint64_t at_key(const char* file, const std::string& key, std::uint64_t otherwise) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(key + ":")) return std::stoull(line.substr(key.size() + 1)) * 1024;
  return otherwise;
}

/// The number in a file; unlimited where it is "max", or where there is no such file.
std::uint64_t number_in(const std::string& file, std::uint64_t otherwise) {
  std::uint64_t number = 0;
  return std::ifstream(file) >> number ? number : otherwise;
}

std::uint64_t limit_of(int resource) {
  rlimit limit{};
  if (getrlimit(static_cast<__rlimit_resource_t>(resource), &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
    return kUnlimited;
  return limit.rlim_cur;
}

/// What the files that a control group has read keep of its memory for as long as nobody else wants it.
std::uint64_t reclaimable(const std::string& statistics) {
  std::ifstream lines(statistics);
  std::string key;
  for (std::uint64_t bytes = 0; lines >> key >> bytes;)
    if (key == "inactive_file" || key == "total_inactive_file") return bytes;
  return 0;
}

/// What the control group of this process and those above it leave.
std::uint64_t left_by_groups() {
  std::ifstream groups("/proc/self/cgroup");
  std::uint64_t least = kUnlimited;
  for (std::string line; std::getline(groups, line);) {
    const bool is_unified = line.starts_with("0::");
    const std::size_t memory = line.find(":memory:");
    if (!is_unified && memory == std::string::npos) continue;
    std::string path = is_unified ? line.substr(3) : line.substr(memory + 8);
    const std::string root = is_unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";
    const char* const limit = is_unified ? "/memory.max" : "/memory.limit_in_bytes";
    const char* const used = is_unified ? "/memory.current" : "/memory.usage_in_bytes";
    for (;; path.resize(path.rfind('/'))) {
      const std::uint64_t taken = left(number_in(root + path + used, 0), reclaimable(root + path + "/memory.stat"));
      least = std::min(least, left(number_in(root + path + limit, kUnlimited), taken));
      if (path.empty() || path.rfind('/') == std::string::npos) break;
    }
  }
  return least;
}

std::uint64_t available() {
  const std::uint64_t machine = at_key("/proc/meminfo", "MemAvailable", kUnlimited);
  const std::uint64_t swap = machine == kUnlimited ? 0 : at_key("/proc/meminfo", "SwapFree", 0);
  return std::min({machine + swap, left(limit_of(RLIMIT_AS), at_key("/proc/self/status", "VmSize", 0)),
                   left(limit_of(RLIMIT_DATA), at_key("/proc/self/status", "VmData", 0)), left_by_groups()});
}

/// "1.2 GiB"
std::string size(std::uint64_t bytes) {
  const double mebibytes = static_cast<double>(bytes) / (1 << 20);
  return mebibytes < 1000 ? fmt::format("{:.0f} MiB", mebibytes) : fmt::format("{:.1f} GiB", mebibytes / 1024);
}

}  // namespace

void require_memory(const Design& design, bool has_store) {
  const MemoryNeeded room = memory_needed(design, has_store);
  const std::uint64_t there = available();
  if (room.bytes <= there) return;
  throw RunFailure(
      fmt::format("the tournament needs about {} of memory for {} pairs, but only {} are available; enter fewer "
                  "strategies or raise the limit",
                  size(room.bytes), grouped(room.pairs), size(there)));
}

void limit_memory() {
  const std::uint64_t there = available();
  rlimit limit{};
  if (there == kUnlimited || getrlimit(RLIMIT_DATA, &limit) != 0) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_cur, at_key("/proc/self/status", "VmData", 0) + there);
  setrlimit(RLIMIT_DATA, &limit);
}

}  // namespace detente::cli
