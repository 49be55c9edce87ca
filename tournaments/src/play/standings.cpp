// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/standings.hpp"

#include <algorithm>
#include <cmath>

#include "play/counts.hpp"

namespace detente {
namespace {

constexpr double kMore = 1 + 1e-6;  // for the rounding of a bound

double range(const Payoffs& payoffs) {
  const auto cells = static_cast<std::ptrdiff_t>(payoffs.levels * payoffs.levels);
  const auto [least, most] = std::minmax_element(payoffs.value.begin(), payoffs.value.begin() + cells);
  return *most - *least;
}

/// What one entrant met in its pairs, each counting alike; its own copy as the mean of both seats.
struct Met {
  double exact_score = 0;    ///< sum over exact pairs
  bool is_sampled = false;   ///< some pair was
  double certain_score = 0;  ///< sum over sampled pairs that chance cannot change
  double uncertain = 0;      ///< how many sampled pairs it can
  double restraint = 0;      ///< sums over all pairs
  double hostility = 0;
  std::array<double, 3> restless{};  ///< peace, friction, conflict: how many of the two are above the peace level
};

void add_seat(const Design& design, const PairResult& pair, std::size_t seat, double weight, Met& met) {
  const int levels = design.rules.levels;
  const int quiet = design.peace.level;
  if (pair.engine == "exact")
    met.exact_score += weight * pair.score[seat];
  else
    met.is_sampled = true;
  if (pair.engine != "exact" && pair.score_error[seat] == 0)
    met.certain_score += weight * pair.score[seat];
  else if (pair.engine != "exact")
    met.uncertain += weight;
  met.restraint += weight * pair.cooperation[seat];
  met.hostility += weight * (1 - pair.cooperation[seat]);
  for (int row = 0; row < levels; ++row)
    for (int column = 0; column < levels; ++column)
      met.restless[static_cast<std::size_t>((row > quiet ? 1 : 0) + (column > quiet ? 1 : 0))] +=
          weight * pair.joint[static_cast<std::size_t>(row * levels + column)];
}

/// The sampled parts of the entrants' scores, and how far they and their differences may be off.
class SampledScores {
 public:
  SampledScores(const Design& design, const Sampled& sampled, const std::vector<Met>& met,
                const std::vector<std::size_t>& opponents)
      : moments_(sampled.entrants), residuals_(sampled.residuals), met_(met), length_(met.size()) {
    for (std::size_t i = 0; i < length_; ++i) {
      const Bounds match = detente::bounds(design.entrants[i].side, design.rules);
      const auto count = static_cast<double>(std::max<std::size_t>(opponents[i], 1));
      bounds_.push_back({(met[i].certain_score + met[i].uncertain * match.low) / count,
                         (met[i].certain_score + met[i].uncertain * match.high) / count});
    }
    if (moments_.count() < 2) return;
    student_ = half_width(1, moments_.count());
    for (std::size_t i = 0; i <= length_; ++i)
      spreads_.push_back({moments_.covariance(i, i), moments_.covariance(i, length_)});
  }

  double score(std::size_t i) const { return met_[i].is_sampled ? moments_.mean(i) / moments_.mean(length_) : 0; }

  /// Absent with one repetition.
  std::optional<double> error(std::size_t i) const {
    if (!met_[i].is_sampled) return 0;
    if (moments_.count() < 2) return std::nullopt;
    if (met_[i].uncertain == 0) return 0;
    RatioSample sample = sample_of(i);
    if (sample.has_random_length)
      sample.skewness = residuals_[i].skewness(sample.ratio(), sample.count, sample.residual_variance(sample.ratio()));
    return ratio_error(sample, bounds_[i]);
  }

  /// Whether any score was sampled.
  bool has_errors() const { return !spreads_.empty(); }

  /// Whether scores that differ by `lead` could be equal: whether the residuals of that hypothesis have a mean of 0.
  bool may_tie(std::size_t i, std::size_t j, double lead) const {
    if (met_[i].uncertain == 0 && met_[j].uncertain == 0) return false;
    const double exact = lead - (score(i) - score(j));
    if (std::abs(lead) > reach(i, j, exact)) return false;
    const RatioSample one = sample_of(i), other = sample_of(j);
    const RatioSample difference{.count = moments_.count(),
                                 .total = one.total - other.total,
                                 .length = one.length,
                                 .variance = one.variance + other.variance - 2 * moments_.covariance(i, j),
                                 .covariance = one.covariance - other.covariance,
                                 .lengths = one.lengths,
                                 .has_random_length = one.has_random_length};
    const Bounds bounds{bounds_[i].low - bounds_[j].high, bounds_[i].high - bounds_[j].low};
    if (has_equal_ratios(difference, bounds)) return std::abs(lead) <= ratio_error(difference, bounds);
    return std::abs(lead) <= half_width(difference.residual_variance(-exact), difference.count) / difference.length;
  }

 private:
  RatioSample sample_of(std::size_t i) const {
    const Spread& its = spreads_[i];
    return {.count = moments_.count(),
            .total = moments_.mean(i),
            .length = moments_.mean(length_),
            .variance = its.variance,
            .covariance = its.with_length,
            .lengths = spreads_[length_].variance,
            .has_random_length = !residuals_.empty()};
  }

  /// More than the error of any difference of two scores: no standard deviation of a sum is more than the sum of both.
  double reach(std::size_t i, std::size_t j, double exact) const {
    const double deviations = std::sqrt(spreads_[i].variance) + std::sqrt(spreads_[j].variance) +
                              std::abs(exact) * std::sqrt(spreads_[length_].variance);
    const double range = bounds_[i].high - bounds_[i].low + bounds_[j].high - bounds_[j].low;
    return kMore * std::max(student_ * deviations / moments_.mean(length_), range);
  }

  struct Spread {
    double variance = 0;
    double with_length = 0;  // covariance
  };
  const Moments& moments_;
  const std::vector<Residuals>& residuals_;
  const std::vector<Met>& met_;
  std::size_t length_;           // where moments have that of the match
  std::vector<Bounds> bounds_;   // by entrant: of the sampled part of its score
  std::vector<Spread> spreads_;  // by entrant, then of the length
  double student_ = 0;           // half width of an interval for a standard deviation of 1
};

/// Ranks who competes with each other, and tells which ranks are possible where `scores` knows their errors.
void rank(std::vector<Standing>& group, double tie, const SampledScores* scores) {
  std::vector<double> rising;
  for (const Standing& standing : group) rising.push_back(standing.score);
  std::sort(rising.begin(), rising.end());
  const auto count = static_cast<int>(group.size());
  for (Standing& standing : group) {
    const auto not_ahead = std::partition_point(rising.begin(), rising.end(),
                                                [&](double rival) { return !(rival - standing.score > tie); });
    const auto not_tied =
        std::partition_point(rising.begin(), rising.end(), [&](double rival) { return rival - standing.score < -tie; });
    const auto ahead = static_cast<int>(rising.end() - not_ahead);
    const auto behind = static_cast<int>(not_tied - rising.begin());
    standing.rank = ahead + 1;
    if (scores == nullptr) continue;
    std::array<int, 2> interval{1 + ahead, count - behind};
    if (scores->has_errors())
      for (const Standing& rival : group) {
        const double lead = rival.score - standing.score;
        if (std::abs(lead) <= tie || !scores->may_tie(rival.entrant, standing.entrant, lead)) continue;
        if (lead > 0)
          --interval[0];
        else
          ++interval[1];
      }
    standing.rank_interval = interval;
  }
}

}  // namespace

std::vector<Standing> standings(const Design& design, const PairResults& pairs,
                                const std::vector<std::size_t>& opponents, const Sampled& sampled) {
  const std::size_t length = design.entrants.size();
  std::vector<Met> met(length);
  for (const PairResult& pair : pairs) {
    const double weight = pair.row == pair.column ? 0.5 : 1;
    add_seat(design, pair, 0, weight, met[pair.row]);
    add_seat(design, pair, 1, weight, met[pair.column]);
  }
  const SampledScores scores(design, sampled, met, opponents);

  std::vector<Standing> all;
  std::vector<std::string> motives;
  for (std::size_t i = 0; i < length; ++i) {
    if (opponents[i] == 0) continue;
    const auto count = static_cast<double>(opponents[i]);
    Standing standing{};
    standing.entrant = i;
    standing.score = met[i].exact_score / count + scores.score(i);
    standing.score_error = scores.error(i);
    standing.cooperation = met[i].restraint / (met[i].restraint + met[i].hostility);
    standing.peace = met[i].restless[0] / count;
    standing.friction = met[i].restless[1] / count;
    standing.conflict = met[i].restless[2] / count;
    all.push_back(standing);
    const std::string& motive = design.entrants[i].motive;
    if (std::find(motives.begin(), motives.end(), motive) == motives.end()) motives.push_back(motive);
  }

  std::vector<Standing> ranked;
  for (const std::string& motive : motives) {
    std::vector<Standing> group;
    for (const Standing& standing : all)
      if (design.entrants[standing.entrant].motive == motive) group.push_back(standing);
    const bool has_errors = std::all_of(group.begin(), group.end(),
                                        [](const Standing& standing) { return standing.score_error.has_value(); });
    const double tie = 1e-9 * range(design.entrants[group.front().entrant].side.payoffs);
    rank(group, tie, has_errors ? &scores : nullptr);
    std::stable_sort(group.begin(), group.end(), [](const Standing& a, const Standing& b) { return a.rank < b.rank; });
    ranked.insert(ranked.end(), group.begin(), group.end());
  }
  return ranked;
}

}  // namespace detente
