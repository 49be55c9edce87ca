// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>

#include <detente/briefing.hpp>
#include <detente/credibility.hpp>

/// Belief that the other seeks security, and how much of it cooperation needs: for strategies after Kydd (2005).
namespace detente {

/// How much trust a state's own payoffs demand, as a chance that the other seeks security. A security seeker is taken
/// to answer restraint with restraint for good, another never. Rounds to come count by `patience` w, so that
/// cooperation with a seeker gains (R − T) + w/(1 − w)·(R − P) over hostility, and with another loses P − S. With w = 0
/// these are the thresholds of the game played once; with w > 0 they are those of a state whose own temptation is
/// T − w/(1 − w)·(R − P), which may well lie below R where T itself does not.
struct TrustDemand {
  double risk;   ///< P − S
  double gain;   ///< (R − T) + w/(1 − w)·(R − P)
  double prize;  ///< R − P

  /// From a state's own payoffs and the weight of the next round against this one, 0 ≤ patience < 1.
  TrustDemand(const Payoffs& own, double patience)
      : risk(own.punishment() - own.sucker()),
        gain(own.reward() - own.temptation() + patience / (1 - patience) * (own.reward() - own.punishment())),
        prize(own.reward() - own.punishment()) {}

  /// Least belief that makes full cooperation worth its risk, m = risk / (risk + gain): 0 where nothing is risked,
  /// infinite where nothing is gained, so that no belief is enough.
  double threshold() const {
    if (gain <= 0) return std::numeric_limits<double>::infinity();
    return risk <= 0 ? 0 : risk / (risk + gain);
  }
  /// Least belief that makes a small first step worth its risk, where the other, if it does not seek security, is
  /// greedy (T = 2R − P) and must not find it worth its while to mimic: risk / (risk + prize + 2·gain). Always below
  /// `threshold`, but equal to it where that is 0 or infinite, or where peace is no prize.
  double first_step_threshold() const {
    const double full = threshold();
    return prize <= 0 || gain <= 0 || risk <= 0 ? full : risk / (risk + prize + 2 * gain);
  }
  /// The only share of the stakes that suits a first step at that least belief, prize / (2·prize + gain): a smaller one
  /// could be mimicked, a larger one is too risky. 0 where there is no step to make.
  double first_step() const { return prize <= 0 || gain <= 0 || risk <= 0 ? 0 : prize / (2 * prize + gain); }
};

/// Belief that the other seeks security, as whole and bounded evidence, so that it stays exact and can be enumerated:
/// the logarithm of its odds in units of ln(4.75)/9. By Bayes' rule a seen C adds 9 and a seen D takes 16: a security
/// seeker cooperates with chance 0.95 and another with 0.20, so that a C is 0.95/0.20 = 4.75 times likelier from a
/// seeker, a D 0.80/0.05 = 16 times less, and ln(4.75) : ln(16) is nearly 9 : 16. The bounds (odds of 1 : 256 and
/// 107 : 1) keep it able to change its mind.
///
/// A round under a promise of restraint counts by the other's credibility κ before that round: kept, as 1 + κ rounds of
/// C, since a step that was announced says more than the deed; broken, as 2(1 − κ) rounds of D, since a breach by one
/// who keeps his word was more likely misread. Rounded to whole units, halves up. Memory is short: one kept round, one
/// broken round, and three rounds of a promise. It is a belief of binary strategies: in a game of more levels, promises
/// come to them through the same lens as moves.
class Belief {
 public:
  static constexpr int kFromC = 9, kFromD = -16;  ///< evidence in a seen C, in a seen D
  static constexpr int kLeast = -32, kMost = 27;  ///< bounds of the evidence

  /// An even belief.
  Belief() = default;
  /// The evidence next to a prior belief, 0…1.
  explicit Belief(double prior)
      : evidence_(static_cast<std::int8_t>(std::clamp<double>(std::round(units(prior)), kLeast, kMost))) {}

  /// The least evidence of at least this belief. Below what bounds allow it is `kLeast`, so that every belief is
  /// enough, and above `kMost` + 1, so that none is.
  static int evidence_for(double belief) {
    if (belief <= 0) return kLeast;
    if (belief >= 1) return kMost + 1;
    return static_cast<int>(std::clamp<double>(std::ceil(units(belief) - 1e-6), kLeast, kMost + 1));  // a tie is enough
  }

  /// The evidence, in `kLeast`…`kMost`.
  int evidence() const { return evidence_; }
  /// The belief itself, 0…1.
  double value() const { return 1 / (1 + std::exp(-evidence_ * std::log(4.75) / kFromC)); }
  /// Chance that the other's promise is kept, 0…1.
  double credibility() const { return word_.value(); }

  /// The other promised restraint for the round to come.
  bool is_promised() const { return word_.is_promised(); }

  /// Call from `hear`. Only promises of C count: one of D is kept whatever happens.
  void hear(Signal signal) {
    if (signal.level == C) word_.hear(signal);
  }
  /// What a round says, in units of evidence, above all of the other's word. Call once from `see`; `learn` it or not.
  int weigh(Move theirs) {
    const int plain = theirs == C ? kFromC : kFromD;
    if (!word_.is_promised()) return plain;
    const int kept = word_.times_kept() + 1, broken = word_.times_broken() + 1;  // κ = kept / (kept + broken)
    const int all = kept + broken;
    word_.see(theirs);
    return theirs == C ? (2 * kFromC * (all + kept) + all) / (2 * all) : -((-4 * kFromD * broken + all) / (2 * all));
  }
  /// Adds evidence, within the bounds.
  void learn(int evidence) {
    evidence_ = static_cast<std::int8_t>(std::clamp<int>(evidence_ + evidence, kLeast, kMost));
  }

  auto operator<=>(const Belief&) const = default;

 private:
  static double units(double belief) { return kFromC * std::log(belief / (1 - belief)) / std::log(4.75); }

  std::int8_t evidence_ = 0;
  CredibilityUpTo<1, 3> word_;
};

}  // namespace detente
