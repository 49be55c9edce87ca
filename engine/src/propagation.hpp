// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <detente/exact.hpp>

namespace detente {

/// A match of `rounds` rounds, round by round, the t-th weighing discount^(t−1).
std::optional<Exact> propagated(const Chain& chain, std::int64_t rounds, double discount, const GiveUp& give_up);
/// The same without the covariance.
std::optional<Exact> propagated_means(const Chain& chain, std::int64_t rounds, double discount, const GiveUp& give_up);

}  // namespace detente
