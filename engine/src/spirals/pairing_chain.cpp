// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/pairing_chain.hpp"

#include <algorithm>
#include <cmath>

namespace detente {
namespace {

constexpr std::uint32_t kNew = 0xFFFFFFFF;
constexpr int kWaits = 10'000;  // rounds that a match has for its first spiral
constexpr double kSettles = 1e-10;
constexpr int kAsksAfter = 8;   // rounds, after which it is asked whether they have settled …
constexpr int kEarly = 64;      // … up to this one …
constexpr int kAsksLater = 32;  // … and then more seldom

using Branches = PairingChain::Branches;
using Fours = std::vector<FourAnywhere>;

/// What comes to each point along branches from others. Points that few lead to come first: loops of one length after
/// the other are fast.
[[gnu::always_inline]] inline void gather(const PairingChain::Backward& backward, const FourAnywhere* from,
                                          FourAnywhere* to) {
  const PairingChain::Branch* branch = backward.all.data();
  for (std::size_t i = 0; i < backward.targets.size(); ++i) {
    const PairingChain::Branch* const end = backward.all.data() + backward.first[i + 1];
    Four sum = to[backward.targets[i]].value;
    for (; branch < end; ++branch) sum += from[branch->point].value * branch->chance;
    to[backward.targets[i]].value = sum;
  }
}

double total_of(const Four& four) {
  return (four[0] + four[1]) + (four[2] + four[3]);
}

double distance(const Fours& a, const Fours& b) {
  Four sum{};
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Four gap = a[i].value - b[i].value;
    sum += gap < 0 ? -gap : gap;
  }
  return total_of(sum);
}

/// One number per point, a round earlier.
void earlier(const Branches& onward, const std::vector<double>& later, std::vector<double>& sooner) {
  for (std::size_t point = 0; point + 1 < onward.first.size(); ++point)
    for (std::uint32_t b = onward.first[point]; b < onward.first[point + 1]; ++b)
      sooner[point] += onward.all[b].chance * later[onward.all[b].point];
}

/// Rounds of a match by point, told apart by calm rounds so far: none, one, peace; and ruptures that led there.
[[gnu::always_inline]] inline void pass_round(const PairingChain& chain, const Fours& now, std::array<Fours, 2>& out,
                                              Fours& next, Fours& sums) {
  for (std::size_t point = 0; point < now.size(); ++point) {
    const Four here = now[point].value;
    sums[point].value += here;
    out[0][point].value = Four{0, here[0], here[1] + here[2], 0};
    out[1][point].value = Four{here[0] + here[1] + here[2], 0, 0, here[2]};
    next[point].value = Four{};
  }
  gather(chain.backward()[0], out[0].data(), next.data());
  gather(chain.backward()[1], out[1].data(), next.data());
}
DETENTE_WIDE void pass_round_wide(const PairingChain& chain, const Fours& now, std::array<Fours, 2>& out, Fours& next,
                                  Fours& sums) {
  pass_round(chain, now, out, next, sums);
}

/// The way to the first spiral, [point] after peace (in peace; in an episode of two, three, four rounds, the last of
/// them calm) and [points + point] after other rounds (in an episode of one, two, three rounds; in the first spiral,
/// where it stays).
[[gnu::always_inline]] inline void approach(const PairingChain& chain, const Fours& now, std::array<Fours, 2>& out,
                                            Fours& next) {
  const std::size_t size = chain.size();
  for (std::size_t point = 0; point < size; ++point) {
    const Four calm = now[point].value, hostile = now[size + point].value;
    out[0][point].value = Four{(calm[0] + calm[1]) + (calm[2] + calm[3]), hostile[0], hostile[1], hostile[2]};
    out[1][point].value = Four{calm[0], hostile[0], hostile[1] + calm[1], hostile[2] + (calm[2] + calm[3])};
    next[point].value = Four{};
    next[size + point].value = Four{0, 0, 0, hostile[3]};
  }
  gather(chain.backward()[0], out[0].data(), next.data());
  gather(chain.backward()[1], out[1].data(), next.data() + size);
}
DETENTE_WIDE void approach_wide(const PairingChain& chain, const Fours& now, std::array<Fours, 2>& out, Fours& next) {
  approach(chain, now, out, next);
}

/// Chances of durable peace, [point · wide + rounds of peace just seen], with one round more to go.
template <std::size_t kFours>
[[gnu::always_inline]] inline void look(const PairingChain& chain, std::size_t durable, std::size_t any_wide,
                                        const double* ahead, double* next) {
  const std::size_t wide = kFours > 0 ? 4 * kFours : any_wide;
  const Branches& calm = chain.onward()[0];
  const Branches& hostile = chain.onward()[1];
  for (std::size_t point = 0; point < chain.size(); ++point) {
    double* const here = next + point * wide;
    double broken = 0;
    for (std::uint32_t b = hostile.first[point]; b < hostile.first[point + 1]; ++b)
      broken += hostile.all[b].chance * ahead[hostile.all[b].point * wide];
    for (std::size_t i = 0; i < wide; i += 4) {
      Four sum = Four{} + broken;
      for (std::uint32_t b = calm.first[point]; b < calm.first[point + 1]; ++b)
        sum += four_at(ahead + calm.all[b].point * wide + i + 1).value * calm.all[b].chance;
      four_at(here + i).value = sum;
    }
    here[durable] = 1;  // what is durable stays so
  }
}
DETENTE_WIDE void look_wide(const PairingChain& chain, std::size_t durable, std::size_t wide, const double* ahead,
                            double* next) {
  wide == 12 ? look<3>(chain, durable, wide, ahead, next) : look<0>(chain, durable, wide, ahead, next);
}

}  // namespace

void PairingChain::begin(std::size_t most, std::size_t opponents) {
  opponents_ = opponents;
  number_.assign(most, kNew);
  place_.resize(most);
  states_.clear();
  kinds_.clear();
  for (Branches& branches : onward_) {
    branches.first.assign(1, 0);
    branches.all.clear();
  }
  number(0, 0);
}

std::uint32_t PairingChain::number(std::uint32_t own, std::uint32_t others) {
  std::uint32_t& known = number_[own * opponents_ + others];
  if (known == kNew) {
    known = static_cast<std::uint32_t>(states_.size());
    states_.emplace_back(own, others);
  }
  return known;
}

void PairingChain::open_point() {
  kinds_.push_back({});
}

void PairingChain::add(bool is_peace, std::uint32_t own, std::uint32_t others, double chance) {
  Branches& branches = onward_[is_peace ? 0 : 1];
  const std::uint32_t to = number(own, others);
  for (std::size_t b = branches.first.back(); b < branches.all.size(); ++b)
    if (branches.all[b].point == to) {
      branches.all[b].chance += chance;
      return;
    }
  branches.all.push_back({to, chance});
}

void PairingChain::close_point() {
  for (Branches& branches : onward_) branches.first.push_back(static_cast<std::uint32_t>(branches.all.size()));
}

void PairingChain::finish() {
  for (std::size_t kind = 0; kind < 2; ++kind) {
    const Branches& onward = onward_[kind];
    Backward& backward = backward_[kind];
    counts_.assign(size(), 0);
    for (const Branch& branch : onward.all) ++counts_[branch.point];
    const std::uint32_t most = counts_.empty() ? 0 : *std::max_element(counts_.begin(), counts_.end());
    backward.targets.clear();
    backward.first.assign(1, 0);
    for (std::uint32_t count = 1; count <= most; ++count)
      for (std::uint32_t point = 0; point < size(); ++point) {
        if (counts_[point] != count) continue;
        backward.targets.push_back(point);
        place_[point] = backward.first.back();
        backward.first.push_back(backward.first.back() + count);
      }
    backward.all.resize(onward.all.size());
    for (std::uint32_t point = 0; point < size(); ++point)
      for (std::uint32_t b = onward.first[point]; b < onward.first[point + 1]; ++b)
        backward.all[place_[onward.all[b].point]++] = {point, onward.all[b].chance};
  }
}

/// Rounds of episodes of at most three rounds, from each point that a rupture leads to, by rounds still to come.
void PairingFlows::find_short_episodes(const PairingChain& chain) {
  const std::size_t size = chain.size();
  const Branches& calm = chain.onward()[0];
  const Branches& hostile = chain.onward()[1];
  // [rounds from the rupture to the last one that is no peace][calm rounds since][rounds to come]
  std::array<std::array<std::array<std::vector<double>, 5>, 2>, 4> expected;
  for (std::size_t to_come = 0; to_come < 5; ++to_come)
    for (std::size_t lasted = 1; lasted <= 3; ++lasted)
      for (std::size_t quiet = 0; quiet < 2; ++quiet) {
        std::vector<double>& here = expected[lasted][quiet][to_come];
        const auto rounds = static_cast<double>(lasted);
        if (to_come == 0) {
          here.assign(size, rounds);
          continue;
        }
        here.assign(size, 0);
        if (quiet == 1)
          for (std::size_t point = 0; point < size; ++point) here[point] = rounds * chain.kinds()[point][0];
        else
          earlier(calm, expected[lasted][1][to_come - 1], here);
        if (lasted + quiet + 1 <= 3) earlier(hostile, expected[lasted + quiet + 1][0][to_come - 1], here);
      }
  short_ = expected[1][0];
}

void PairingFlows::play(const PairingChain& chain, std::int64_t rounds, Pairing& pairing) {
  const std::size_t size = chain.size();
  find_short_episodes(chain);
  now_.assign(size, FourAnywhere{});
  next_.assign(size, FourAnywhere{});
  sums_.assign(size, FourAnywhere{});
  for (auto& out : out_) out.assign(size, FourAnywhere{});
  now_[0].value[2] = 1;
  double in_short = 0;
  const auto leave_out = [&](std::int64_t to_come) {
    const std::vector<double>& of = short_[static_cast<std::size_t>(std::min<std::int64_t>(to_come, 4))];
    for (std::size_t point = 0; point < size; ++point) in_short += now_[point].value[3] * of[point];
  };
  for (std::int64_t round = 1; round <= rounds; ++round) {
    // Once rounds are alike, all but the last few of those to come are played at once.
    const std::int64_t spared = rounds - round - 5;
    if (round > 1 && round % kAsksAfter == 0 && spared > 0 &&
        distance(now_, next_) * static_cast<double>(rounds) <= kSettles) {
      for (std::size_t point = 0; point < size; ++point)
        sums_[point].value += now_[point].value * static_cast<double>(spared);
      for (std::size_t point = 0; point < size; ++point)
        in_short += static_cast<double>(spared) * now_[point].value[3] * short_[4][point];
      round += spared;
    }
    leave_out(rounds - round + 1);
    has_wide_registers() ? pass_round_wide(chain, now_, out_, next_, sums_)
                         : pass_round(chain, now_, out_, next_, sums_);
    std::swap(now_, next_);
  }
  leave_out(0);
  double in_episodes = 0;
  pairing.joint = {};
  for (std::size_t point = 0; point < size; ++point) {
    const Four spent = sums_[point].value;
    const auto& kinds = chain.kinds()[point];
    const double all = spent[0] + spent[1] + spent[2];
    for (std::size_t kind = 0; kind < 4; ++kind) pairing.joint[kind] += all * kinds[kind];
    in_episodes += (kinds[1] + kinds[2] + kinds[3]) * (spent[0] + 2 * spent[1] + spent[2]);
  }
  for (double& share : pairing.joint) share /= static_cast<double>(rounds);
  pairing.spiral_share = std::max(in_episodes - in_short, 0.0) / static_cast<double>(rounds);
}

void PairingFlows::arrive(const PairingChain& chain, double precision) {
  const std::size_t size = chain.size();
  now_.assign(2 * size, FourAnywhere{});
  next_.assign(2 * size, FourAnywhere{});
  for (auto& out : out_) out.resize(size);
  arrived_.assign(size, 0);
  now_[0].value[0] = 1;
  for (int round = 1; round <= kWaits; ++round) {
    has_wide_registers() ? approach_wide(chain, now_, out_, next_) : approach(chain, now_, out_, next_);
    std::swap(now_, next_);
    if (round % (round < kEarly ? kAsksAfter : kAsksLater) != 0 && round < kWaits) continue;
    // What was under way before the round, and what has come to a spiral before and in it.
    Four under_way{}, gaps{};
    double before = 0, arrived = 0;
    for (std::size_t i = 0; i < 2 * size; ++i) {
      under_way += next_[i].value;
      if (i < size) continue;
      before += next_[i].value[3];
      arrived += now_[i].value[3];
    }
    const double left = total_of(under_way) - before;
    const double leaving = arrived - before;
    for (std::size_t point = 0; point < size; ++point) arrived_[point] = now_[size + point].value[3];
    if (left - leaving < 1e-14 || round == kWaits) break;
    // Once what is left shrinks by the same factor everywhere, so do arrivals (see `first_spiral`).
    const double share = std::max(leaving / left, 0.0);
    const double factor = 1 - share;
    for (std::size_t i = 0; i < 2 * size; ++i) {
      Four gap = now_[i].value - next_[i].value * factor;
      if (i >= size) gap[3] = 0;
      gaps += gap < 0 ? -gap : gap;
    }
    const int rounds = kWaits - round;
    const double more = share > 1e-15 ? factor * -std::expm1(rounds * std::log1p(-share)) / share : rounds;
    if (total_of(gaps) * (1 + more) > precision * (arrived + leaving * more)) continue;
    for (std::size_t point = 0; point < size; ++point)
      arrived_[point] += (now_[size + point].value[3] - next_[size + point].value[3]) * more;
    break;
  }
}

void PairingFlows::look_ahead(const PairingChain& chain, int durable, int horizon) {
  const auto rounds = static_cast<std::size_t>(durable);
  const std::size_t wide = (rounds + 4) / 4 * 4;
  ahead_.assign(chain.size() * wide + 4, 0);
  next_ahead_.assign(ahead_.size(), 0);
  for (std::size_t point = 0; point < chain.size(); ++point) ahead_[point * wide + rounds] = 1;
  for (int round = 0; round < horizon; ++round) {
    if (has_wide_registers())
      look_wide(chain, rounds, wide, ahead_.data(), next_ahead_.data());
    else
      look<0>(chain, rounds, wide, ahead_.data(), next_ahead_.data());
    std::swap(ahead_, next_ahead_);
  }
}

void PairingFlows::escape(const PairingChain& chain, int durable, int horizon, double precision, Pairing& pairing) {
  arrive(chain, precision);
  double reached = 0;
  for (const double at : arrived_) reached += at;
  pairing.reached = std::min(reached, 1.0);
  pairing.ended = 0;
  if (!(reached > 0)) return;
  look_ahead(chain, durable, horizon);
  const std::size_t wide = (static_cast<std::size_t>(durable) + 4) / 4 * 4;
  double ended = 0;
  for (std::size_t point = 0; point < arrived_.size(); ++point) ended += arrived_[point] * ahead_[point * wide];
  pairing.ended = std::min(ended / reached, 1.0);
}

}  // namespace detente
