// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <unordered_map>

#include <detente/systems/exact.hpp>

#include "systems/system_features.hpp"
#include "systems/system_walk.hpp"

namespace detente {
namespace {

using systems::Point;
using systems::SystemWalk;

/// Fronts that are not at peace.
using Mask = std::vector<bool>;

/// A step of the silent chain.
struct Step {
  std::uint32_t to;
  Mask hostile;
  double chance;
};

class SilentChain {
 public:
  explicit SilentChain(const System& system) : system_(system), walk_(system) {}

  /// `seat`: that misreads in the first round, if one does.
  bool explore(std::optional<std::size_t> seat, std::size_t limit, const GiveUp& give_up) {
    if (!walk_.is_closed()) return false;
    const Point start = walk_.first();
    add_steps(start, {.is_silent = true, .misread_by = seat}, impulse_);
    for (std::size_t at = 0; at < points_.size(); ++at) {
      if (points_.size() > limit || walk_.is_too_wide() || (at % 64 == 0 && give_up && give_up())) return false;
      const Point point = points_[at];
      std::vector<Step> row;
      add_steps(point, {.is_silent = true}, row);
      rows_.push_back(std::move(row));
    }
    return points_.size() <= limit && !walk_.is_too_wide();
  }

  /// Nobody is hostile in so many rounds.
  bool is_at_peace(std::int64_t rounds) const {
    const auto is_hostile = [](const Step& step) { return step.chance > 0 && is_any(step.hostile); };
    if (std::any_of(impulse_.begin(), impulse_.end(), is_hostile)) return false;
    std::vector<double> law = moved({}, [](const Step&) { return true; });
    for (std::int64_t round = 1; round < rounds; ++round) {
      for (std::size_t z = 0; z < rows_.size(); ++z)
        if (law[z] > 0 && std::any_of(rows_[z].begin(), rows_[z].end(), is_hostile)) return false;
      law = moved(law, [](const Step&) { return true; });
    }
    return true;
  }

  SilentContagion contagion(std::int64_t horizon) const {
    SilentContagion found;
    // The share of repetitions at each point, and that of those in which a front has kept its peace.
    const std::size_t fronts = system_.fronts.size();
    found.left.assign(fronts, 0);
    std::vector<double> law = moved({}, [](const Step&) { return true; });
    std::vector<std::vector<double>> kept;
    for (std::size_t f = 0; f < fronts; ++f)
      kept.push_back(moved({}, [f](const Step& step) { return !step.hostile[f]; }));
    for (std::int64_t round = 0; round < horizon; ++round) {
      for (std::size_t z = 0; z < rows_.size(); ++z)
        for (const Step& step : rows_[z])
          if (is_any(step.hostile)) found.rounds_lost += law[z] * step.chance;
      law = moved(law, [](const Step&) { return true; });
      for (std::size_t f = 0; f < fronts; ++f)
        kept[f] = moved(kept[f], [f](const Step& step) { return !step.hostile[f]; });
    }
    for (std::size_t f = 0; f < fronts; ++f) {
      double all = 0;
      for (const double share : kept[f]) all += share;
      found.left[f] = std::max(0.0, 1 - all);
    }
    for (std::size_t z = 0; z < rows_.size(); ++z)
      if (std::none_of(rows_[z].begin(), rows_[z].end(), [](const Step& step) { return is_any(step.hostile); }))
        found.recovered += law[z];
    return found;
  }

 private:
  static bool is_any(const Mask& mask) { return std::find(mask.begin(), mask.end(), true) != mask.end(); }

  void add_steps(const Point& point, const SystemWalk::Manner& manner, std::vector<Step>& row) {
    const std::vector<std::uint8_t> stances = walk_.stances(point);
    systems::each_act(walk_.acts(point, stances, manner), [&](const auto& acts, double act_chance) {
      Mask hostile(system_.fronts.size());
      for (std::size_t f = 0; f < hostile.size(); ++f)
        hostile[f] = std::max(acts[2 * f]->done, acts[2 * f + 1]->done) > system_.peace_level;
      walk_.each_next(point, stances, acts, manner, [&](const Point& next, const auto&, double chance) {
        const std::uint32_t to = number(next);
        for (Step& step : row)
          if (step.to == to && step.hostile == hostile) {
            step.chance += act_chance * chance;
            return;
          }
        row.push_back({to, hostile, act_chance * chance});
      });
    });
  }
  std::uint32_t number(const Point& point) {
    const auto [known, is_new] = numbers_.try_emplace(walk_.key(point), static_cast<std::uint32_t>(points_.size()));
    if (is_new) points_.push_back(point);
    return known->second;
  }
  /// A law a round later, by those steps alone; of the first round where the law is empty.
  template <class May>
  std::vector<double> moved(const std::vector<double>& law, May may) const {
    std::vector<double> next(rows_.size());
    const auto move = [&](const std::vector<Step>& row, double share) {
      for (const Step& step : row)
        if (may(step)) next[step.to] += share * step.chance;
    };
    if (law.empty()) move(impulse_, 1);
    for (std::size_t z = 0; z < law.size(); ++z)
      if (law[z] > 0) move(rows_[z], law[z]);
    return next;
  }

  const System& system_;
  SystemWalk walk_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<Point> points_;
  std::vector<Step> impulse_;  // of the first round
  std::vector<std::vector<Step>> rows_;
};

}  // namespace

std::optional<SilentContagion> silent_contagion(const System& system, std::size_t seat, std::int64_t horizon,
                                                std::size_t limit, const GiveUp& give_up) {
  SilentChain chain(system);
  if (!chain.explore(seat, limit, give_up)) return std::nullopt;
  return chain.contagion(horizon);
}

std::optional<bool> stays_at_peace(const System& system, std::int64_t rounds, std::size_t limit,
                                   const GiveUp& give_up) {
  SilentChain chain(system);
  if (!chain.explore(std::nullopt, limit, give_up)) return std::nullopt;
  return chain.is_at_peace(rounds);
}

}  // namespace detente
