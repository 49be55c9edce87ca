// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "page/results_shape.hpp"

#include <set>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>

#include "json/json_reader.hpp"
#include "page/page.hpp"
#include "terminal/interrupt.hpp"

namespace detente::cli {
namespace {

enum class Kind { text, number, number_or_nothing, list, object };

/// What stands in some places: `pairs[].row` is the key `row` of every pair.
struct Need {
  Kind kind;
  std::vector<std::string_view> places;
  bool is_optional = false;  ///< it, or an object that holds it, may be missing or null; an element of a list may not
};

struct Shape {
  std::string_view format;
  std::vector<Need> needs;
};

/// What the page cannot do without, and what it would stumble over were it something else.
std::vector<Shape> shapes() {
  return {
      {"detente-tournament-1",
       {{Kind::object, {"design"}},
        {Kind::text, {"design.game", "design.strategies[]"}},
        {Kind::list, {"standings", "pairs"}},
        {Kind::text, {"standings[].strategy", "standings[].motive"}},
        {Kind::number,
         {"standings[].rank", "standings[].score", "standings[].cooperation", "standings[].peace",
          "standings[].friction", "standings[].conflict"}},
        {Kind::number_or_nothing, {"standings[].score_error"}},
        {Kind::text, {"pairs[].row", "pairs[].column", "pairs[].engine"}},
        {Kind::list, {"pairs[].score", "pairs[].cooperation", "pairs[].joint"}},
        {Kind::number, {"pairs[].score[]", "pairs[].cooperation[]", "pairs[].joint[][]"}},
        {Kind::object, {"pairs[].spirals"}, true},
        {Kind::text, {"command", "verdict[]"}, true},
        {Kind::text, {"breakers[].strategy"}, true},
        {Kind::number_or_nothing,
         {"breakers[].lift", "breakers[].loss_to_worst", "breakers[].ends", "breakers[].ends_baseline",
          "breakers[].cost"},
         true},
        {Kind::text, {"entrants[].strategy", "entrants[].name", "entrants[].about", "entrants[].source"}, true},
        {Kind::number, {"recovery.rounds", "recovery.series[].peace[]"}, true},
        {Kind::text, {"recovery.series[].strategy"}, true},
        {Kind::text, {"traces[].row", "traces[].column", "traces[].row_moves", "traces[].column_moves"}, true},
        {Kind::number, {"traces[].repetition", "recovery.crisis_rounds[]"}, true},
        {Kind::text, {"coverage[].test", "broke[].strategy"}, true},
        {Kind::number, {"coverage[].pairs", "coverage[].sampled"}, true},
        {Kind::text, {"entrants[].automaton.states[].label", "entrants[].automaton.edges[].label"}, true},
        {Kind::number,
         {"entrants[].automaton.states[].id", "entrants[].automaton.edges[].from", "entrants[].automaton.edges[].to"},
         true}}},
      {"detente-sweep-1",
       {{Kind::object, {"design"}},
        {Kind::list, {"over", "points"}},
        {Kind::text, {"over[].key", "over[].values[]"}},
        {Kind::object, {"points[].values"}},
        {Kind::list, {"points[].standings"}},
        {Kind::text, {"points[].standings[].strategy", "points[].standings[].motive"}},
        {Kind::number, {"points[].standings[].rank", "points[].standings[].score", "points[].standings[].peace"}},
        {Kind::text, {"command", "points[].verdict[]", "points[].breakers[].strategy"}, true}}},
      {"detente-match-1",
       {{Kind::object, {"design"}},
        {Kind::text, {"design.game", "row", "column"}},
        {Kind::list, {"score", "cooperation", "joint"}},
        {Kind::number, {"score[]", "cooperation[]", "joint[][]"}},
        {Kind::text, {"command", "row_moves", "column_moves"}, true}}},
      {"detente-spirals-1",
       {{Kind::object, {"design"}},
        {Kind::text, {"design.game", "design.strategies[]"}},
        {Kind::list, {"strategies"}},
        {Kind::text, {"strategies[].strategy"}},
        {Kind::number, {"strategies[].loss_to_worst"}},
        {Kind::number_or_nothing, {"strategies[].lift"}},
        {Kind::number_or_nothing, {"strategies[].ends", "strategies[].ends_baseline", "strategies[].cost"}, true},
        {Kind::text, {"escape[].row", "escape[].column", "broke[].row", "broke[].column"}, true},
        {Kind::text, {"command", "verdict[]"}, true}}},
      {"detente-search-1",
       {{Kind::object, {"design", "space"}},
        {Kind::text, {"design.game", "method", "objective[]", "front[].automaton", "field[].strategy"}},
        {Kind::list, {"objective", "front", "field"}},
        {Kind::number, {"front[].states"}},
        {Kind::number_or_nothing,
         {"front[].ends", "front[].cost", "front[].in_spirals", "front[].least", "front[].keeps", "front[].score",
          "front[].peace", "front[].best_response"}},
        {Kind::number_or_nothing,
         {"field[].ends", "field[].cost", "field[].in_spirals", "field[].least", "field[].keeps", "field[].score",
          "field[].peace", "field[].best_response"}},
        {Kind::number,
         {"restarts", "steps", "space.states", "space.memory", "space.grid", "space.minimal", "space.evaluated",
          "front[].number", "front[].ends_baseline", "front[].like_share", "field[].states"},
         true},
        {Kind::text,
         {"command", "worlds[]", "front[].least_with", "front[].worst_aggressor", "front[].class", "front[].like",
          "front[].worlds[].world"},
         true}}},
      {"detente-system-1",
       {{Kind::object, {"design"}},
        {Kind::list, {"design.states", "design.fronts"}},
        {Kind::text, {"design.game", "design.states[].name", "design.states[].strategy", "design.fronts[][]"}},
        {Kind::number, {"design.states[].strength"}},
        {Kind::text, {"command", "verdict[]", "states[].name", "fronts[].row", "fronts[].column"}, true},
        {Kind::number, {"states[].ruin", "states[].strength", "fronts[].live", "fronts[].joint[]"}, true},
        {Kind::number_or_nothing, {"states[].score", "states[].peace"}, true},
        {Kind::number, {"course.repetitions", "course.rounds[]", "course.states[].strength[]"}, true},
        {Kind::number, {"course.states[].alive[]"}, true},
        {Kind::number_or_nothing, {"course.fronts[].peace[]", "course.fronts[].conflict[]"}, true},
        {Kind::text, {"contest[].strategy", "contagion[].row", "contagion[].column"}, true},
        {Kind::number, {"contest[].lift_own", "contest[].lift_others"}, true},
        {Kind::number_or_nothing, {"contagion[].in_weather", "contagion[].silent", "contagion[].left[]"}, true},
        {Kind::text, {"contagion[].by"}, true}}},
      {"detente-system-sweep-1",
       {{Kind::list, {"over", "points"}},
        {Kind::text, {"over[].key", "over[].values[]"}},
        {Kind::object, {"points[].values", "points[].design", "points[].system"}},
        {Kind::number, {"points[].system.peace"}},
        {Kind::text, {"credit[].measure", "credit[].keys[].key"}, true},
        {Kind::text, {"command", "verdict[]"}, true}}},
      {"detente-evolution-1",
       {{Kind::object, {"design"}},
        {Kind::text, {"design.game", "design.hostile[]", "strategies[]", "conducts[][]", "verdict[]"}},
        {Kind::number, {"payoffs[][]", "peace[][]", "worlds[].population", "worlds[].selection", "worlds[].peace"}},
        {Kind::list, {"worlds", "small_worlds"}},
        {Kind::text,
         {"worlds[].way_out[]", "worlds[].strategies[].strategy", "worlds[].strategies[].robust",
          "worlds[].strategies[].entered_by[]", "worlds[].invasions[].mutant", "worlds[].invasions[].resident",
          "worlds[].invasions[].favoured", "worlds[].closed_classes[][]", "small_worlds[].with[]"}},
        {Kind::number,
         {"worlds[].strategies[].share", "worlds[].strategies[].payoff_at_home", "worlds[].strategies[].peace_at_home",
          "worlds[].invasions[].rho", "worlds[].invasions[].ln_rho_error", "worlds[].invasions[].entry_loss",
          "small_worlds[].peace"}},
        {Kind::number_or_nothing,
         {"worlds[].to_peace", "worlds[].to_war", "worlds[].strategies[].toppling_share", "worlds[].invasions[].ln_rho",
          "worlds[].invasions[].threshold_share", "worlds[].invasions[].cluster", "worlds[].invasions[].founders"}},
        {Kind::number, {"ecological.generations[]", "ecological.share[][]", "replicator.times[]"}, true},
        {Kind::number, {"replicator.share[][]", "chain.rates[].mutation", "chain.rates[].share[]"}, true},
        {Kind::text, {"command", "ecological.revivals[].strategy", "rest_points[].support[]"}, true},
        {Kind::number, {"rest_points[].share[]", "rest_points[].payoff"}, true},
        {Kind::text,
         {"structure.structure", "structure.blocks[].breaker", "structure.blocks[].frames[].states[]"},
         true},
        {Kind::number, {"walk.cooperation", "walk.course[].mutant", "walk.course[].cooperation"}, true}}},
      {"detente-evolution-sweep-1",
       {{Kind::object, {"design"}},
        {Kind::list, {"over", "points"}},
        {Kind::text, {"over[].key", "over[].values[]", "points[].strategies[]", "points[].conducts[][]"}},
        {Kind::object, {"points[].at"}},
        {Kind::number,
         {"points[].worlds[].peace", "points[].worlds[].population", "points[].worlds[].selection",
          "points[].worlds[].strategies[].share"}},
        {Kind::text, {"points[].worlds[].strategies[].strategy"}},
        {Kind::text, {"command", "verdict[]"}, true}}}};
}

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::text:
      return "text";
    case Kind::number:
      return "a number";
    case Kind::number_or_nothing:
      return "a number or null";
    case Kind::list:
      return "a list";
    case Kind::object:
      break;
  }
  return "an object";
}

std::string_view word(const Json& value) {
  if (value.is_string()) return "text";
  if (value.is_number()) return "a number";
  if (value.is_array()) return "a list";
  if (value.is_object()) return "an object";
  return value.is_null() ? "null" : "true or false";
}

bool fits(const Json& value, Kind kind) {
  switch (kind) {
    case Kind::text:
      return value.is_string();
    case Kind::number:
      return value.is_number();
    case Kind::number_or_nothing:
      return value.is_number() || value.is_null();
    case Kind::list:
      return value.is_array();
    case Kind::object:
      break;
  }
  return value.is_object();
}

/// The check of one file.
class Inspection {
 public:
  explicit Inspection(const std::string& file) : file_(file) {}

  /// `rest` is the part of a need's place that is still to go from `value`, which stands at `place`.
  void look(const Json& value, std::string_view rest, const std::string& place, const Need& need) const {
    if (interrupted()) throw Stopped();
    if (rest.empty()) {
      if (!fits(value, need.kind) && !(need.is_optional && value.is_null()))
        refuse(place, word(value), word(need.kind));
      return;
    }
    if (need.is_optional && value.is_null()) return;
    if (rest.starts_with("[]")) {
      if (!value.is_array()) refuse(place, word(value), word(Kind::list));
      for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string there = fmt::format("{}[{}]", place, i);
        if (value[i].is_null() && need.kind != Kind::number_or_nothing)
          refuse(there, word(value[i]), word(rest.size() > 2 ? Kind::object : need.kind));
        look(value[i], rest.substr(2), there, need);
      }
      return;
    }
    if (rest.starts_with('.')) rest.remove_prefix(1);
    const std::string key(rest.substr(0, rest.find_first_of(".[")));
    if (!value.is_object()) refuse(place, word(value), word(Kind::object));
    const std::string there = place.empty() ? key : place + "." + key;
    const auto found = value.find(key);
    if (found == value.end() && need.is_optional) return;
    if (found == value.end())
      throw Error(fmt::format("'{}' lacks '{}', which a report needs; is it a results file of détente?", file_, there));
    look(*found, rest.substr(key.size()), there, need);
  }

 private:
  [[noreturn]] void refuse(const std::string& place, std::string_view is, std::string_view should_be) const {
    throw Error(fmt::format("'{}' has {} as '{}'; it must be {}", file_, is, place, should_be));
  }

  const std::string& file_;
};

/// The shape of that format. Throws `Error` where there is none.
Shape shape_of(const Json& results, const std::string& file) {
  std::vector<std::string> known;
  for (const Shape& shape : shapes()) known.emplace_back(shape.format);
  if (!results.is_object() || !results.contains("format") || !results["format"].is_string())
    throw Error(fmt::format("'{}' is not a results file of détente: it has no 'format'; the formats are {}", file,
                            joined(known)));
  const auto format = results["format"].get<std::string>();
  for (const Shape& shape : shapes())
    if (shape.format == format) return shape;
  throw Error(fmt::format("'{}' has the format '{}', which this version of détente cannot read; it reads {}", file,
                          in_a_sentence(format), joined(known)));
}

/// Nobody is met or ranked who does not play.
void check_names(const Json& results, const std::string& file) {
  std::set<std::string> players;
  for (const Json& name : results["design"]["strategies"]) players.insert(name.get<std::string>());
  const auto check = [&](const char* list, const char* key) {
    for (const Json& one : results[list])
      if (const auto name = one[key].get<std::string>(); !players.contains(name))
        throw Error(fmt::format("'{}' names '{}' in its {}, which is not one of its strategies", file,
                                in_a_sentence(name), list));
  };
  check("standings", "strategy");
  check("pairs", "row");
  check("pairs", "column");
}

}  // namespace

void check_shape(const Json& results, const std::string& file) {
  const Shape shape = shape_of(results, file);
  const Inspection inspection(file);
  for (const Need& need : shape.needs)
    for (const std::string_view place : need.places) inspection.look(results, place, "", need);
  if (shape.format == "detente-tournament-1") check_names(results, file);
}

}  // namespace detente::cli
