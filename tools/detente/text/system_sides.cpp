// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/system_sides.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "json/system_figures.hpp"
#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr double kLeastPolarisation = 0.05;  // of shares of hostile rounds, so that sides are named
constexpr std::size_t kMostNamed = 12;       // states of a side or of a list

/// "A, B and C", or "13 states".
std::string names_of(const std::vector<std::string>& states) {
  if (states.size() > kMostNamed) return grouped(states.size()) + " states";
  std::string text;
  for (std::size_t i = 0; i < states.size(); ++i)
    text += (i == 0 ? "" : i + 1 == states.size() ? " and " : ", ") + harmless(states[i]);
  return text;
}

std::string two_sides(const SystemDesign& design, const SystemResults& results) {
  const auto [first, second] = sides(design, results);
  if (first.empty() || second.empty()) return "Hostility does not divide the states into two sides.";
  if (results.blocs->across - results.blocs->within < kLeastPolarisation)
    return fmt::format(
        "Hostility does not divide the states into two sides: in the best division, fronts between the sides are "
        "hostile "
        "in {} of their rounds, and fronts within them in {}.",
        percent(results.blocs->across), percent(results.blocs->within));
  return fmt::format(
      "Hostility divides the states into two sides, {} against {}: fronts between the sides are hostile in {} of their "
      "rounds, fronts within them in {}.",
      names_of(first), names_of(second), percent(results.blocs->across), percent(results.blocs->within));
}

std::string balance(const Triads& triads) {
  if (triads.all == 1)
    return fmt::format("The only triad of neighbours is {}balanced.", triads.balanced == 1 ? "" : "not ");
  return fmt::format("Of {} triads of neighbours {} are balanced.", grouped(static_cast<std::uint64_t>(triads.all)),
                     percent(*triads.share()));
}

/// Strength is, or comes to be, divided unequally.
bool has_powers(const SystemDesign& design) {
  const System& system = design.system;
  return system.war.pace > 0 || system.pace > 0 ||
         std::any_of(system.states.begin(), system.states.end(), [&](const SystemState& state) {
           return state.strength != system.states[0].strength || !state.later_means.empty();
         });
}

bool may_change(const SystemDesign& design) {
  return (design.system.war.pace > 0 || design.system.pace > 0) && !design.system.rules.endless;
}

std::string division_of_power(const SystemDesign& design, const SystemResults& results) {
  std::string text = fmt::format("The strongest state holds {} of all strength{}", percent(results.top_share),
                                 may_change(design) ? " in the mean of rounds" : "");
  if (may_change(design) && results.end_top_share > 0)
    text += fmt::format(" and {} at the end", percent(results.end_top_share));
  if (results.hhi > 0) {
    text += fmt::format("; strength is divided as among {} equal powers", decimal(1 / results.hhi, 1));
    if (may_change(design) && results.end_hhi > 0)
      text += fmt::format(", at the end {}", decimal(1 / results.end_hhi, 1));
  }
  return text + ".";
}

std::string essential(const SystemDesign& design, const SystemResults& results) {
  const std::size_t states = results.states.size();
  if (states > kMostNamed) return "";
  std::string text;
  for (std::size_t i = 0; i < states; ++i)
    if (const double share = results.states[i].essential_end; share > 0)
      text += fmt::format("{}{}{}", text.empty() ? "" : ", ", harmless(design.system.states[i].name),
                          may_change(design) ? " in " + percent(share) : "");
  if (text.empty()) return "";
  return fmt::format(
      " Essential{}, in some minimal winning coalition (over half of all strength, and no more if any member leaves): "
      "{}.",
      may_change(design) ? " at the end" : "", text);
}

}  // namespace

std::string sides_text(const SystemDesign& design, const SystemResults& results) {
  if (design.system.states.size() < 3) return "";
  std::string text = results.blocs ? two_sides(design, results) : "";
  if (results.triads.all > 0) text += (text.empty() ? "" : " ") + balance(results.triads);
  if (has_powers(design))
    text += (text.empty() ? "" : " ") + division_of_power(design, results) + essential(design, results);
  return text;
}

}  // namespace detente::cli
