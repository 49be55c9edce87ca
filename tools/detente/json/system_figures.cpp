// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/system_figures.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "terminal/table.hpp"

namespace detente::cli {
namespace {

Json maybe_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// √((HHI − 1/n)/(1 − 1/n)); null for one state, and where nobody lives.
Json con(double hhi, std::size_t states) {
  if (states < 2 || hhi <= 0) return nullptr;
  const auto n = static_cast<double>(states);
  constexpr double kRounding = 1e-12;  // of equal shares, of which a root would make a millionth
  const double above = hhi - 1 / n;
  return above < kRounding ? 0.0 : std::sqrt(above / (1 - 1 / n));
}

Json powers(double hhi) {
  return hhi > 0 ? Json(1 / hhi) : Json(nullptr);
}

Json share_or_null(double share) {
  return share > 0 ? Json(share) : Json(nullptr);
}

}  // namespace

std::array<std::vector<std::string>, 2> sides(const SystemDesign& design, const SystemResults& results) {
  std::array<std::vector<std::string>, 2> named;
  if (!results.blocs) return named;
  for (std::size_t i = 0; i < design.system.states.size(); ++i)
    named[results.blocs->split.sides[i] ? 1 : 0].push_back(design.system.states[i].name);
  return named;
}

Json system_figures(const SystemDesign& design, const SystemResults& results) {
  const std::size_t states = design.system.states.size();
  const bool is_sampled = results.repetitions > 0;
  const auto of_blocs = [&](double Blocs::*member) {
    return results.blocs ? Json((*results.blocs).*member) : Json(nullptr);
  };
  const bool is_at_rest = std::all_of(results.fronts.begin(), results.fronts.end(),
                                      [](const FrontResult& front) { return front.live <= 0; });
  return {{"peace", is_at_rest ? Json(nullptr) : Json(results.peace.value)},
          {"peace_error", is_at_rest ? Json(nullptr) : maybe_null(results.peace.error)},
          {"quiet", results.quiet.value},
          {"quiet_error", maybe_null(results.quiet.error)},
          {"war", results.war.value},
          {"war_error", maybe_null(results.war.error)},
          {"general_war", results.general_war.value},
          {"general_war_error", maybe_null(results.general_war.error)},
          {"general_war_ever", is_sampled ? Json(results.general_war_ever.value) : Json(nullptr)},
          {"general_war_ever_error", maybe_null(results.general_war_ever.error)},
          {"breadth", maybe_null(results.breadth)},
          {"hhi", results.hhi},
          {"con", con(results.hhi, states)},
          {"top", results.top_share},
          {"powers", powers(results.hhi)},
          {"hhi_end", share_or_null(results.end_hhi)},
          {"con_end", con(results.end_hhi, states)},
          {"top_end", share_or_null(results.end_top_share)},
          {"powers_end", powers(results.end_hhi)},
          {"survivors", results.survivors.value},
          {"survivors_error", maybe_null(results.survivors.error)},
          {"polarisation", of_blocs(&Blocs::polarisation)},
          {"across", of_blocs(&Blocs::across)},
          {"within", of_blocs(&Blocs::within)},
          {"sides", results.blocs ? Json(sides(design, results)) : Json(nullptr)},
          {"balanced", maybe_null(results.triads.share())},
          {"triads", results.triads.all}};
}

std::string figures_csv(const SystemDesign& design, const SystemResults& results) {
  std::string text = "figure,value,error\n";
  const Json figures = system_figures(design, results);
  for (const auto& [key, value] : figures.items()) {
    if (key.ends_with("_error")) continue;
    const auto error = figures.find(key + "_error");
    std::string shown = value.is_number() ? cell(value.get<double>()) : "";
    if (key == "sides" && !value.is_null()) {
      std::array<std::string, 2> named;
      for (std::size_t side = 0; side < 2; ++side)
        for (const Json& state : value[side])
          named[side] += (named[side].empty() ? "" : "+") + state.get<std::string>();
      shown = in_quotes(named[0] + "," + named[1]);
    }
    text += fmt::format("{},{},{}\n", key, shown,
                        error != figures.end() && error->is_number() ? cell(error->get<double>()) : "");
  }
  return text;
}

}  // namespace detente::cli
