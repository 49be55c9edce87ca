// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/known_pairs.hpp"

namespace detente {

/// What ranks tell each other; the first letter of a text.
enum class Word : char {
  solve = 's',    ///< rank 0: find out what these pairs come to exactly
  sample = 'p',   ///< rank 0: sample these pairs
  done = 'd',     ///< rank 0: nothing is left of this design
  end = 'e',      ///< rank 0: it ends
  answer = 'a',   ///< what came of a portion
  failure = 'f',  ///< why nothing can
};

/// Pairs that are handed out together.
struct Portion {
  std::uint32_t number = 0;  ///< its answer has the same
  Word task = Word::solve;   ///< or sample
  std::vector<Meeting> pairs = {};
};

/// What came of a portion. Pairs of who failed are not there.
struct PlayedPortion {
  std::uint32_t number = 0;
  std::vector<PairResult> solved = {};
  std::vector<std::pair<Meeting, SampledPair>> sampled = {};
};

std::string text(const Portion& portion);
Portion portion_of(std::string_view text);
std::string text(const Design& design, const PlayedPortion& played);
/// Absent where the text is damaged.
std::optional<PlayedPortion> played_of(const Design& design, std::string_view text);

}  // namespace detente
