// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/known_pairs.hpp"

namespace detente {

/// Exact pairs of a design as bytes: all that results tell of them, to the last bit. Chances that an episode lasts are
/// kept at the ages that results tell (see `told_ages`); at others they are NaN when they are read.
std::string record(const Design& design, const std::vector<PairResult>& pairs);
/// What bytes hold, of pairs without their entrants, and of those that are not exact with an empty hindrance where it
/// is that of `no_chain`; absent where they are damaged.
std::optional<std::vector<PairResult>> pairs_of(const Design& design, std::string_view bytes);
/// Some of the pairs of such bytes, as bytes.
std::optional<std::string> part_of_record(std::string_view bytes, std::size_t first, std::size_t count);
/// How many of such pairs are not exact; absent where the bytes are damaged, or do not hold so many pairs.
std::optional<std::int64_t> inexact_of_record(std::string_view bytes, std::size_t first, std::size_t count);

/// A sampled pair as bytes.
std::string record(const Design& design, const SampledPair& pair);
/// What they hold; absent where they are damaged.
std::optional<SampledPair> sampled_of(const Design& design, std::string_view bytes);

}  // namespace detente
