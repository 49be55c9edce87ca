// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/orbit_flows.hpp"

#include <algorithm>

#include "exact/orbit.hpp"
#include "spirals/hostility.hpp"

namespace detente {
namespace {

/// A point, and the rounds of peace just seen.
struct Stand {
  std::uint32_t point;
  std::size_t calm;
};

bool is_calm(const Chain& chain, std::size_t point, const Peace& peace) {
  return is_peace(chain.kinds[only_outcome(chain, point).kind], peace);
}

/// Points and calm rounds together are an orbit too, somewhat longer.
class Walk {
 public:
  Walk(const Chain& chain, const Peace& peace, std::int64_t rounds) {
    const auto calm = static_cast<std::size_t>(peace.calm);
    const std::size_t wide = calm + 1;
    constexpr std::size_t kNowhere = ~std::size_t{0};
    std::vector<std::size_t> place_of(chain.size() * wide, kNowhere);
    Stand here{0, calm};
    std::size_t back = kNowhere;
    while (static_cast<std::int64_t>(stands_.size()) < rounds) {
      std::size_t& place = place_of[here.point * wide + here.calm];
      if (place != kNowhere) {
        back = place;
        break;
      }
      place = stands_.size();
      stands_.push_back(here);
      const std::uint32_t* const next = only_target(chain, here.point);
      if (next == nullptr) break;
      here = {*next, is_calm(chain, here.point, peace) ? std::min(here.calm + 1, calm) : 0};
    }
    orbit_ = {stands_.size(), std::min(back, stands_.size())};
  }

  const std::vector<Stand>& stands() const { return stands_; }
  const Orbit& orbit() const { return orbit_; }

 private:
  std::vector<Stand> stands_;
  Orbit orbit_{};
};

/// What calm rounds add up to before each round: at the first visit of a place they may have come another way than
/// later, when they lie between two visits.
std::vector<Calm> pending_of(const Chain& chain, std::int64_t rounds, const Peace& peace,
                             const std::vector<Calm>& by_kind, const Walk& walk) {
  const auto calm = static_cast<std::size_t>(peace.calm);
  std::vector<Calm> pending(chain.size() * (calm + 1));
  const Orbit& orbit = walk.orbit();
  Calm sum;
  const auto pass = [&](std::size_t place, double times) {
    const auto& [point, calm_rounds] = walk.stands()[place];
    pending[point * (calm + 1) + calm_rounds].add(sum, times);
    if (calm_rounds + 1 < calm && is_calm(chain, point, peace))
      sum.add(by_kind[only_outcome(chain, point).kind], 1);
    else
      sum = {};
  };
  for (std::size_t place = 0; place < orbit.places; ++place) pass(place, 1);
  for (std::size_t place = orbit.back; place < orbit.places; ++place)
    pass(place, static_cast<double>(orbit.visits(place, rounds) - 1));
  return pending;
}

}  // namespace

Flows flows_on_orbit(const Chain& chain, std::int64_t rounds, const Peace& peace, const std::vector<Calm>& by_kind,
                     std::size_t most_after, bool has_worth) {
  const auto calm = static_cast<std::size_t>(peace.calm);
  const std::size_t size = chain.size();
  Flows flows{.wide = calm + 1,
              .rounds = static_cast<double>(rounds),
              .at = std::vector<double>(size * (calm + 1)),
              .before = std::vector<double>(size),
              .begun = std::vector<double>((most_after + 1) * size),
              .hostile = std::vector<double>(size)};
  const Walk walk(chain, peace, rounds);
  for (std::size_t place = 0; place < walk.stands().size(); ++place) {
    const auto& [point, calm_rounds] = walk.stands()[place];
    const auto visits = [&](std::int64_t most) { return static_cast<double>(walk.orbit().visits(place, most)); };
    flows.at[point * flows.wide + calm_rounds] = visits(rounds);
    flows.before[point] += visits(rounds - 1);
    const std::uint32_t* const next = only_target(chain, point);
    if (next == nullptr || is_calm(chain, point, peace)) continue;
    flows.hostile[*next] += visits(rounds - peace.calm);
    if (calm_rounds < calm) continue;
    for (std::size_t after = 0; after <= most_after; ++after)
      flows.begun[after * size + *next] += visits(rounds - static_cast<std::int64_t>(after));
  }
  if (has_worth) flows.pending = pending_of(chain, rounds, peace, by_kind, walk);
  return flows;
}

}  // namespace detente
