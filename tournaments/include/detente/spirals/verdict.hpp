// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/spirals/spirals.hpp>

namespace detente {

/// What a report comes to, in a few plain sentences that are true of any field. A strategy is said to be ahead of
/// another one only where their 95% intervals of lift are apart, and to lose less only where neither is sampled. What
/// is always restrained or always hostile is told apart from what answers, with both its lift and its loss.
std::vector<std::string> verdict(const SpiralDesign& design, const SpiralReport& report);

}  // namespace detente
