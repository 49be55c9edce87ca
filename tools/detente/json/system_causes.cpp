// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/system_causes.hpp"

namespace detente::cli {
namespace {

void put_estimate(Json& json, const std::string& key, const Estimate& estimate) {
  json[key] = estimate.value;
  json[key + "_error"] = estimate.error ? Json(*estimate.error) : Json(nullptr);
}

}  // namespace

Json due_to_json(const std::vector<DueTo>& due) {
  Json rows = Json::array();
  for (const DueTo& one : due) {
    Json row{{"coupling", one.coupling}};
    put_estimate(row, "peace", one.peace);
    put_estimate(row, "quiet", one.quiet);
    put_estimate(row, "general_war_ever", one.general_war_ever);
    put_estimate(row, "survivors", one.survivors);
    rows.push_back(std::move(row));
  }
  return rows;
}

double others_of(const SilentContagion& contagion, std::size_t seat) {
  double others = 0;
  for (std::size_t f = 0; f < contagion.left.size(); ++f)
    if (f != seat / 2) others += contagion.left[f];
  return others;
}

Json silent_json(const SystemDesign& design, const std::vector<std::optional<SilentContagion>>& silent) {
  const System& system = design.system;
  Json rows = Json::array();
  for (std::size_t seat = 0; seat < silent.size(); ++seat) {
    const SystemFront& front = system.fronts[seat / 2];
    const auto& found = silent[seat];
    rows.push_back({{"row", system.states[front.row].name},
                    {"column", system.states[front.column].name},
                    {"by", system.states[seat % 2 == 0 ? front.row : front.column].name},
                    {"silent", found ? Json(others_of(*found, seat)) : Json(nullptr)},
                    {"recovery", found ? Json(found->recovered) : Json(nullptr)},
                    {"rounds_lost", found ? Json(found->rounds_lost) : Json(nullptr)},
                    {"left", found ? Json(found->left) : Json(nullptr)}});
  }
  return rows;
}

}  // namespace detente::cli
