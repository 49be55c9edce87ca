// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <detente/search/space.hpp>
#include <detente/spirals/spirals.hpp>

/// Looking for strategies that nobody thought of.
namespace detente {

/// What a member of a space is judged by. All are as `spirals` has them, with the member entered into the field.
enum class SearchColumn : std::uint8_t {
  ends,           ///< `Answer::ends`; more is better
  cost,           ///< `Answer::cost`; less is better
  in_spirals,     ///< `Answer::in_spirals`; less is better
  least,          ///< `Answer::least`; more is better
  keeps,          ///< `Answer::keeps`; more is better
  score,          ///< `Standing::score`; more is better
  peace,          ///< `Standing::peace`; more is better
  best_response,  ///< what the greedy best response gains from it per round; less is better
};
/// How many columns there are.
inline constexpr std::size_t kSearchColumns = 8;

/// A column as users write it: "in-spirals".
std::string_view word(SearchColumn column);
/// Absent for what is no column.
std::optional<SearchColumn> search_column(std::string_view word);
/// Whether more is better.
bool is_more_better(SearchColumn column);

/// All values of a member in one world.
using SearchValues = std::array<double, kSearchColumns>;

/// Ends and least of a member that has no spirals to compare: worse than all others.
constexpr double kNothingCompared = -1;
/// Whether a value is not that.
bool is_compared(SearchColumn column, double value);

/// What a column comes to over several worlds: the worst, or the mean, which needs a value in each.
double over_worlds(SearchColumn column, bool is_mean, const std::vector<SearchValues>& by_world);

/// What is looked for, where and how.
struct SearchRequest {
  /// How a space is looked through.
  enum class Method : std::uint8_t {
    exhaustive,  ///< every member
    evolve,      ///< simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983), from many beginnings
    gradient,    ///< steps uphill in the chances of memory-one, from many beginnings
  };
  SearchSpace space = {};                                                          ///< where
  Method method = Method::exhaustive;                                              ///< how
  std::vector<SearchColumn> objective = {SearchColumn::ends, SearchColumn::cost};  ///< what for
  bool is_mean = false;    ///< over several worlds the mean counts, else the worst
  int restarts = 16;       ///< beginnings of `evolve` and `gradient`, 1…100000
  int steps = 2000;        ///< steps from each, 1…10000000
  std::uint64_t seed = 1;  ///< names the draws

  bool operator==(const SearchRequest&) const = default;
};

/// How far a search has come: what is needed to go on with it.
struct SearchProgress {
  std::uint64_t done = 0;               ///< members looked at (exhaustive)
  std::uint64_t minimal = 0;            ///< of them, those that no smaller one equals
  std::uint64_t evaluated = 0;          ///< members that were judged
  std::vector<std::string> front = {};  ///< automata that none surpasses, in the order in which they came
  std::map<int, std::vector<std::string>> restarts = {};  ///< the same of each beginning that is done
};

/// A strategy that was found.
struct SearchFind {
  std::string automaton;                ///< as text
  std::size_t states;                   ///< of the smallest automaton
  std::optional<std::uint64_t> number;  ///< among the canonical automata of as many states, where it is one
  std::vector<SearchValues> values;     ///< by world
  std::vector<Answer> answers;          ///< by world, as `spirals` gives them
  std::string worst_aggressor;          ///< in the first world
  std::string like;                     ///< the strategy of the library that plays most like it, in the first world
  double like_share = 0;                ///< share of the rounds in its seat in which both would do the same
};

/// A strategy of the field beside what was found.
struct SearchNamed {
  std::string name;                  ///< entrant
  std::size_t states = 0;            ///< 0 without an automaton
  std::vector<SearchValues> values;  ///< by world
  std::optional<bool> is_surpassed;  ///< somebody found is better in one column and no worse in any
};

/// What a search comes to.
struct SearchReport {
  SearchProgress progress;         ///< how far it came
  bool is_complete = true;         ///< else it was stopped
  double members = 0;              ///< of the space
  std::vector<SearchFind> front;   ///< none of them surpasses another; by falling first column of the objective
  std::vector<SearchNamed> field;  ///< seekers of the field
};

/// How a search is watched from outside.
struct SearchWatch {
  std::function<void(double done)> progress = {};               ///< share of the work done, 0…1
  std::function<bool()> stop = {};                              ///< true: give up soon, and keep what was found
  std::function<void(const SearchProgress& so_far)> save = {};  ///< called now and then, by one thread at a time
};

/// Most members of a space that are looked through one by one.
inline constexpr double kMostSearched = 2e8;

/// Looks for the members of a space that no other surpasses: is better in one column of the objective and worse in
/// none. `worlds`: the field that members meet, in one world or several. The same bytes for any number of threads, and
/// whether it was stopped and resumed from `from` or not. Throws `Error` where a pair of the field is of a kind that
/// has no exact solution, or the space does not fit the method.
SearchReport search(const SearchRequest& request, const std::vector<SpiralDesign>& worlds, const Registry& registry,
                    int threads, const SearchProgress& from = {}, const SearchWatch& watch = {});

}  // namespace detente
