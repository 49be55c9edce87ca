// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/spirals/recovery.hpp>

#include "numerics/elimination.hpp"
#include "spirals/impulse.hpp"
#include "spirals/proximate.hpp"
#include "spirals/recovery_curve.hpp"

namespace detente {
namespace {

/// Room for the memories that silence, forced errors and true sights add to those of a match.
constexpr std::size_t kRoom = 16;

Side without_errors(Side side) {
  side.tremble = side.misperception = Errors{};
  return side;
}

Rules without_end(Rules rules) {
  rules.continuation.reset();
  rules.endless = true;
  rules.crisis = 0;
  return rules;
}

Rules without_noise(Rules rules) {
  rules = without_end(rules);
  rules.signal_noise = 0;
  return rules;
}

/// The trials of one pair in the making.
class Examination {
 public:
  Examination(const Rules& rules, const Seated& row, const Seated& column, const Material& material, const Trial& trial,
              std::size_t limit, const GiveUp& give_up)
      : rules_(rules),
        endless_(without_end(rules)),
        silence_(without_noise(rules)),
        row_(row),
        column_(column),
        calm_sides_{without_errors(row.side), without_errors(column.side)},
        calm_row_{calm_sides_[0], row.automaton},
        calm_column_{calm_sides_[1], column.automaton},
        material_(material),
        trial_(trial),
        limit_(limit),
        give_up_(give_up),
        noisy_(endless_, row_, column_, true),
        silent_(silence_, calm_row_, calm_column_, true) {}

  std::optional<PairTrials> result(const Wanted& wanted) {
    if (!told(noisy_, row_, column_, [&] { return noisy_.sit(); })) return std::nullopt;
    silent_.sit(noisy_);
    trials_.engine = "exact";
    if ((wanted.impulse || wanted.burst) && !establish()) return std::nullopt;
    if (!walk_noisy(wanted)) return std::nullopt;
    if ((wanted.impulse || wanted.burst) && !disturb(wanted)) return std::nullopt;
    if (!recover(wanted)) return std::nullopt;
    if (wanted.proximate && !credit()) return std::nullopt;
    return std::move(trials_);
  }

 private:
  /// Finds established peace.
  bool establish() {
    start_ = told(silent_, row_, column_, [&] { return silent_.begin(std::int64_t{0}); });
    if (!walk_silent()) return false;
    const Absorption calm = absorption(silent_.chain(), material_, trial_.peace, give_up_);
    established_ = established_peace(silent_.chain(), start_, calm, give_up_);
    return true;
  }

  bool walk_silent() {
    return told(silent_, row_, column_, [&] { return silent_.walk(kRoom * limit_, give_up_); });
  }

  bool walk_noisy(const Wanted& wanted) {
    return told(noisy_, row_, column_, [&] {
      noisy_.begin(std::int64_t{0});
      if (wanted.crisis || wanted.recovery_curve)
        for (int rounds = trial_.crisis_rounds[0]; rounds <= trial_.crisis_rounds[1]; ++rounds)
          crises_.push_back(noisy_.begin(rounds));
      if (wanted.burst)
        for (const auto& [point, chance] : established_) noisy_.begin(silent_.chain().memories[point]);
      return noisy_.walk(limit_, give_up_);
    });
  }

  /// Impulses and the burst.
  bool disturb(const Wanted& wanted) {
    if (established_.empty()) return true;
    const std::array<Slip, 4> slips{Slip{0, true}, Slip{1, true}, Slip{0, false}, Slip{1, false}};
    std::vector<Fallout> fallouts;
    const bool is_walked = told(silent_, row_, column_, [&] {
      if (wanted.impulse)
        for (const Slip& slip : slips) fallouts.push_back(fallout(silent_, established_, slip));
      if (wanted.burst)
        for (const auto& memories : noisy_.chain().memories) silent_.begin(memories);
      return silent_.walk(kRoom * limit_, give_up_);
    });
    if (!is_walked) return false;
    const Absorption calm = absorption(silent_.chain(), material_, trial_.peace, give_up_);
    if (wanted.impulse) {
      trials_.impulses.emplace();
      for (std::size_t i = 0; i < slips.size(); ++i)
        trials_.impulses->push_back(
            impulse(silent_.chain(), established_, calm, fallouts[i], slips[i], material_, trial_));
    }
    if (wanted.burst) trials_.burst = burst(calm);
    return true;
  }

  Burst burst(const Absorption& calm) {
    double whole = 0;
    for (const auto& [point, chance] : established_) whole += chance;
    const Chain& noisy = noisy_.chain();
    std::vector<double> now(noisy.size()), next(noisy.size());
    for (const auto& [point, chance] : established_)
      now[noisy_.begin(silent_.chain().memories[point])] += chance / whole;
    for (int round = 0; round < trial_.burst; ++round) {
      std::fill(next.begin(), next.end(), 0.0);
      for (std::size_t point = 0; point < now.size(); ++point)
        for (std::uint32_t b = noisy.outcomes[noisy.first_outcome[point]].first_branch;
             b < noisy.outcomes[noisy.first_outcome[point + 1]].first_branch; ++b)
          next[noisy.branches[b].target] += now[point] * noisy.branches[b].chance;
      std::swap(now, next);
    }
    Burst result;
    for (std::size_t point = 0; point < now.size(); ++point)
      result.peace += now[point] * calm.recovery[silent_.begin(noisy.memories[point])];
    result.peace = std::min(result.peace, 1.0);
    return result;
  }

  /// Escape and crises, which look ahead together.
  bool recover(const Wanted& wanted) {
    std::vector<Whereabouts> beginnings;
    if (wanted.escape) {
      const auto spirals = first_spiral(noisy_.chain(), 0, trial_, give_up_);
      if (!spirals) return false;
      for (const auto& [point, chance] : *spirals) trials_.escape.reached += chance;
      trials_.escape.reached = std::min(trials_.escape.reached, 1.0);
      if (!spirals->empty()) beginnings.push_back(*spirals);
    }
    if (wanted.recovery_curve) {
      auto peace = peace_by_round(noisy_.chain(), crises_, trial_, give_up_);
      if (!peace) return false;
      trials_.recovery_curve.peace = std::move(*peace);
    }
    const std::size_t spirals = beginnings.size();
    if (wanted.crisis)
      for (const std::uint32_t point : crises_) beginnings.push_back({{point, 1.0}});
    if (beginnings.empty()) return true;
    auto list = recoveries(noisy_.chain(), beginnings, material_, trial_, give_up_);
    if (!list) return false;
    const auto first_crisis = list->begin() + static_cast<std::ptrdiff_t>(spirals);
    if (first_crisis != list->begin()) trials_.escape.recovery = list->front();
    trials_.crisis.assign(first_crisis, list->end());
    return true;
  }

  /// Who ends episodes, in the match as it is designed.
  bool credit() {
    Joint match(rules_, row_, column_, false);
    const bool is_walked = told(match, row_, column_, [&] {
      if (!match.sit()) return false;
      match.begin(rules_.crisis);
      return match.walk(limit_, give_up_);
    });
    if (!is_walked) return false;
    const auto found = turns(match, rules_, row_, column_, trial_.peace, kRoom * limit_, give_up_);
    if (found) trials_.proximate = found->proximate;
    return found.has_value();
  }

  Rules rules_, endless_, silence_;
  Seated row_, column_;
  std::array<Side, 2> calm_sides_;
  Seated calm_row_, calm_column_;
  const Material& material_;
  const Trial& trial_;
  std::size_t limit_;
  const GiveUp& give_up_;
  Joint noisy_, silent_;
  std::uint32_t start_ = 0;
  Whereabouts established_;            // points of the silent walk
  std::vector<std::uint32_t> crises_;  // points of the noisy walk
  PairTrials trials_;
};

}  // namespace

Possible possible(const Rules& rules, const Side& side, bool is_verified, const Trial& trial, const Wanted& wanted) {
  Possible rounds{.slips = wanted.impulse || rules.public_monitoring || side.tremble != Errors{},
                  .verified = is_verified,
                  .crisis = rules.crisis,
                  .other_crises = {0}};
  if (wanted.crisis || wanted.recovery_curve)
    for (int length = trial.crisis_rounds[0]; length <= trial.crisis_rounds[1]; ++length)
      rounds.other_crises.push_back(length);
  return rounds;
}

std::optional<PairTrials> exact_trials(const Rules& rules, const Seated& row, const Seated& column,
                                       const Material& material, const Trial& trial, const Wanted& wanted,
                                       std::size_t limit, const GiveUp& give_up) {
  try {
    return Examination(rules, row, column, material, trial, limit, give_up).result(wanted);
  } catch (const GivenUp&) {
    return std::nullopt;
  }
}

}  // namespace detente
