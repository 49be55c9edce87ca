// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "rank.hpp"

#include <mpi.h>

#include <chrono>
#include <optional>
#include <string>
#include <thread>

#include "arguments/stores.hpp"

namespace detente::cli {
namespace {

/// The C interface of MPI, which both Open MPI and MPICH have.
class World final : public Communicator {
 public:
  int rank() const override {
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
  }
  int size() const override {
    int size = 1;
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    return size;
  }
  void send(int to, const std::string& text) override {
    MPI_Send(text.data(), static_cast<int>(text.size()), MPI_BYTE, to, 0, MPI_COMM_WORLD);
  }
  std::optional<Message> received() override {
    int has_come = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &has_come, &status);
    if (has_come == 0) return std::nullopt;
    int size = 0;
    MPI_Get_count(&status, MPI_BYTE, &size);
    Message message{.from = status.MPI_SOURCE, .text = std::string(static_cast<std::size_t>(size), '\0')};
    MPI_Recv(message.text.data(), size, MPI_BYTE, status.MPI_SOURCE, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return message;
  }
};

World world;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): there is one in a process

}  // namespace

Rank::Rank(int* count, char*** words) {
  int provided = 0;
  MPI_Init_thread(count, words, MPI_THREAD_FUNNELED, &provided);
  if (world.size() > 1) set_communicator(&world);
  is_silent_ = world.rank() != 0;
}

void Rank::end(int status) const {
  if (world.size() == 1) return;
  if (!is_silent_) {
    if (Stores::has_lost_ranks()) MPI_Abort(MPI_COMM_WORLD, status);  // no end with those who do not answer
    detente::end(world);
    return;
  }
  while (!Stores::has_ended()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

Rank::~Rank() {
  MPI_Finalize();
}

}  // namespace detente::cli
