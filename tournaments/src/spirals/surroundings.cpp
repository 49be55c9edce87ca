// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/surroundings.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include <detente/design/other_noise.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

using Noise = Robustness::Noise;
using Toward = OtherNoise::Toward;

constexpr double kUsualOffence = 0.25;
constexpr double kUsualRate = 0.05;
constexpr std::string_view kKey = "offence=";

/// The advantage of the offence; absent where the game has none.
std::optional<double> offence_of(const std::string& game) {
  if (!game.starts_with("security-dilemma") && !game.starts_with("offence-defence")) return std::nullopt;
  const std::size_t colon = game.find(':');
  if (colon != std::string::npos)
    for (const std::string& part : split(game.substr(colon + 1), ','))
      if (part.starts_with(kKey)) return read_number(part.substr(kKey.size()));
  return kUsualOffence;
}

/// A game that has one, with another.
std::string with_offence(const std::string& game, double offence) {
  const std::size_t colon = game.find(':');
  std::vector<std::string> parts{std::string(kKey) + shortest(offence)};
  if (colon != std::string::npos)
    for (const std::string& part : split(game.substr(colon + 1), ','))
      if (!part.starts_with(kKey)) parts.push_back(part);
  return game.substr(0, colon) + ":" + joined(parts, ",");
}

bool have_same_noise(const Request& a, const Request& b) {
  const auto noise = [](const Request& asked) {
    return std::tie(asked.tremble, asked.misperception, asked.tremble_schedule, asked.misperception_schedule,
                    asked.tremble_of, asked.misperception_of);
  };
  return noise(a) == noise(b);
}

/// All errors more or less likely.
Request with_noise_times(Request request, double factor) {
  const auto scale = [&](Rates& rates) {
    rates.up = std::min(1.0, rates.up * factor);
    rates.down = std::min(1.0, rates.down * factor);
  };
  scale(request.tremble);
  scale(request.misperception);
  for (auto* const own : {&request.tremble_of, &request.misperception_of})
    for (auto& [entrant, rates] : *own) scale(rates);
  return request;
}

}  // namespace

std::vector<Surroundings> surroundings(const Request& design) {
  const std::optional<double> own = offence_of(design.game);
  std::vector<std::optional<double>> offences{std::nullopt};
  if (own) offences = {0.25, 0.5, 1.0};
  const double most = std::max(design.misperception.up, design.misperception.down);
  const CommonRates common{.rates = most > 0 ? Rates{most, most} : Rates{kUsualRate, kUsualRate}};
  std::vector<Surroundings> list;
  for (const std::optional<double>& offence : offences)
    for (const auto& [noise, toward] :
         {std::pair(Noise::both_ways, Toward::either), std::pair(Noise::towards_hostility, Toward::hostility),
          std::pair(Noise::towards_restraint, Toward::restraint)}) {
      Request request = with_noise(design, {.misperception = common, .toward = toward});
      const bool is_design = offence == own && have_same_noise(request, design);
      if (offence && !is_design) request.game = with_offence(request.game, *offence);
      list.push_back({offence, noise, std::move(request), is_design});
    }
  if (std::none_of(list.begin(), list.end(), [](const Surroundings& one) { return one.is_design; }))
    list.insert(list.begin(), {own, Noise::as_designed, design, true});
  for (const auto& [noise, factor] : {std::pair(Noise::half, 0.5), std::pair(Noise::twice, 2.0)})
    if (Request request = with_noise_times(design, factor); !have_same_noise(request, design))
      list.push_back({own, noise, std::move(request)});
  if (!design.endless) {
    Request request = design;
    request.endless = true;
    request.continuation.reset();
    request.discount.reset();
    request.known_length = false;
    list.push_back({own, Noise::as_designed, std::move(request), false, true});
  }
  return list;
}

}  // namespace detente
