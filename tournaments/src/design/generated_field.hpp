// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace detente {

/// The list of strategies that a name spells out: `random:memory-one,n=1000,seed=1` draws each chance of C from
/// multiples of 1/10,000, all as likely; `grid:memory-one,chances=2` has all combinations of multiples of 1/2.
/// `reactive` in place of `memory-one` looks at the other's move alone. Absent for other names. Throws `Error`.
std::optional<std::string> generated_field(std::string_view name);

/// How they are written, for messages.
std::string generated_forms();

}  // namespace detente
