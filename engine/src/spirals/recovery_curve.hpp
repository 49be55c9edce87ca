// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "spirals/escape.hpp"

namespace detente {

/// By round: the chance that it is one of peace, in a chain without end that begins at one of these points, each as
/// likely as the others. Absent when `give_up` said so.
std::optional<std::vector<double>> peace_by_round(const Chain& chain, const std::vector<std::uint32_t>& beginnings,
                                                  const Trial& trial, const GiveUp& give_up);

}  // namespace detente
