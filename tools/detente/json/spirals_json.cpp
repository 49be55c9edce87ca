// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/spirals_json.hpp"

#include <algorithm>

#include <detente/version.hpp>

namespace detente::cli {
namespace {

/// Names of entrants, by index.
Json names(const Design& design, const std::vector<std::size_t>& entrants) {
  Json list = Json::array();
  for (const std::size_t entrant : entrants) list.push_back(design.entrants[entrant].name);
  return list;
}

template <class T>
Json by_seat(const std::array<std::optional<T>, 2>& values) {
  return Json::array({maybe(values[0]), maybe(values[1])});
}

std::optional<std::string> known(const std::string& word) {
  return word.empty() ? std::nullopt : std::optional(word);
}

Json question_json(const SpiralDesign& question, const std::vector<std::string>& modules, const SpiralReport& report) {
  const Trial& trial = question.request.trial;
  Json json = design_json(question.design, modules);
  json["crisis_rounds"] = trial.crisis_rounds;
  json["durable"] = trial.durable;
  json["burst"] = trial.burst;
  json["baseline"] = question.baseline.name;
  json["seekers"] = names(question.design, question.seekers);
  json["aggressors"] = Json::array();
  for (const Entrant& aggressor : question.aggressors) json["aggressors"].push_back(aggressor.name);
  json["clones"] = Json::array();
  for (const std::vector<std::size_t>& alike : report.clones) json["clones"].push_back(names(question.design, alike));
  add_roles_json(json, question, report);
  return json;
}

void add_answer(Json& json, const Answer& answer) {
  json["ends"] = maybe(answer.ends);
  json["ends_error"] = answer.ends_error;
  json["ends_baseline"] = maybe(answer.ends_baseline);
  json["gain"] = maybe(answer.gain);
  json["gain_error"] = answer.gain_error;
  json["compared"] = answer.compared;
  json["better"] = answer.better;
  json["worse"] = answer.worse;
  json["least"] = maybe(answer.least);
  json["least_with"] = maybe(known(answer.least_with));
  json["reached"] = maybe(answer.reached);
  json["in_spirals"] = maybe(answer.in_spirals);
  json["in_spirals_baseline"] = maybe(answer.in_spirals_baseline);
  json["keeps"] = answer.keeps;
  json["cost"] = maybe(answer.cost);
  json["cost_is_exact"] = answer.is_cost_exact;
  json["pays_up_to"] = maybe(answer.pays_up_to);
  json["class"] = answer.kind ? Json(class_word(*answer.kind)) : Json(nullptr);
  json["front"] = answer.front;
  json["robust"] = answer.robust ? Json(*answer.robust) : Json(nullptr);
}

Json library_json(const LibraryAnswer& answer) {
  return {{"opponents", answer.opponents},
          {"compared", answer.compared},
          {"ends", maybe(answer.ends)},
          {"ends_baseline", maybe(answer.ends_baseline)},
          {"better", answer.better},
          {"worse", answer.worse},
          {"worst_tenth", maybe(answer.worst_tenth)}};
}

Json breaker_json(const Design& design, const Breaker& breaker, const LibraryAnswer* library) {
  Json json = {{"strategy", design.entrants[breaker.entrant].name},
               {"shown", design.entrants[breaker.entrant].shown},
               {"motive", design.entrants[breaker.entrant].motive},
               {"role", maybe(known(breaker.role))},
               {"conduct", maybe(known(breaker.conduct))},
               {"lift", maybe(breaker.lift)},
               {"lift_error", maybe(breaker.lift_error)},
               {"lift_interval", maybe(lift_interval(breaker))},
               {"lift_worst", maybe(breaker.lift_worst)},
               {"worst_opponent", maybe(known(breaker.worst_opponent))},
               {"lift_is_exact", breaker.is_lift_exact},
               {"opponents", breaker.opponents},
               {"ahead", breaker.ahead},
               {"behind", breaker.behind},
               {"lift_up_only", maybe(breaker.lift_up_only)},
               {"crisis_lift", maybe(breaker.crisis_lift)},
               {"escape", maybe(breaker.escape)},
               {"median_rounds", maybe(breaker.median_rounds)},
               {"loss_to_worst", breaker.loss_to_worst},
               {"loss_is_exact", breaker.is_loss_exact},
               {"victim_value", breaker.victim_value},
               {"worst_aggressor", breaker.worst_aggressor},
               {"responder_gain", maybe(breaker.responder_gain)},
               {"spoiler_gain", maybe(breaker.spoiler_gain)},
               {"held_to", maybe(breaker.held_to)},
               {"bound", maybe(known(breaker.bound))},
               {"break_even", maybe(breaker.break_even)},
               {"advantage", breaker.advantage},
               {"false_alarm", breaker.false_alarm},
               {"false_trust", breaker.false_trust},
               {"reaction", maybe(breaker.reaction)},
               {"rupture_rate", breaker.rupture_rate},
               {"episode_length", maybe(breaker.episode_length)},
               {"hostile_share", breaker.hostile_share},
               {"spiral_share", breaker.spiral_share},
               {"lock_in_share", breaker.lock_in_share},
               {"cost_of_episodes", breaker.cost},
               {"proximate", breaker.proximate ? Json(*breaker.proximate) : Json(nullptr)},
               {"pareto", breaker.pareto},
               {"margin", maybe(breaker.margin)}};
  add_answer(json, breaker.answer);
  if (library != nullptr) json["library"] = library_json(*library);
  return json;
}

/// What heads everything that is told of one pair.
Json pair_head(const Design& design, const PairSpirals& pair) {
  return {{"row", design.entrants[pair.row].name},
          {"column", design.entrants[pair.column].name},
          {"engine", pair.trials.engine}};
}

/// The keys of a recovery; all null where there is none.
void add_recovery(Json& json, const std::optional<Recovery>& recovery) {
  if (!recovery) {
    for (const char* const key : {"durable_peace", "durable_error", "median_rounds"}) json[key] = nullptr;
    for (const char* const key : {"loss", "sucker_rounds"}) json[key] = Json::array({nullptr, nullptr});
    json["path"] = nullptr;
    return;
  }
  json["durable_peace"] = recovery->durable_peace;
  json["durable_error"] = recovery->durable_error;
  json["median_rounds"] = maybe(recovery->median_rounds);
  json["loss"] = recovery->loss;
  json["sucker_rounds"] = recovery->sucker_rounds;
  json["path"] = maybe(known(recovery->path));
}

Json escape_json(const Design& design, const PairSpirals& pair) {
  Json json = pair_head(design, pair);
  json["reached"] = pair.trials.escape.reached;
  add_recovery(json, pair.trials.escape.recovery);
  return json;
}

void add_crises(Json& list, const SpiralDesign& question, const PairSpirals& pair) {
  int rounds = question.request.trial.crisis_rounds[0];
  for (const Recovery& recovery : pair.trials.crisis) {
    Json json = pair_head(question.design, pair);
    json["rounds"] = rounds++;
    add_recovery(json, recovery);
    list.push_back(std::move(json));
  }
}

Json escalation_json(const Escalation& escalation) {
  return {{"peak", escalation.peak},
          {"depth", escalation.depth},
          {"area", escalation.area},
          {"ratchet", maybe(escalation.ratchet)},
          {"half_life", maybe(escalation.half_life)}};
}

void add_impulses(Json& list, const Design& design, const PairSpirals& pair) {
  if (!pair.trials.impulses) return;
  for (const Impulse& impulse : *pair.trials.impulses) {
    Json json = pair_head(design, pair);
    json["error"] = impulse.error == Impulse::Error::tremble ? "tremble" : "misperception";
    json["by"] = impulse.by == 0 ? "row" : "column";
    json["recovery"] = impulse.recovery;
    json["recovery_error"] = impulse.recovery_error;
    json["rounds_lost"] = maybe(impulse.rounds_lost);
    json["conflict_rounds"] = maybe(impulse.conflict_rounds);
    json["loss"] = impulse.loss ? Json(*impulse.loss) : Json(nullptr);
    json["half_life"] = maybe(impulse.half_life);
    json["path"] = maybe(known(impulse.path));
    json["escalation"] = escalation_json(impulse.escalation);
    list.push_back(std::move(json));
  }
}

const char* noise_name(Robustness::Noise noise) {
  switch (noise) {
    case Robustness::Noise::both_ways:
      return "both ways";
    case Robustness::Noise::towards_hostility:
      return "towards hostility";
    case Robustness::Noise::towards_restraint:
      return "towards restraint";
    case Robustness::Noise::half:
      return "half";
    case Robustness::Noise::twice:
      return "twice";
    default:
      return "as designed";
  }
}

Json burst_json(const Design& design, const PairSpirals& pair) {
  Json json = pair_head(design, pair);
  json["peace"] = pair.trials.burst ? Json(pair.trials.burst->peace) : Json(nullptr);
  json["peace_error"] = pair.trials.burst ? Json(pair.trials.burst->peace_error) : Json(nullptr);
  return json;
}

Json broke_json(const Design& design, const PairSpirals& pair) {
  Json json = pair_head(design, pair);
  json["proximate"] = pair.trials.proximate ? Json(pair.trials.proximate->share) : Json(nullptr);
  json["counterfactual"] = by_seat(pair.counterfactual);
  json["counterfactual_share"] = pair.counterfactual_share;
  json["shapley"] = by_seat(pair.shapley);
  return json;
}

}  // namespace

void add_roles_json(Json& design, const SpiralDesign& question, const SpiralReport& report) {
  design["horizon"] = question.request.trial.horizon;
  design["breakable"] = names(question.design, report.breakable);
  design["hopeless"] = names(question.design, report.hopeless);
  design["without_spirals"] = names(question.design, report.without_spirals);
}

Json breakers_json(const SpiralDesign& question, const SpiralReport& report) {
  Json list = Json::array();
  for (const Breaker& breaker : report.breakers)
    list.push_back(
        breaker_json(question.design, breaker, report.library.empty() ? nullptr : &report.library[breaker.entrant]));
  return list;
}

Json credits_json(const SpiralDesign& question, const std::vector<Credit>& found) {
  Json list = Json::array();
  for (const Credit& one : found)
    list.push_back({{"strategy", question.design.entrants[one.entrant].name},
                    {"proximate", one.pairs == 0 ? Json(nullptr) : Json(one.share)},
                    {"sampled_pairs", one.sampled_pairs},
                    {"pairs", one.pairs}});
  return list;
}

Json coverage_json(const std::vector<Coverage>& coverage) {
  Json list = Json::array();
  for (const Coverage& found : coverage)
    list.push_back({{"test", found.test}, {"pairs", found.pairs}, {"sampled", found.sampled}});
  return list;
}

Json peace_json(const SpiralDesign& question, const std::vector<PeaceAfterCrisis>& found) {
  std::size_t rounds = 0;
  Json series = Json::array();
  for (const PeaceAfterCrisis& one : found) {
    rounds = std::max(rounds, one.peace.size());
    if (one.pairs == 0) continue;
    series.push_back({{"strategy", question.design.entrants[one.entrant].name},
                      {"peace", one.peace},
                      {"error", one.error.empty() ? Json(nullptr) : Json(one.error)},
                      {"sampled_pairs", one.sampled_pairs},
                      {"pairs", one.pairs}});
  }
  return {{"crisis_rounds", question.request.trial.crisis_rounds}, {"rounds", rounds}, {"series", series}};
}

Json spirals_json(const SpiralDesign& question, const std::vector<std::string>& modules, const SpiralReport& report,
                  const std::vector<std::string>& verdict) {
  const Design& design = question.design;
  Json json{{"format", "detente-spirals-1"},
            {"version", kVersion},
            {"design", question_json(question, modules, report)},
            {"strategies", breakers_json(question, report)}};
  for (const char* const key : {"escape", "crisis", "impulse", "burst", "broke", "robustness"})
    json[key] = Json::array();
  for (const PairSpirals& pair : report.pairs) {
    json["escape"].push_back(escape_json(design, pair));
    add_crises(json["crisis"], question, pair);
    add_impulses(json["impulse"], design, pair);
    json["burst"].push_back(burst_json(design, pair));
    json["broke"].push_back(broke_json(design, pair));
  }
  for (const Robustness& world : report.robustness)
    json["robustness"].push_back({{"offence", maybe(world.offence)},
                                  {"noise", noise_name(world.noise)},
                                  {"tremble", pair_of(world.tremble)},
                                  {"misperception", pair_of(world.misperception)},
                                  {"strategy", design.entrants[world.entrant].name},
                                  {"lift", maybe(world.lift)},
                                  {"loss_to_worst", world.loss_to_worst},
                                  {"rounds", world.is_endless ? Json("infinite") : json["design"]["rounds"]},
                                  {"is_design", world.is_design},
                                  {"ends", maybe(world.answer.ends)},
                                  {"gain", maybe(world.answer.gain)},
                                  {"in_spirals", maybe(world.answer.in_spirals)},
                                  {"cost", maybe(world.answer.cost)},
                                  {"class", world.answer.kind ? Json(class_word(*world.answer.kind)) : Json(nullptr)}});
  json["coverage"] = coverage_json(report.coverage);
  json["verdict"] = verdict;
  return json;
}

}  // namespace detente::cli
