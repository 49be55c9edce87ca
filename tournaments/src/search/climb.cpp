// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <boost/random/uniform_01.hpp>
#include <cmath>

#include <detente/automata/notation.hpp>

#include "search/beginning.hpp"
#include "search/methods.hpp"

namespace detente {

std::optional<Front> climb(const SearchRequest& request, const Judge& judge, int beginning, const SearchWatch& watch,
                           std::uint64_t& evaluated) {
  constexpr double kProbe = 1e-3;      // by which a chance is changed to see what that does
  constexpr double kLongest = 0.25;    // step at first
  constexpr double kShortest = 1e-3;   // step at last
  constexpr double kDigits = 1e4;      // chances are rounded to so many parts, to be written
  constexpr std::size_t kChances = 5;  // first, cc, cd, dc, dd
  using Point = std::array<double, kChances>;
  Front front;
  PairingSpace space;
  Rng dice = dice_of(request, beginning, 0);
  const std::vector<double> weights = weights_of(request.objective.size(), dice);
  const auto value = [&](const Point& point) {
    Automaton machine;
    for (std::size_t state = 0; state < kChances; ++state) {
      LevelMix mix;
      mix.chance[0] = point[state];
      mix.chance[1] = 1 - point[state];
      machine.states.push_back({.play = mix, .said = {}, .is_open = false});
      for (std::size_t input = 0; input < machine.inputs(); ++input)
        machine.next.push_back(static_cast<std::uint32_t>(1 + input / 4 % 2 * 2 + input / 2 % 2));
    }
    const Automaton member = in_space(machine, request.space);
    const Merits merits = *judge.merits(member, space, [](const Merits&) { return false; });
    ++evaluated;
    return std::pair(worth(merits, weights), Front::Member{text_of(member), member.size(), merits});
  };
  const auto rounded = [](double chance) { return std::round(chance * kDigits) / kDigits; };
  Point here;
  for (double& chance : here) chance = rounded(boost::random::uniform_01<double>()(dice));
  auto [best, first] = value(here);
  front.offer(first);
  double length = kLongest;
  for (int step = 1; step <= request.steps && length > kShortest; ++step) {
    if (watch.stop && watch.stop()) return std::nullopt;
    Point slope{};
    double norm = 0;
    for (std::size_t i = 0; i < kChances; ++i) {
      Point probe = here;
      const double change = here[i] + kProbe <= 1 ? kProbe : -kProbe;
      probe[i] += change;
      slope[i] = (value(probe).first - best) / change;
      // What leads out of the chances that there are leads nowhere.
      if ((here[i] <= 0 && slope[i] < 0) || (here[i] >= 1 && slope[i] > 0)) slope[i] = 0;
      norm += slope[i] * slope[i];
    }
    if (norm == 0) break;
    for (; length > kShortest; length /= 2) {
      Point next = here;
      for (std::size_t i = 0; i < kChances; ++i)
        next[i] = rounded(std::min(1.0, std::max(0.0, next[i] + length * slope[i] / std::sqrt(norm))));
      auto [there, member] = value(next);
      if (there <= best + 1e-12) continue;
      front.offer(member);
      here = next;
      best = there;
      length = std::min(kLongest, length * 2);
      break;
    }
  }
  return front;
}

}  // namespace detente
