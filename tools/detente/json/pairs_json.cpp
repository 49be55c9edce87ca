// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/pairs_json.hpp"

#include "json/episodes.hpp"
#include "json/stretches.hpp"

namespace detente::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string quoted(const std::string& words) {
  return Json(words).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

PairsJson::PairsJson(const Design& design) : design_(design), has_cost_(!payoffs_turn(design)) {
  for (const Entrant& entrant : design.entrants) names_.push_back(quoted(entrant.name));
  for (const int age : told_ages(design.request.ages)) ages_.emplace_back(age, std::to_string(age));
}

void PairsJson::add(const PairResult& pair, std::string& text, std::size_t indent) const {
  JsonText json(text, indent);
  json.open('{');
  json.key("row");
  json.word(names_[pair.row]);
  json.key("column");
  json.word(names_[pair.column]);
  json.key("engine");
  json.word(quoted(pair.engine));
  json.key("repetitions");
  json.whole(pair.repetitions);
  json.key("score");
  json.numbers(pair.score);
  json.key("score_error");
  json.numbers(pair.score_error);
  json.key("score_sd");
  json.numbers(pair.score_sd);
  json.key("score_covariance");
  json.number(pair.score_covariance);
  json.key("cooperation");
  json.numbers(pair.cooperation);
  json.key("joint");
  put_joint(json, pair.joint);
  json.key("joint_memories");
  pair.joint_memories ? json.whole(static_cast<std::int64_t>(*pair.joint_memories)) : json.word("null");
  json.key("hindrance");
  json.word(pair.hindrance ? quoted(*pair.hindrance) : "null");
  json.key("spirals");
  put_episodes(json, pair);
  put_stretches(json, pair);
  put_check(json, pair);
  json.close('}');
}

nlohmann::ordered_json PairsJson::document(const PairResult& pair) const {
  std::string text;
  add(pair, text, 0);
  return Json::parse(text);
}

void PairsJson::put_joint(JsonText& json, const std::vector<double>& shares) const {
  const auto levels = static_cast<std::size_t>(design_.game.levels);
  json.open('[');
  for (std::size_t row = 0; row < levels; ++row) {
    json.open('[');
    for (std::size_t column = 0; column < levels; ++column) json.number(shares[row * levels + column]);
    json.close(']');
  }
  json.close(']');
}

void PairsJson::put_episodes(JsonText& json, const PairResult& pair) const {
  if (!pair.episodes) {
    json.word("null");
    return;
  }
  const Episodes& episodes = *pair.episodes;
  json.open('{');
  const auto put = [&](std::string_view key, const std::optional<double>& value) {
    json.key(key);
    json.number(value);
  };
  put("rupture_rate", episodes.rupture_rate);
  put("episode_length", episodes.length);
  put("spiral_share", episodes.spiral_share);
  put("lock_in_share", episodes.lock_in_share);
  put("cost", has_cost_ ? std::optional(episodes.cost[0] + episodes.cost[1]) : std::nullopt);
  json.key("cost_by_seat");
  has_cost_ ? json.numbers(episodes.cost) : json.word("null");
  put("left_truncated", episodes.left_truncated);
  put("hostile_share", episodes.hostile_share);
  put("depth", episodes.depth);
  put("conflict", episodes.conflict);
  json.key("survival");
  json.open('{');
  for (const auto& [age, name] : ages_) put(name, survival(episodes, age));
  json.close('}');
  json.key("reaction");
  json.numbers(episodes.reaction);
  json.key("kind");
  json.open('{');
  const std::optional<Kinds> kind = kinds(design_, pair);
  put("echo", kind ? std::optional(kind->echo) : std::nullopt);
  put("feud", kind ? std::optional(kind->feud) : std::nullopt);
  put("aggression", kind ? std::optional(kind->aggression) : std::nullopt);
  json.close('}');
  json.close('}');
}

void PairsJson::put_stretches(JsonText& json, const PairResult& pair) const {
  if (pair.stretches.empty()) return;
  json.key("stretches");
  json.open('[');
  for (std::size_t stretch = 0; stretch < pair.stretches.size(); ++stretch) {
    json.open('{');
    json.key("rounds");
    json.open('[');
    for (const std::int64_t round : rounds_of_stretch(design_, stretch)) json.whole(round);
    json.close(']');
    json.key("peace");
    json.number(peace(design_, pair.stretches[stretch]));
    json.key("joint");
    put_joint(json, pair.stretches[stretch]);
    json.close('}');
  }
  json.close(']');
}

void PairsJson::put_check(JsonText& json, const PairResult& pair) const {
  if (design_.request.engine != "check") return;
  json.key("check");
  if (!pair.check) {
    json.word("null");
    return;
  }
  json.open('{');
  json.key("score");
  json.numbers(pair.check->score);
  json.key("standard_errors");
  json.number(pair.check->standard_errors);
  json.key("bound");
  json.number(pair.check->bound);
  json.close('}');
}

}  // namespace detente::cli
