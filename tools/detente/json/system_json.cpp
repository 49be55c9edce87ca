// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/system_json.hpp"

#include <detente/version.hpp>

#include "arguments/command_line.hpp"
#include "json/front_json.hpp"
#include "json/system_causes.hpp"
#include "json/system_figures.hpp"
#include "json/system_trace_json.hpp"

namespace detente::cli {
namespace {

Json number(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

const std::string& name(const SystemDesign& design, std::size_t state) {
  return design.system.states[state].name;
}

Json means_json(const SystemState& state) {
  if (state.later_means.empty()) return state.means;
  Json schedule = Json::array({{{"round", 1}, {"means", state.means}}});
  for (const MeansTurn& turn : state.later_means) schedule.push_back({{"round", turn.round}, {"means", turn.means}});
  return schedule;
}

Json rates_json(const Rates& rates) {
  return Json::array({rates.up, rates.down});
}

Json rates_of_json(const std::vector<std::pair<std::string, Rates>>& given) {
  Json json = Json::object();
  for (const auto& [state, rates] : given) json[state] = rates_json(rates);
  return json;
}

Json system_design_json(const SystemDesign& design, const std::vector<std::string>& modules) {
  const System& system = design.system;
  const Request& base = design.request.base;
  Json states = Json::array(), fronts = Json::array(), pledges = Json::array(), institutions = Json::array();
  for (std::size_t i = 0; i < system.states.size(); ++i)
    states.push_back(
        {{"name", name(design, i)},
         {"strategy", design.members[i].strategy},
         {"alignment", design.members[i].alignment.empty() ? Json(nullptr) : Json(design.members[i].alignment)},
         {"motive", design.members[i].motive},
         {"strength", system.states[i].strength},
         {"means", means_json(system.states[i])},
         {"deterrent", system.states[i].deterrent}});
  for (const SystemFront& front : system.fronts)
    fronts.push_back(Json::array({name(design, front.row), name(design, front.column)}));
  for (const SystemPledge& pledge : system.pledges)
    pledges.push_back(Json::array(
        {name(design, pledge.by), name(design, pledge.to), pledge.kind == Stance::back ? "back" : "defend"}));
  for (const Institution& institution : design.institutions) {
    Json members = Json::array();
    for (const std::size_t member : institution.members) members.push_back(name(design, member));
    institutions.push_back({{"members", members},
                            {"verify", institution.verify},
                            {"cost", institution.cost},
                            {"limit", institution.limit == kMostStrength ? Json(nullptr) : Json(institution.limit)}});
  }
  Json game_of = Json::object();
  for (const auto& [front, game] : design.request.game_of) game_of[front] = game;
  const Rules& rules = system.rules;
  return {{"game", base.game},
          {"levels", rules.levels},
          {"rounds", rules.endless || rules.continuation ? Json(nullptr) : Json(rules.rounds)},
          {"continuation", number(rules.continuation)},
          {"repetitions", base.repetitions},
          {"start", base.start},
          {"tremble", rates_json(base.tremble)},
          {"misperception", rates_json(base.misperception)},
          {"tremble_of", rates_of_json(base.tremble_of)},
          {"misperception_of", rates_of_json(base.misperception_of)},
          {"game_of", game_of},
          {"known_length", base.known_length},
          {"signal_noise", base.signal_noise},
          {"monitoring", base.monitoring},
          {"engine", base.engine},
          {"exact_limit", base.exact_limit},
          {"seed", base.seed},
          {"peace_level", system.peace_level},
          {"calm", design.base.peace.calm},
          {"spiral", design.base.request.ages.spiral},
          {"lock_in", design.base.request.ages.lock_in},
          {"states", states},
          {"fronts", fronts},
          {"pledges", pledges},
          {"institutions", institutions},
          {"ambiguity", system.ambiguity},
          {"war",
           {{"pace", system.war.pace},
            {"offence", system.war.offence},
            {"spoils", system.war.spoils},
            {"decisive", system.war.decisive}}},
          {"pace", system.pace},
          {"upkeep", system.upkeep},
          {"pledge_cost", system.pledge_cost},
          {"modules", modules}};
}

/// A number that is sampled; null where nothing was.
Json sampled(double value, bool is_sampled) {
  return is_sampled ? Json(value) : Json(nullptr);
}

Json state_json(const std::string& of, const StateResult& state, bool is_sampled) {
  return {{"name", of},
          {"score", state.score ? Json(state.score->value) : Json(nullptr)},
          {"score_error", state.score ? number(state.score->error) : Json(nullptr)},
          {"cost",
           {{"hostility", state.cost.hostility},
            {"arms", state.cost.arms},
            {"pledges", state.cost.pledges},
            {"ruin", state.cost.ruin}}},
          {"ruin", state.ruin.value},
          {"ruin_error", number(state.ruin.error)},
          {"rounds", state.rounds},
          {"strength", state.strength},
          {"essential", {{"share", state.essential}, {"end", state.essential_end}}},
          {"entry",
           {{"chance", sampled(state.entry, is_sampled)},
            {"chance_error", number(state.entry_error)},
            {"round", number(state.entry_round)}}},
          {"pledges",
           {{"invoked", sampled(state.invoked, is_sampled)},
            {"honoured", sampled(state.honoured, is_sampled)},
            {"honoured_share_error", state.honours ? number(state.honours->error) : Json(nullptr)},
            {"entrapped", sampled(state.entrapped, is_sampled)},
            {"entrapped_share_error", state.entraps ? number(state.entraps->error) : Json(nullptr)},
            {"hostile", state.hostile}}},
          {"peace", state.peace ? Json(state.peace->value) : Json(nullptr)},
          {"peace_error", state.peace ? number(state.peace->error) : Json(nullptr)}};
}

void add_results(Json& json, const SystemDesign& design, const SystemResults& results) {
  Json states = Json::array(), fronts = Json::array();
  for (std::size_t i = 0; i < results.states.size(); ++i)
    states.push_back(state_json(name(design, i), results.states[i], results.repetitions > 0));
  for (std::size_t f = 0; f < results.fronts.size(); ++f) fronts.push_back(front_json(design, results, f));
  json["exact_points"] = results.exact_points ? Json(*results.exact_points) : Json(nullptr);
  json["repetitions"] = results.repetitions;
  json["sampled_by"] = results.sampled_by.empty() ? Json(nullptr) : Json(results.sampled_by);
  json["states"] = states;
  json["fronts"] = fronts;
  json["system"] = system_figures(design, results);
}

void add_course(Json& json, const SystemDesign& design, const SystemCourse& course) {
  Json fronts = Json::array(), states = Json::array();
  const auto shares = [](const std::vector<std::optional<double>>& values) {
    Json list = Json::array();
    for (const std::optional<double>& value : values) list.push_back(number(value));
    return list;
  };
  for (std::size_t f = 0; f < course.fronts.size(); ++f)
    fronts.push_back({{"row", name(design, design.system.fronts[f].row)},
                      {"column", name(design, design.system.fronts[f].column)},
                      {"peace", shares(course.fronts[f].peace)},
                      {"conflict", shares(course.fronts[f].conflict)}});
  for (std::size_t i = 0; i < course.states.size(); ++i)
    states.push_back(
        {{"name", name(design, i)}, {"strength", course.states[i].strength}, {"alive", course.states[i].alive}});
  json["course"] = {
      {"repetitions", course.repetitions}, {"rounds", course.rounds}, {"fronts", fronts}, {"states", states}};
}

void add_contest(Json& json, const SystemFindings& findings) {
  Json rows = Json::array();
  for (const ContestRow& row : findings.contest->rows)
    rows.push_back({{"strategy", row.strategy},
                    {"engine", row.engine},
                    {"score", row.score.value},
                    {"score_error", number(row.score.error)},
                    {"ruin", row.ruin.value},
                    {"peace_own", row.peace_own.value},
                    {"peace_others", row.peace_others.value},
                    {"lift_own", row.lift_own.value},
                    {"lift_own_error", number(row.lift_own.error)},
                    {"lift_others", row.lift_others.value},
                    {"lift_others_error", number(row.lift_others.error)},
                    {"price", row.price.value},
                    {"price_error", number(row.price.error)},
                    {"ruin_by_aggressor", row.ruin_by_aggressor.value}});
  json["contest_state"] = findings.asked_contest->state;
  json["baseline"] = findings.asked_contest->baseline;
  json["aggressor"] = Json{{"state", findings.contest->neighbour}, {"strategy", findings.contest->aggressor}};
  json["contest"] = rows;
}

void add_contagion(Json& json, const SystemDesign& design, const SystemFindings& findings) {
  const Contagion& contagion = *findings.contagion;
  Json rows = Json::array();
  for (std::size_t f = 0; f < contagion.fronts.size(); ++f) {
    Json row{{"row", name(design, design.system.fronts[f].row)},
             {"column", name(design, design.system.fronts[f].column)},
             {"silent", nullptr},
             {"in_weather", contagion.fronts[f].value},
             {"in_weather_error", number(contagion.fronts[f].error)}};
    if (contagion.silent) row["silent"] = contagion.silent->left[f];
    rows.push_back(std::move(row));
  }
  const Misreading& impulse = *findings.asked_impulse;
  json["impulse"] =
      Json{{"by", impulse.by}, {"of", impulse.of}, {"round", impulse.round}, {"horizon", impulse.horizon}};
  json["spread"] = contagion.spread.value;
  json["spread_error"] = number(contagion.spread.error);
  json["recovery"] = contagion.silent ? Json(contagion.silent->recovered) : Json(nullptr);
  json["rounds_lost"] = contagion.silent ? Json(contagion.silent->rounds_lost) : Json(nullptr);
  json["contagion"] = rows;
}

}  // namespace

Json system_json(const SystemDesign& design, const SystemFindings& findings, const std::vector<std::string>& modules,
                 const std::string& replay) {
  Json json{{"format", "detente-system-1"}, {"version", kVersion}, {"design", system_design_json(design, modules)}};
  if (findings.results) add_results(json, design, *findings.results);
  if (findings.course) add_course(json, design, *findings.course);
  if (findings.contest) add_contest(json, findings);
  if (findings.contagion) add_contagion(json, design, findings);
  if (findings.due) json["due_to"] = due_to_json(*findings.due);
  if (findings.silent) {
    json["horizon"] = findings.silent_horizon;
    json["contagion"] = silent_json(design, *findings.silent);
  }
  if (findings.trace) json["trace"] = system_trace_json(design, *findings.trace);
  if (!replay.empty()) json["command"] = command_line("system", replay);
  return json;
}

}  // namespace detente::cli
