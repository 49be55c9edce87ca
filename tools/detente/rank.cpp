// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "rank.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

/// The number of processes that a launcher tells in a variable; 1 where it tells none.
int told_in(const char* variable) {
  const char* const value = std::getenv(variable);
  return value == nullptr ? 1 : std::atoi(value);
}

/// "openmpi" or "mpich", where one of them started several processes; empty elsewhere.
std::string launcher() {
  if (told_in("OMPI_COMM_WORLD_SIZE") > 1) return "openmpi";
  if (told_in("PMI_SIZE") > 1) return "mpich";
  if (std::getenv("PMIX_RANK") != nullptr && told_in("SLURM_STEP_NUM_TASKS") > 1) return "openmpi";
  return "";
}

/// The helper for a launcher: beside the command, as it was built, or where it was installed.
fs::path helper(const std::string& mpi) {
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& place : {folder, folder / ".." / "libexec" / "detente"})
    if (fs::exists(place / ("detente-" + mpi), error)) return place / ("detente-" + mpi);
  return {};
}

}  // namespace

Rank::Rank(int* /*count*/, char*** words) {
  const std::string mpi = launcher();
  if (mpi.empty()) return;
  const fs::path program = helper(mpi);
  if (program.empty()) {
    const char* const number = std::getenv(mpi == "mpich" ? "PMI_RANK" : "OMPI_COMM_WORLD_RANK");
    if (number != nullptr && std::strcmp(number, "0") != 0) std::exit(2);  // rank 0 says why
    throw Error(fmt::format(
        "several processes were started by {}, for which this détente was built without the helper detente-{}; install "
        "lib{}-dev and build it again with -DDETENTE_MPI=ON, or use --shard",
        mpi == "mpich" ? "MPICH" : "Open MPI", mpi, mpi));
  }
  execv(program.c_str(), *words);
  throw Error(fmt::format("'{}' cannot be started: {}", program.string(), std::strerror(errno)));
}

Rank::~Rank() = default;

void Rank::end(int /*status*/) const {}

}  // namespace detente::cli
