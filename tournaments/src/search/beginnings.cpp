// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>

#include <atomic>
#include <mutex>

#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/error.hpp>

#include "play/failures.hpp"
#include "play/handover.hpp"
#include "search/methods.hpp"

namespace detente {

bool look_from_beginnings(const SearchRequest& request, const Judge& judge, tbb::task_arena& arena,
                          const SearchWatch& watch, SearchProgress& progress, Front& front) {
  std::vector<int> open;
  for (int beginning = 0; beginning < request.restarts; ++beginning)
    if (!progress.restarts.contains(beginning)) open.push_back(beginning);
  std::mutex mutex;  // of progress
  std::atomic<std::size_t> next{0};
  Failures failures;
  const auto follow = [&](std::size_t) {
    const Handover::Turn turn;
    const std::size_t i = next.fetch_add(1);
    if (failures.is_over(i) || (watch.stop && watch.stop())) return;
    try {
      std::uint64_t evaluated = 0;
      const auto found = request.method == SearchRequest::Method::gradient
                             ? climb(request, judge, open[i], watch, evaluated)
                             : anneal(request, judge, open[i], watch, evaluated);
      if (!found) return;
      const std::lock_guard lock(mutex);
      std::vector<std::string>& texts = progress.restarts[open[i]];
      for (const Front::Member& member : found->members()) texts.push_back(member.text);
      progress.evaluated += evaluated;
      if (watch.progress)
        watch.progress(static_cast<double>(progress.restarts.size()) / static_cast<double>(request.restarts));
      if (watch.save) watch.save(progress);
    } catch (...) {
      failures.record(i);
    }
  };
  arena.execute([&] {
    const Handover loop;
    tbb::parallel_for(std::size_t{0}, open.size(), follow, tbb::simple_partitioner());
  });
  failures.rethrow_all();
  // In the order of beginnings, whichever was done first.
  PairingSpace space;
  for (const auto& [beginning, texts] : progress.restarts)
    for (const std::string& text : texts) {
      const Automaton member = automaton_of_text(text);
      const auto merits = judge.merits(member, space, [&](const Merits& at_best) { return front.matches(at_best); });
      if (merits) front.offer({text, member.size(), *merits});
    }
  progress.front.clear();
  for (const Front::Member& member : front.members()) progress.front.push_back(member.text);
  return progress.restarts.size() == static_cast<std::size_t>(request.restarts);
}

}  // namespace detente
