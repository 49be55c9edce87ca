// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>

#include <algorithm>
#include <optional>

#include <detente/automata/notation.hpp>

#include "play/failures.hpp"
#include "play/handover.hpp"
#include "search/methods.hpp"

namespace detente {
namespace {

/// Members whose merits are compared with those of all before them, at first few, so that the front soon spares work,
/// then more: the same on any number of threads.
constexpr std::uint64_t kLeastBatch = 64, kMostBatch = 2048;
std::uint64_t batch_after(std::uint64_t done) {
  return std::clamp(done / 4, kLeastBatch, kMostBatch);
}
constexpr double kFarOff = 20 * Judge::kRough;
constexpr std::uint64_t kPiece = 16;  // members that a thread takes at once

}  // namespace

bool look_through(const SearchRequest& request, const Judge& judge, tbb::task_arena& arena, const SearchWatch& watch,
                  SearchProgress& progress, Front& front) {
  const SearchedSpace space(request.space);
  const auto all = static_cast<std::uint64_t>(space.size());
  struct Piece {
    std::uint64_t minimal = 0;
    std::vector<Front::Member> found;
  };
  while (progress.done < all) {
    if (watch.stop && watch.stop()) return false;
    const std::uint64_t end = std::min(all, progress.done + batch_after(progress.done));
    std::vector<Piece> pieces((end - progress.done + kPiece - 1) / kPiece);
    Failures failures;
    arena.execute([&] {
      const Handover loop;
      const auto look_at = [&](std::size_t p) {
        const Handover::Turn turn;
        if (failures.is_over(p) || (watch.stop && watch.stop())) return;
        try {
          PairingSpace memory;
          Piece& piece = pieces[p];
          const std::uint64_t first = progress.done + p * kPiece;
          for (std::uint64_t number = first; number < std::min(end, first + kPiece); ++number) {
            const auto member = space.member(number);
            if (!member) continue;
            ++piece.minimal;
            // Whoever is worse at a glance, by far more than a glance may be off, need not be looked at closely.
            const auto glance = judge.rough_merits(*member, memory, [&](Merits at_best) {
              for (double& merit : at_best) merit += kFarOff;
              return front.matches(at_best);
            });
            if (!glance) continue;
            const auto merits =
                judge.merits(*member, memory, [&](const Merits& at_best) { return front.matches(at_best); });
            if (merits) piece.found.push_back({text_of(*member), member->size(), *merits});
          }
        } catch (...) {
          failures.record(p);
        }
      };
      tbb::parallel_for(std::size_t{0}, pieces.size(), look_at, tbb::simple_partitioner());
    });
    failures.rethrow_all();
    if (watch.stop && watch.stop()) return false;  // a batch counts whole, or not at all
    for (Piece& piece : pieces) {
      progress.minimal += piece.minimal;
      progress.evaluated += piece.minimal;
      for (Front::Member& member : piece.found) front.offer(std::move(member));
    }
    progress.done = end;
    progress.front.clear();
    for (const Front::Member& member : front.members()) progress.front.push_back(member.text);
    if (watch.progress) watch.progress(static_cast<double>(progress.done) / static_cast<double>(all));
    if (watch.save) watch.save(progress);
  }
  return true;
}

}  // namespace detente
