// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/spirals/spirals.hpp>

#include "json/results_json.hpp"

/// Answers about spirals as JSON, in the order and the words of the contract.
namespace detente::cli {

/// One object per strategy.
/// Who of the seekers can be brought back, and the horizon of durable peace, among the keys of a design.
void add_roles_json(Json& design, const SpiralDesign& question, const SpiralReport& report);
Json breakers_json(const SpiralDesign& question, const SpiralReport& report);
/// Who broke it, by strategy.
Json credits_json(const SpiralDesign& question, const std::vector<Credit>& found);
/// Of how many pairs each test was asked, and of how many it was sampled.
Json coverage_json(const std::vector<Coverage>& coverage);
/// How much peace there is after a crisis, by strategy and round.
Json peace_json(const SpiralDesign& question, const std::vector<PeaceAfterCrisis>& found);
/// Format `detente-spirals-1`.
Json spirals_json(const SpiralDesign& question, const std::vector<std::string>& modules, const SpiralReport& report,
                  const std::vector<std::string>& verdict);

}  // namespace detente::cli
