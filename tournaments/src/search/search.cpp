// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/search/search.hpp>

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>

#include <detente/automata/canonical_automata.hpp>
#include <detente/automata/notation.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "play/failures.hpp"
#include "play/handover.hpp"
#include "search/findings.hpp"
#include "search/judge.hpp"
#include "search/methods.hpp"
#include "search/nearest.hpp"

namespace detente {
namespace {

constexpr double kASecond = 2000;  // members that are looked at, about

constexpr std::array<std::string_view, kSearchColumns> kWords{"ends",  "cost",  "in-spirals", "least",
                                                              "keeps", "score", "peace",      "best-response"};

void check(const SearchRequest& request, const std::vector<SpiralDesign>& worlds) {
  using Kind = SearchSpace::Kind;
  using Method = SearchRequest::Method;
  if (request.objective.empty()) throw Error("objective is empty; name at least one column, such as ends,cost");
  for (const SpiralDesign& world : worlds) {
    const Design& design = world.design;
    if (design.rules.levels != 2)
      throw Error("the game '" + design.request.game + "' has " + std::to_string(design.rules.levels) +
                  " levels; search looks through strategies of two levels, in games of two levels");
    if (design.request.known_length)
      throw Error(
          "known-length is yes: whether spirals end within a match is sampled then, and search needs exact "
          "results; leave it out");
    if (samples_all(design.request))
      throw Error("engine is '" + design.request.engine +
                  "', which samples; search needs exact results: auto or exact");
  }
  if (request.method == Method::gradient && request.space.kind != Kind::chances)
    throw Error("method is gradient, which changes chances; it needs memory 1");
  if (request.method == Method::evolve && request.space.kind == Kind::chances)
    throw Error("method is evolve, which changes automata and tables; for chances it is exhaustive or gradient");
  const double size = SearchedSpace(request.space).size();
  if (request.method == Method::exhaustive && size > kMostSearched)
    throw Error("the space has " + (size < 1e15 ? rounded(size / 1e6) + " million" : std::string("more than 10^15")) +
                " members" + (size < 1e15 ? ", about " + rounded(std::ceil(size / kASecond / 3600)) + " hours" : "") +
                "; at most 200 million are looked at one by one, so choose " +
                (request.space.kind != Kind::automata ? std::string("a coarser grid, or method gradient")
                 : request.space.sees_own             ? "at most 3 states, or method evolve"
                                                      : "at most 5 states, or method evolve"));
}

/// States that a member may have.
std::size_t most_states(const SearchSpace& space) {
  switch (space.kind) {
    case SearchSpace::Kind::tables:
      return space.memory == 1 ? 5 : 21;
    case SearchSpace::Kind::chances:
      return 5;
    case SearchSpace::Kind::automata:
      break;
  }
  return static_cast<std::size_t>(space.states);
}

/// Where nobody has a value, the first of all would be the best.
void check_values(const SearchRequest& request, const Front& front, const std::string& baseline) {
  for (std::size_t i = 0; i < request.objective.size(); ++i) {
    const SearchColumn column = request.objective[i];
    if (column != SearchColumn::ends && column != SearchColumn::least) continue;
    if (std::any_of(front.members().begin(), front.members().end(),
                    [&](const Front::Member& member) { return is_compared(column, member.merits[i]); }))
      continue;
    if (front.members().empty()) return;
    throw Error("objective has '" + std::string(word(column)) +
                "', but no strategy found has spirals that are ended "
                "where " +
                baseline + " has any; choose other columns, such as score or in-spirals, or more noise");
  }
}

/// The number of a deterministic automaton that sees the other alone, among those of as many states.
std::optional<std::uint64_t> number_of(const Automaton& automaton) {
  PlainAutomaton plain{.inputs = 2, .plays = {}, .next = {}};
  for (std::size_t state = 0; state < automaton.size(); ++state) {
    const auto& chance = automaton.states[state].play.chance;
    if (chance[0] != 0 && chance[0] != 1) return std::nullopt;
    plain.plays.push_back(chance[0] == 1 ? 0 : 1);
    for (Level theirs = 0; theirs < 2; ++theirs)
      plain.next.push_back(static_cast<std::uint32_t>(automaton.after(state, {0, 0, theirs, false})));
  }
  if (!(automaton_of(plain).next == automaton.next)) return std::nullopt;
  const CanonicalAutomata all(automaton.size(), 2);
  if (!(all.count() < 9e15)) return std::nullopt;
  return all.number_of(plain);
}

/// The members of the front, by falling merit in the first column.
void tell_front(const Front& front, SearchReport& report) {
  std::vector<Front::Member> members = front.members();
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.merits.front() > b.merits.front(); });
  for (const Front::Member& member : members)
    report.front.push_back({.automaton = member.text,
                            .states = member.states,
                            .number = number_of(automaton_of_text(member.text)),
                            .values = {},
                            .answers = {},
                            .worst_aggressor = "",
                            .like = ""});
}

/// What they and the field come to in each world, and who of the field is surpassed.
void tell_values(std::deque<SearchedWorld>& worlds, const Judge& judge, const Registry& registry,
                 tbb::task_arena& arena, SearchReport& report) {
  std::vector<std::string> texts;
  for (const SearchFind& find : report.front) texts.push_back(find.automaton);
  for (SearchedWorld& world : worlds) {
    const bool is_first = &world == &worlds.front();
    const Findings found = findings(world, texts, registry, arena, {});
    for (std::size_t i = 0; i < texts.size(); ++i) {
      report.front[i].values.push_back(found.values[i]);
      report.front[i].answers.push_back(found.answers[i]);
      if (is_first) report.front[i].worst_aggressor = found.worst[i];
    }
    if (is_first) report.field = found.field;
    for (std::size_t i = 0; !is_first && i < found.field.size(); ++i)
      report.field[i].values.push_back(found.field[i].values.front());
  }
  for (SearchNamed& named : report.field)
    named.is_surpassed = std::any_of(report.front.begin(), report.front.end(), [&](const SearchFind& find) {
      return surpasses(judge.merits(find.values), judge.merits(named.values));
    });
}

/// Whom of the library each plays most like.
void tell_likes(const Library& library, tbb::task_arena& arena, SearchReport& report) {
  Failures failures;
  arena.execute([&] {
    const Handover loop;
    tbb::parallel_for(std::size_t{0}, report.front.size(), [&](std::size_t i) {
      const Handover::Turn turn;
      SearchFind& find = report.front[i];
      try {
        std::tie(find.like, find.like_share) = library.nearest(automaton_of_text(find.automaton));
        find.like_share = std::min(find.like_share, 1.0);
      } catch (...) {
        failures.record(i);
      }
    });
  });
  failures.rethrow_all();
}

}  // namespace

std::string_view word(SearchColumn column) {
  return kWords[static_cast<std::size_t>(column)];
}

std::optional<SearchColumn> search_column(std::string_view word) {
  const auto found = std::find(kWords.begin(), kWords.end(), word);
  if (found == kWords.end()) return std::nullopt;
  return static_cast<SearchColumn>(found - kWords.begin());
}

bool is_more_better(SearchColumn column) {
  return column != SearchColumn::cost && column != SearchColumn::in_spirals && column != SearchColumn::best_response;
}

bool is_compared(SearchColumn column, double value) {
  return (column != SearchColumn::ends && column != SearchColumn::least) || value >= 0;
}

double over_worlds(SearchColumn column, bool is_mean, const std::vector<SearchValues>& by_world) {
  std::vector<double> values;
  for (const SearchValues& world : by_world) values.push_back(world[static_cast<std::size_t>(column)]);
  const double least = *std::min_element(values.begin(), values.end());
  if (!is_mean) return is_more_better(column) ? least : *std::max_element(values.begin(), values.end());
  if (!is_compared(column, least)) return kNothingCompared;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

SearchReport search(const SearchRequest& request, const std::vector<SpiralDesign>& worlds, const Registry& registry,
                    int threads, const SearchProgress& from, const SearchWatch& watch) {
  check(request, worlds);
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  bool is_told = false;  // what was found is told also of a search that was stopped: that takes a second or two
  const Watch stoppable{.progress = {}, .stop = [&] { return !is_told && watch.stop && watch.stop(); }};
  std::deque<SearchedWorld> searched;
  for (const SpiralDesign& world : worlds) searched.emplace_back(world, arena, stoppable);
  for (const SearchedWorld& world : searched) world.check_exact(most_states(request.space));
  const Judge judge(request, searched);
  SearchReport report;
  report.members = SearchedSpace(request.space).size();
  report.progress = from;
  Front front;
  PairingSpace space;
  for (const std::string& text : from.front) {
    const Automaton member = automaton_of_text(text);
    front.offer({text, member.size(), *judge.merits(member, space, [](const Merits&) { return false; })});
  }
  report.is_complete = request.method == SearchRequest::Method::exhaustive
                           ? look_through(request, judge, arena, watch, report.progress, front)
                           : look_from_beginnings(request, judge, arena, watch, report.progress, front);

  check_values(request, front, worlds.front().baseline.shown);
  is_told = true;
  tell_front(front, report);
  tell_values(searched, judge, registry, arena, report);
  tell_likes(Library(worlds.front(), registry), arena, report);
  return report;
}

}  // namespace detente
