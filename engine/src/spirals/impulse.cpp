// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/impulse.hpp"

#include "exact/class_elimination.hpp"
#include "spirals/hostility.hpp"

namespace detente {
namespace {

constexpr std::int64_t kMostRounds = 100'000;  // rounds in which half of the matches must have settled

std::optional<std::int64_t> half_life(const Chain& silent, const Absorption& absorption, const Fallout& fallout,
                                      double recovery) {
  if (recovery < 0.5) return std::nullopt;
  std::vector<double> now(silent.size());
  for (const auto& [kind, branch] : fallout) now[branch.target] += branch.chance;
  for (std::int64_t round = 0; round < kMostRounds; ++round) {
    double settled = 0;
    for (std::size_t point = 0; point < now.size(); ++point)
      if (absorption.is_settled[point]) settled += now[point];
    if (settled >= 0.5 - 1e-12) return round;
    std::vector<double> next(now.size());
    for (std::size_t point = 0; point < now.size(); ++point)
      if (now[point] > 0)
        each_branch(silent, point, [&](std::size_t target, double chance) { next[target] += now[point] * chance; });
    now = std::move(next);
  }
  return std::nullopt;
}

/// The expected sum of both levels in a round.
double levels_at(const Chain& chain, std::size_t point) {
  double sum = 0;
  for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
    const Chain::Kind& kind = chain.kinds[chain.outcomes[o].kind];
    sum += chain.outcomes[o].chance * (kind.row + kind.column);
  }
  return sum;
}
double levels_at(const Chain& chain, const Whereabouts& places) {
  double sum = 0;
  double whole = 0;
  for (const auto& [point, chance] : places) {
    sum += chance * levels_at(chain, point);
    whole += chance;
  }
  return sum / whole;
}

/// By round, that of the error first.
std::vector<double> levels_after(const Chain& silent, const Fallout& fallout, int horizon) {
  std::vector<double> levels(static_cast<std::size_t>(horizon));
  std::vector<double> now(silent.size());
  for (const auto& [kind, branch] : fallout) {
    levels[0] += branch.chance * (silent.kinds[kind].row + silent.kinds[kind].column);
    now[branch.target] += branch.chance;
  }
  for (std::size_t round = 1; round < levels.size(); ++round) {
    std::vector<double> next(now.size());
    for (std::size_t point = 0; point < now.size(); ++point) {
      if (now[point] == 0) continue;
      levels[round] += now[point] * levels_at(silent, point);
      each_branch(silent, point, [&](std::size_t target, double chance) { next[target] += now[point] * chance; });
    }
    now = std::move(next);
  }
  return levels;
}

std::string round_text(const Chain& chain, const Chain::Kind& kind) {
  const auto letter = [&](Level level) { return chain.levels == 2 ? "CD"[level] : "0123456789abcdef"[level]; };
  return {letter(kind.row), letter(kind.column)};
}

/// The rounds from the error's on, where only one can happen.
std::string path_of(const Chain& silent, const Fallout& fallout) {
  const std::string first = round_text(silent, silent.kinds[fallout[0].first]);
  std::vector<std::uint32_t> starts;
  for (const auto& [kind, branch] : fallout) {
    if (round_text(silent, silent.kinds[kind]) != first) return "";
    starts.push_back(branch.target);
  }
  const std::string rest = only_path(silent, std::move(starts));
  return rest.empty() ? "" : first + " " + rest;
}

}  // namespace

Whereabouts established_peace(const Chain& silent, std::uint32_t start, const Absorption& absorption,
                              const GiveUp& give_up) {
  const Classes classes = communicating_classes(silent);
  std::vector<double> arrivals(silent.size());
  arrivals[start] = 1;
  Whereabouts places;
  for (std::uint32_t c = 0; c < classes.members.size(); ++c) {
    const std::vector<std::size_t>& points = classes.members[c];
    double chance = 0;
    for (const std::size_t point : points) chance += arrivals[point];
    if (chance == 0) continue;
    const ClassElimination piece(silent, classes, c, 1, give_up);
    if (!classes.is_closed[c]) {
      piece.visit(arrivals);
      continue;
    }
    if (!absorption.is_settled[points.front()]) continue;
    const std::vector<double> shares = piece.stationary();
    for (std::size_t i = 0; i < points.size(); ++i)
      places.emplace_back(static_cast<std::uint32_t>(points[i]), chance * shares[i]);
  }
  return places;
}

Fallout fallout(Joint& silent, const Whereabouts& peace, const Slip& slip) {
  double whole = 0;
  for (const auto& [point, chance] : peace) whole += chance;
  Fallout all;
  for (const auto& [point, chance] : peace)
    for (auto [kind, branch] : silent.fallout(point, slip)) {
      branch.chance *= chance / whole;
      all.emplace_back(kind, branch);
    }
  return all;
}

Impulse impulse(const Chain& silent, const Whereabouts& established, const Absorption& absorption,
                const Fallout& fallout, const Slip& slip, const Material& material, const Trial& trial) {
  const Peace& peace = trial.peace;
  Impulse result{.error = slip.is_tremble ? Impulse::Error::tremble : Impulse::Error::misperception,
                 .by = slip.by,
                 .rounds_lost = {},
                 .conflict_rounds = {},
                 .loss = {},
                 .half_life = {},
                 .escalation = {},
                 .path = {}};
  bool is_certain = true;
  std::array<double, 4> sums{};
  for (const auto& [number, branch] : fallout) {
    const Chain::Kind& kind = silent.kinds[number];
    result.recovery += branch.chance * absorption.recovery[branch.target];
    is_certain = is_certain && absorption.is_certain[branch.target];
    const std::array<double, 4> round{is_peace(kind, peace) ? 0.0 : 1.0,
                                      kind.row > peace.level && kind.column > peace.level ? 1.0 : 0.0,
                                      material[0].reward() - material[0].at(kind.row, kind.column),
                                      material[1].reward() - material[1].at(kind.column, kind.row)};
    for (std::size_t i = 0; i < sums.size(); ++i)
      sums[i] += branch.chance * (round[i] + absorption.sums[branch.target][i]);
  }
  if (is_certain) {
    result.recovery = 1;
    result.rounds_lost = sums[0];
    result.conflict_rounds = sums[1];
    result.loss = {sums[2], sums[3]};
  }
  result.half_life = half_life(silent, absorption, fallout, result.recovery);
  const double most = 2 * (silent.levels - 1);
  result.escalation = escalation(levels_after(silent, fallout, trial.horizon), levels_at(silent, established), most);
  result.path = path_of(silent, fallout);
  return result;
}

}  // namespace detente
