// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <detente/spirals/recovery.hpp>

namespace detente {

/// Points of a chain, and how likely each is.
using Whereabouts = std::vector<std::pair<std::uint32_t, double>>;

/// Where the first spiral of a match without end that begins at `start` leaves it, when it has just reached its age;
/// chances add up to that of a spiral within 10,000 rounds. Absent when `give_up` said so.
std::optional<Whereabouts> first_spiral(const Chain& chain, std::uint32_t start, const Trial& trial,
                                        const GiveUp& give_up);

/// The rounds from any of these points on, as "DC CD …", where only one can ever happen, else empty.
std::string only_path(const Chain& chain, std::vector<std::uint32_t> starts);

/// From each of some beginnings towards durable peace, in a chain without end. Absent when `give_up` said so.
std::optional<std::vector<Recovery>> recoveries(const Chain& chain, const std::vector<Whereabouts>& beginnings,
                                                const Material& material, const Trial& trial, const GiveUp& give_up);

}  // namespace detente
