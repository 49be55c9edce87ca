// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/results_json.hpp"

#include <algorithm>

#include <detente/play/in_order.hpp>
#include <detente/version.hpp>

#include "json/pairs_json.hpp"
#include "json/strategy_json.hpp"

namespace detente::cli {
namespace {

Json matrix(const Payoffs& payoffs) {
  Json rows = Json::array();
  for (int own = 0; own < payoffs.levels; ++own) {
    Json row = Json::array();
    for (int other = 0; other < payoffs.levels; ++other) row.push_back(payoffs.at(own, other));
    rows.push_back(std::move(row));
  }
  return rows;
}

void add_rates(Json& design, const char* key, const std::vector<std::pair<std::string, Rates>>& given) {
  for (const auto& [name, rates] : given) design[key][name] = pair_of(rates);
}

/// What is said of entrants that have something of their own.
void add_entrants(Json& json, const Design& design) {
  for (const Entrant& entrant : design.entrants)
    if (entrant.motive != "game") json["motives"][entrant.name] = matrix(entrant.side.payoffs);
  for (const Entrant& entrant : design.entrants)
    for (const Parameter& parameter : entrant.side.strategy.parameters())
      json["parameters"][entrant.name][std::string(parameter.name)] = value_json(parameter);
}

Json rounds_json(const Request& request) {
  if (request.continuation) return nullptr;
  return request.endless ? Json("infinite") : Json(request.rounds);
}

/// The pair that is the worst off under the engine `check`; null where no pair was exact.
Json worst_json(const Design& design, const std::optional<PairResult>& worst) {
  if (!worst) return nullptr;
  return {{"row", design.entrants[worst->row].name},
          {"column", design.entrants[worst->column].name},
          {"standard_errors", worst->check->standard_errors},
          {"bound", worst->check->bound}};
}

Json standing_json(const Design& design, const Standing& standing) {
  const Entrant& entrant = design.entrants[standing.entrant];
  return {{"rank", standing.rank},
          {"rank_interval", maybe(standing.rank_interval)},
          {"strategy", entrant.name},
          {"motive", entrant.motive},
          {"score", standing.score},
          {"score_error", maybe(standing.score_error)},
          {"cooperation", standing.cooperation},
          {"peace", standing.peace},
          {"friction", standing.friction},
          {"conflict", standing.conflict}};
}

template <class Value, class Letter>
std::string letters(const std::vector<Value>& values, Letter letter_of) {
  std::string text;
  text.reserve(values.size());
  for (const auto& value : values) text += letter_of(value);
  return text;
}

}  // namespace

Json pair_of(const Rates& rates) {
  return Json::array({rates.up, rates.down});
}

std::string dumped(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string text(const Json& document) {
  return dumped(document) + '\n';
}

Json design_json(const Design& design, const std::vector<std::string>& modules) {
  const Request& request = design.request;
  Json json{{"game", request.game},
            {"levels", design.game.levels},
            {"payoffs", matrix(design.game.payoffs())},
            {"rounds", rounds_json(request)},
            {"continuation", maybe(request.continuation)},
            {"discount", maybe(request.discount)},
            {"repetitions", request.repetitions},
            {"tremble", pair_of(request.tremble)},
            {"misperception", pair_of(request.misperception)},
            {"signal_noise", request.signal_noise},
            {"monitoring", request.monitoring},
            {"known_length", request.known_length},
            {"start", request.start},
            {"self_play", request.self_play},
            {"engine", request.engine},
            {"exact_limit", request.exact_limit},
            {"seed", request.seed},
            {"peace_level", design.peace.level},
            {"calm", design.peace.calm},
            {"spiral", request.ages.spiral},
            {"lock_in", request.ages.lock_in}};
  json["strategies"] = Json::array();
  for (const Entrant& entrant : design.entrants) json["strategies"].push_back(entrant.name);
  add_entrants(json, design);
  add_rates(json, "tremble_of", request.tremble_of);
  add_rates(json, "misperception_of", request.misperception_of);
  for (const auto& [name, motive] : request.motive_of) json["motive_of"][name] = motive;
  if (!request.tremble_schedule.empty()) json["schedules"]["tremble"] = request.tremble_schedule;
  if (!request.misperception_schedule.empty()) json["schedules"]["misperception"] = request.misperception_schedule;
  if (!design.rules.turns.empty()) json["turns"] = design.rules.turns;
  if (!modules.empty()) json["modules"] = modules;
  return json;
}

Json tournament_json(const Design& design, const std::vector<std::string>& modules, const Results& results) {
  Json json{{"format", "detente-tournament-1"}, {"version", kVersion}, {"design", design_json(design, modules)}};
  if (design.request.engine == "check") json["check"] = worst_json(design, worst_check(results));
  json["standings"] = Json::array();
  for (const Standing& standing : results.standings) json["standings"].push_back(standing_json(design, standing));
  json["pairs"] = Json::array();
  return json;
}

void write_tournament(const Json& tournament, const Design& design, const Results& results, int threads,
                      const Sink& sink) {
  const std::string around = text(tournament);
  const std::string_view place = "\n  \"pairs\": [";
  const std::size_t pairs = around.find(place) + place.size();  // a text in JSON holds no line feed
  sink(std::string_view(around).substr(0, pairs));
  constexpr std::size_t kAtOnce = 256;
  const PairsJson pairs_json(design);
  const std::size_t all = results.pairs.size();
  in_order((all + kAtOnce - 1) / kAtOnce, threads,
           [&](std::size_t part) {
             std::string piece;
             results.pairs.each(part * kAtOnce, std::min(all, (part + 1) * kAtOnce), [&](const PairResult& pair) {
               piece += part == 0 && piece.empty() ? "\n    " : ",\n    ";
               pairs_json.add(pair, piece, 4);
             });
             return piece;
           },
           sink);
  if (all > 0) sink("\n  ");
  sink(std::string_view(around).substr(pairs));
}

void add_trace(Json& match, const Trace& trace, int levels) {
  const auto level = [levels](Level value) { return letter(value, levels); };
  const auto signal = [](const Signal& value) { return letter(value); };
  for (const std::size_t side : {0U, 1U}) {
    const std::string seat = side == 0 ? "row" : "column";
    match[seat + "_moves"] = letters(trace.seats[side].done, level);
    match[seat + "_meant"] = letters(trace.seats[side].meant, level);
    match[seat + "_seen"] = letters(trace.seats[side].seen, level);
    match[seat + "_signals"] = letters(trace.seats[side].said, signal);
    match[seat + "_heard"] = letters(trace.seats[side].heard, signal);
    match[seat + "_open"] = letters(trace.seats[side].open, [](bool is_open) { return is_open ? 'o' : '-'; });
  }
}

char letter(Level level, int levels) {
  if (levels == 2) return level == 0 ? 'C' : 'D';
  return level < 10 ? static_cast<char>('0' + level) : static_cast<char>('a' + level - 10);
}

char letter(const Signal& signal) {
  return signal.kind == Signal::reassure ? 'r' : signal.kind == Signal::threaten ? 't' : '-';
}

}  // namespace detente::cli
