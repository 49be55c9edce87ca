// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include <detente/strategy/registry.hpp>

namespace detente {

/// The strategy that a name spells out: `automaton:…` and `lookup:…`; absent for other names. It is a function of the
/// room of automata, which this one cannot see. Throws `Error`.
std::optional<Strategy> spelled_strategy(std::string_view spec);

}  // namespace detente
