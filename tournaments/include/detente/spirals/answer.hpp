// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace detente {

/// What a strategy is to the spirals of a field.
enum class BreakerClass : std::uint8_t {
  ends,        ///< it ends more than the baseline, against nobody fewer, and spends no more rounds in them
  mixed,       ///< it ends more than the baseline, but fewer against some, or spends more rounds in them
  like,        ///< it ends as many as the baseline, within a percentage point
  worse,       ///< it ends fewer
  restrained,  ///< always restrained: a trivial end
  hostile,     ///< always hostile: the other
};

/// The class in files: "ends", "mixed", "like", "worse", "restrained" or "hostile".
std::string_view class_word(BreakerClass kind);

/// What a strategy does about spirals, beside what the baseline does in its seat against the same opponents, and what
/// it costs. Everything is taken over the length of the design's matches, but for the horizon of durable peace.
struct Answer {
  /// Mean chance that the first spiral of a match ends in durable peace: over breakable opponents whose matches have
  /// spirals with it and with the baseline. Absent where there is none.
  std::optional<double> ends;
  double ends_error = 0;                ///< half width of the 95% interval that sampling leaves; 0 where all is exact
  std::optional<double> ends_baseline;  ///< the same with the baseline in its seat
  std::optional<double> gain;           ///< the difference
  double gain_error = 0;                ///< half width of its 95% interval that sampling leaves; 0 where all is exact
  std::size_t compared = 0;             ///< opponents in those means
  std::size_t better = 0;               ///< of them, those against whom it ends at least a percentage point more …
  std::size_t worse = 0;                ///< … and fewer
  std::optional<double> least;          ///< the smallest chance over them
  std::string least_with;               ///< the entrant with whom that is
  std::optional<double> reached;        ///< mean chance of a spiral over breakable opponents
  std::optional<double> in_spirals;     ///< share of the rounds of its matches with seekers that lie in spirals
  std::optional<double> in_spirals_baseline;  ///< the same with the baseline in its seat
  double keeps = 0;                           ///< its payoff per round against its worst aggressor
  /// What always arming keeps − what it keeps, as a share of what peace is worth, R − P. Absent where it is worth
  /// nothing.
  std::optional<double> cost;
  bool is_cost_exact = true;         ///< nothing of keeps and cost was sampled, and its worst aggressor is known
  std::optional<double> pays_up_to;  ///< largest share of aggressors at which it earns more than the baseline
  std::optional<BreakerClass> kind;  ///< absent where nothing can be compared
  bool front =
      false;  ///< of those that answer what they see, none has more ends for no more cost, or the same for less
  /// Of the worlds around this one, those in which it keeps its class; and all. Absent where they were not asked.
  std::optional<std::array<std::size_t, 2>> robust;
};

/// Would it hold with others? The same, over every breakable seeker of the library that is exact with all of the field.
struct LibraryAnswer {
  std::size_t opponents = 0;            ///< of distinct conduct
  std::size_t compared = 0;             ///< of them, those whose matches have spirals with it and with the baseline
  std::optional<double> ends;           ///< mean over those compared
  std::optional<double> ends_baseline;  ///< the same with the baseline in its seat
  std::size_t better = 0;               ///< of those compared, those against whom it ends at least a point more …
  std::size_t worse = 0;                ///< … and fewer
  std::optional<double> worst_tenth;    ///< mean over the tenth of them with whom it ends least
};

}  // namespace detente
