// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

namespace detente::cli {

/// This process as one of those that mpirun or srun started together. The command itself knows no MPI: where there are
/// several, it becomes the helper that does (`rank.cpp`), for which this is MPI's beginning and end (`mpi/rank.cpp`).
class Rank {
 public:
  /// Throws `Error` where there are several and no helper was built.
  Rank(int* count, char*** words);
  ~Rank();  // NOLINT(performance-trivially-destructible): where there are several, it ends MPI
  Rank(const Rank&) = delete;
  Rank& operator=(const Rank&) = delete;

  /// Another one says what is to be said.
  bool is_silent() const { return is_silent_; }
  /// Ends together with the others, whatever they wait for; at once where some of them were lost.
  void end(int status) const;

 private:
  bool is_silent_ = false;
  bool must_abort_ = false;
};

}  // namespace detente::cli
