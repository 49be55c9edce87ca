// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "rank.hpp"

#include <fcntl.h>
#include <mpi.h>
#include <unistd.h>

#include <chrono>
#include <list>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "arguments/stores.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::chrono::milliseconds kPause{1};
constexpr int kPatience = 10'000;  // pauses
constexpr std::chrono::milliseconds kFarewell{200};

/// The C interface of MPI, which both Open MPI and MPICH have. Nothing waits for another rank: one that is gone in the
/// middle of a message must not stop this one.
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
    Transfer& transfer = sent_.emplace_back();
    transfer.text = text;
    MPI_Isend(transfer.text.data(), static_cast<int>(text.size()), MPI_BYTE, to, 0, MPI_COMM_WORLD, &transfer.request);
  }  // NOLINT(clang-analyzer-optin.mpi.MPI-Checker): is_done tests the request
  std::optional<Message> received() override {
    sent_.remove_if(is_done);
    begin_receiving();
    std::vector<bool> waits(static_cast<std::size_t>(size()));  // by rank, whether an earlier message is on its way
    for (auto transfer = coming_.begin(); transfer != coming_.end(); ++transfer) {
      const auto from = static_cast<std::size_t>(transfer->from);
      if (waits[from] || !is_done(*transfer)) {
        waits[from] = true;
        continue;
      }
      Message message{.from = transfer->from, .text = std::move(transfer->text)};
      coming_.erase(transfer);
      return message;
    }
    return std::nullopt;
  }
  /// Whether all that was sent has left.
  bool is_flushed() {
    sent_.remove_if(is_done);
    return sent_.empty();
  }

 private:
  struct Transfer {
    std::string text;
    MPI_Request request = MPI_REQUEST_NULL;
    int from = 0;
  };

  static bool is_done(Transfer& transfer) {
    int is_done = 0;
    MPI_Test(&transfer.request, &is_done, MPI_STATUS_IGNORE);
    return is_done != 0;
  }
  void begin_receiving() {
    for (;;) {
      int has_come = 0;
      MPI_Message message;
      MPI_Status status;
      MPI_Improbe(MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &has_come, &message, &status);
      if (has_come == 0) return;
      int size = 0;
      MPI_Get_count(&status, MPI_BYTE, &size);
      Transfer& transfer = coming_.emplace_back();
      transfer.from = status.MPI_SOURCE;
      transfer.text.resize(static_cast<std::size_t>(size));
      MPI_Imrecv(transfer.text.data(), size, MPI_BYTE, &message, &transfer.request);
    }
  }

  std::list<Transfer> sent_, coming_;  // on their way; buffers must stay where they are
};

/// MPI_Finalize of MPICH 4.0 need not return where UCX sends over TCP: some ranks wait for the last bytes of others
/// that look for none any more. With all results written, MPI_Abort is an end as good, with any exit status.
bool must_abort() {
#ifdef MPICH_VERSION
  MPI_Comm host = MPI_COMM_NULL;
  int size = 0;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &host);
  MPI_Comm_size(host, &size);
  MPI_Comm_free(&host);
  int all = 0;
  MPI_Comm_size(MPI_COMM_WORLD, &all);
  return size < all;
#else
  return false;
#endif
}

/// Ends all ranks. MPI's own words would be of a failure.
[[noreturn]] void abort_silently(int status) {
  const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nothing >= 0) dup2(nothing, STDERR_FILENO);
  MPI_Abort(MPI_COMM_WORLD, status);
  _exit(status);
}

World world;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): there is one in a process

}  // namespace

Rank::Rank(int* count, char*** words) {
  int provided = 0;
  MPI_Init_thread(count, words, MPI_THREAD_FUNNELED, &provided);
  if (world.size() > 1) {
    set_communicator(&world);
    have_no_terminal();  // Open MPI gives each rank one of its own
  }
  is_silent_ = world.rank() != 0;
  must_abort_ = world.size() > 1 && must_abort();
}

void Rank::end(int status) const {
  if (world.size() == 1) return;
  if (!is_silent_) {
    if (Stores::has_lost_ranks()) MPI_Abort(MPI_COMM_WORLD, status);  // no end with those who do not answer
    detente::end(world);
    for (int wait = 0; wait < kPatience && !world.is_flushed(); ++wait) std::this_thread::sleep_for(kPause);
    if (!world.is_flushed()) MPI_Abort(MPI_COMM_WORLD, status);
    if (must_abort_) {
      std::this_thread::sleep_for(kFarewell);
      abort_silently(status);
    }
    return;
  }
  while (!Stores::has_ended()) std::this_thread::sleep_for(kPause);
  if (must_abort_) {
    std::this_thread::sleep_for(10 * kFarewell);  // after rank 0, whose status is that of all
    _exit(status);
  }
}

Rank::~Rank() {
  MPI_Finalize();
}

}  // namespace detente::cli
