// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/design/other_noise.hpp>

#include <detente/design/schedule.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

using Toward = OtherNoise::Toward;

Rates one_way(const Rates& rates, Toward toward) {
  return {toward == Toward::restraint ? 0 : rates.up, toward == Toward::hostility ? 0 : rates.down};
}

std::string one_way(const std::string& schedule, Toward toward) {
  if (schedule.empty()) return "";
  std::vector<Scheduled> pieces = parse_schedule(schedule, "the schedule");
  for (Scheduled& piece : pieces)
    if (const auto rates = read_rates(piece.value)) {
      const Rates left = one_way(*rates, toward);
      piece.value = shortest(left.up) + "/" + shortest(left.down);
    }
  return text(pieces);
}

}  // namespace

Request with_noise(Request request, const OtherNoise& noise) {
  const auto replace = [](const std::optional<CommonRates>& common, Rates& rates, std::string& schedule) {
    if (!common) return;
    rates = common->rates;
    schedule = common->schedule;
  };
  replace(noise.tremble, request.tremble, request.tremble_schedule);
  replace(noise.misperception, request.misperception, request.misperception_schedule);
  if (noise.toward == Toward::either) return request;
  for (Rates* const rates : {&request.tremble, &request.misperception}) *rates = one_way(*rates, noise.toward);
  for (std::string* const schedule : {&request.tremble_schedule, &request.misperception_schedule})
    *schedule = one_way(*schedule, noise.toward);
  for (auto* const own : {&request.tremble_of, &request.misperception_of})
    for (auto& [entrant, rates] : *own) rates = one_way(rates, noise.toward);
  return request;
}

}  // namespace detente
