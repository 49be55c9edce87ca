// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <detente/spirals/spirals.hpp>

/// Tournaments on a grid: the values that keys take, the points of the grid, and entrants that differ between them.
/// Every point has the same seed, so that a pair meets the same weather in all of them.
namespace detente {

/// A key of a grid and its values, as written.
struct Axis {
  std::string key;                  ///< option, `NAME:PARAMETER` or `NAME`
  std::vector<std::string> values;  ///< as written
};

/// What stands between the commas of a list.
enum class ListKind {
  words,  ///< values
  specs,  ///< names with parameters: a piece `key=value` that does not begin a name belongs to the one before it
  lists,  ///< items of one value: values are told apart by ';' alone
};
/// The values of a list; where there is a ';' it is what tells them apart. Throws `Error` for an empty list or place,
/// and for a value that stands there twice.
std::vector<std::string> listed_values(std::string_view list, ListKind kind);

/// Most points of a grid.
constexpr std::size_t kMostPoints = 10'000;
/// How many points a grid has. Throws `Error` beyond `kMostPoints`.
std::size_t points(const std::vector<Axis>& axes);
/// Which value each key has at a point. The last key varies fastest.
std::vector<std::size_t> place(const std::vector<Axis>& axes, std::size_t point);
/// The point at a place.
std::size_t point_at(const std::vector<Axis>& axes, const std::vector<std::size_t>& place);

/// What may differ in all entrants of one strategy: a parameter, or which strategy they play.
struct Variation {
  std::string strategy;   ///< full name
  std::string parameter;  ///< empty: the value is another strategy

  /// `grit:trigger`, or `grit`.
  std::string key() const { return parameter.empty() ? strategy : strategy + ":" + parameter; }
};
/// Reads `NAME` or `NAME:PARAMETER`. Throws `Error`.
Variation parse_variation(std::string_view key, const Registry& registry);

/// A variation and the value that it takes.
using Change = std::pair<Variation, std::string>;

/// A point that can be played.
struct SweepPoint {
  Design design;                  ///< as resolved at this point
  SpiralRequest question;         ///< names of entrants as they are here
  std::vector<std::string> rows;  ///< by entrant: what it is called at every point of the grid
  std::vector<bool> is_varied;    ///< by entrant

  /// The entrant of that name, which exists.
  std::size_t place(std::string_view name) const {
    std::size_t place = 0;
    while (design.entrants[place].name != name) ++place;
    return place;
  }
};
/// Checks and resolves a request after some changes of its entrants; a change reaches best responses to the strategy as
/// well. Throws what `make_design` throws, and `Error` for a change that reaches nobody.
SweepPoint make_point(const Request& request, const SpiralRequest& question, const std::vector<Change>& changes,
                      const Registry& registry);

/// Most keys among which a change is shared out.
constexpr std::size_t kMostCredited = 8;
/// What each of some changes adds, where `value[set]` is what comes out with the changes of a set made (bit i: change
/// i): the mean, over all orders in which they may be made, of what it adds to those before it (Shapley 1953). The
/// parts add up to value.back() − value.front(). `value` has a power of two of entries.
std::vector<double> shapley(const std::vector<double>& value);

/// Ranks by falling value, ties (within 1e-9) sharing the better one; absent where there is no value.
std::vector<std::optional<int>> ranks(const std::vector<std::optional<double>>& values);

}  // namespace detente
