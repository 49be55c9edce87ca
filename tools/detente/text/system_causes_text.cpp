// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/system_causes_text.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "json/system_causes.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

/// "−29.1 ±0.8".
std::string change(const Estimate& estimate, double unit, int decimals) {
  const std::string value = decimal(unit * estimate.value, decimals);
  const std::string sign = estimate.value > 0 && value.find_first_not_of("0.") != std::string::npos ? "+" : "";
  if (!estimate.error || *estimate.error == 0) return sign + value;
  return fmt::format("{}{} ±{}", sign, value, decimal(unit * *estimate.error, decimals));
}

/// The fronts that leave peace, those that do most often first: "B – C 100.0%, A – C 45.2%".
std::string fronts_left(const SystemDesign& design, const SilentContagion& contagion, std::size_t seat) {
  constexpr double kNever = 5e-4;  // printed as 0.0%
  constexpr std::size_t kMostTold = 3;
  std::vector<std::size_t> fronts;
  for (std::size_t f = 0; f < contagion.left.size(); ++f)
    if (f != seat / 2 && contagion.left[f] >= kNever) fronts.push_back(f);
  std::stable_sort(fronts.begin(), fronts.end(),
                   [&](std::size_t a, std::size_t b) { return contagion.left[a] > contagion.left[b] + 1e-9; });
  std::string text;
  for (std::size_t i = 0; i < std::min(fronts.size(), kMostTold); ++i) {
    const SystemFront& front = design.system.fronts[fronts[i]];
    text += fmt::format("{}{} – {} {}", i == 0 ? "" : ", ", harmless(design.system.states[front.row].name),
                        harmless(design.system.states[front.column].name), percent(contagion.left[fronts[i]]));
  }
  if (fronts.size() > kMostTold) text += ", …";
  return text.empty() ? "–" : text;
}

}  // namespace

std::string due_to_text(const SystemDesign& design, const std::vector<DueTo>& due, const Terminal& terminal) {
  Table table({{.title = "due to"},
               {.title = "peace of\na front", .is_number = true},
               {.title = "all at\npeace", .is_number = true},
               {.title = "general war\nat some time", .is_number = true},
               {.title = "survivors,\nstates", .is_number = true, .goes = 1}});
  for (const DueTo& one : due)
    table.add({one.coupling == "all" ? "all of them" : one.coupling, change(one.peace, 100, 1),
               change(one.quiet, 100, 1), change(one.general_war_ever, 100, 1), change(one.survivors, 1, 2)});
  const std::string terms = fmt::format(
      "Due to: the system as it is less the same one without the coupling, on equal draws, in percentage points of "
      "rounds (peace) and of repetitions (general war: over half of the states in conflict at once, at least once). "
      "Without pledges nobody stands by anybody, alignments included; whom they oppose they oppose still, and who "
      "verifies goes "
      "on. "
      "Sampled: {} repetitions; ± is half of a 95% interval.",
      grouped(static_cast<std::uint64_t>(design.request.base.repetitions)));
  return table.text_for(terminal) + "\n" + wrapped(terms, static_cast<std::size_t>(terminal.width), 0) + "\n";
}

std::string silent_text(const SystemDesign& design, const SystemFindings& findings, const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  const auto& silent = *findings.silent;
  if (std::none_of(silent.begin(), silent.end(), [](const auto& found) { return found.has_value(); })) {
    const auto why = SystemChain::unsolvable(design.system);
    return wrapped(fmt::format("How far one misreading spreads without other noise is not known: {}.",
                               why ? *why
                                   : fmt::format("the chain has more than {} joint memories (--exact-limit)",
                                                 design.request.base.exact_limit)),
                   width, 0) +
           "\n";
  }
  Table table({{.title = "who misreads whom", .yields = true},
               {.title = "other\nfronts", .is_number = true},
               {.title = "all peace\nagain", .is_number = true},
               {.title = "rounds\nlost", .is_number = true},
               {.title = "which fronts", .yields = true, .goes = 1, .is_prose = true}});
  for (std::size_t seat = 0; seat < silent.size(); ++seat) {
    const SystemFront& front = design.system.fronts[seat / 2];
    const std::string row = harmless(design.system.states[front.row].name);
    const std::string column = harmless(design.system.states[front.column].name);
    const std::string who = seat % 2 == 0 ? row + " of " + column : column + " of " + row;
    if (!silent[seat]) {
      table.add({who, "–", "–", "–", "–"});
      continue;
    }
    table.add({who, decimal(others_of(*silent[seat], seat), 2), percent(silent[seat]->recovered),
               decimal(silent[seat]->rounds_lost, 1), fronts_left(design, *silent[seat], seat)});
  }
  const std::string terms = fmt::format(
      "One misreading from peace everywhere, without other noise: how many other fronts leave peace in that round or "
      "the {} rounds after it, whether all is at peace again after these, and how many of them are not all at peace. "
      "Exact{}.",
      findings.silent_horizon,
      std::all_of(silent.begin(), silent.end(), [](const auto& found) { return found.has_value(); })
          ? ""
          : "; – where the chain is too large (--exact-limit)");
  return table.text_for(terminal) + "\n" + wrapped(terms, width, 0) + "\n";
}

}  // namespace detente::cli
