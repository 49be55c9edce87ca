// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/system_trace_json.hpp"

namespace detente::cli {
namespace {

constexpr const char* kStanceWords[] = {"none", "defend", "back", "oppose"};

std::string letters_of(const SystemDesign& design, const SystemTrace& trace, std::size_t front,
                       const std::vector<Level>& levels) {
  std::string text;
  for (std::size_t i = 0; i < levels.size(); ++i)
    text += trace.is_live(design.system, front, i) ? letter(levels[i], design.system.rules.levels) : '-';
  return text;
}

}  // namespace

Json system_trace_json(const SystemDesign& design, const SystemTrace& trace) {
  const System& system = design.system;
  Json fronts = Json::array(), strengths = Json::array(), stances = Json::array();
  for (std::size_t f = 0; f < system.fronts.size(); ++f) {
    Json front{{"row", system.states[system.fronts[f].row].name},
               {"column", system.states[system.fronts[f].column].name}};
    for (const std::size_t side : {0U, 1U}) {
      const SystemTrace::Seat& seat = trace.seats[2 * f + side];
      const std::string who = side == 0 ? "row" : "column";
      front[who + "_moves"] = letters_of(design, trace, f, seat.done);
      front[who + "_seen"] = letters_of(design, trace, f, seat.seen);
      front[who + "_told"] = letters_of(design, trace, f, seat.told);
    }
    fronts.push_back(std::move(front));
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(trace.rounds); ++i)
    for (std::size_t state = 0; state < trace.strength.size(); ++state)
      if (trace.strength[state][i + 1] != trace.strength[state][i])
        strengths.push_back(
            {{"round", i + 1}, {"state", system.states[state].name}, {"units", trace.strength[state][i + 1]}});
  for (const SystemTrace::StanceTurn& turn : trace.stances)
    stances.push_back({{"round", turn.round},
                       {"by", system.states[turn.by].name},
                       {"to", system.states[turn.to].name},
                       {"stance", kStanceWords[static_cast<std::size_t>(turn.stance)]}});
  return {{"repetition", trace.repetition},
          {"rounds", trace.rounds},
          {"fronts", fronts},
          {"strengths", strengths},
          {"stances", stances}};
}

}  // namespace detente::cli
