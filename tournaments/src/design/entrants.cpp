// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "design/entrants.hpp"

#include <map>
#include <set>

#include <detente/automata/spelled.hpp>
#include <detente/best_response/best_response.hpp>
#include <detente/design/schedule.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

constexpr std::string_view kResponse = "best-response-to:";

/// `@t=..` in any order of its four payoffs, as canonical text.
std::string canonical_motive(const std::string& motive) {
  if (motive.find('=') == std::string::npos) return motive;
  Corners corners;
  try {
    corners = parse_game("custom:" + motive).corners;
  } catch (const Error& refusal) {
    throw Error("motive '" + motive + "' is not a set of payoffs: " + refusal.what());
  }
  return "T=" + shortest(corners.t) + ",R=" + shortest(corners.r) + ",P=" + shortest(corners.p) +
         ",S=" + shortest(corners.s);
}

/// What was given for an entrant.
template <class Value>
std::optional<Value> given_for(const std::string& entrant, const std::vector<std::pair<std::string, Value>>& given) {
  for (const auto& [name, value] : given)
    if (name == entrant) return value;
  return std::nullopt;
}

/// The rates of a stretch that begins with that round.
Rates rates_in(std::int64_t round, const Rates& usual, const std::string& schedule) {
  return schedule.empty() ? usual : *read_rates(value_in(parse_schedule(schedule, "the schedule"), round));
}

/// The motive of an entrant in a round: as its name says, or as its schedule does.
std::string motive_in(std::int64_t round, const std::string& motive) {
  if (!is_schedule(motive)) return motive;
  const std::string here = value_in(parse_schedule(motive, "motive-of"), round);
  return here == "game" ? "" : canonical_motive(here);
}

}  // namespace

std::string EntrantName::canonical(int with_number) const {
  return (is_response ? std::string(kResponse) : "") + strategy.name() + (motive.empty() ? "" : "@" + motive) +
         (with_number > 1 ? "#" + std::to_string(with_number) : "");
}

std::vector<std::string> entrant_texts(std::string_view list) {
  std::vector<std::string> texts;
  for (const std::string& piece : split(list, ',')) {
    const std::size_t equals = piece.find('=');
    const bool continues = equals != std::string::npos && piece.find_first_of(":@") > equals;
    if (continues && texts.empty())
      throw Error("the list of strategies begins with '" + piece + "', which is not a name");
    if (continues)
      texts.back() += "," + piece;
    else if (piece.empty())
      throw Error("the list of strategies '" + std::string(list) + "' has an empty entry");
    else
      texts.push_back(piece);
  }
  return texts;
}

namespace {

/// The preset that is this strategy, however its user wrote it, or the automaton's own name.
std::string preset_of(const Strategy& strategy, const Registry& registry) {
  if (const std::string name = name_in(strategy.name()); !name.empty()) return name + ".automaton";
  for (const Preset& preset : strategy.presets())
    if (registry.strategy(preset.name).name() == strategy.name()) return std::string(preset.name);
  return "";
}

/// Where the name ends, if it has an @ of its own, as those of submissions may.
std::size_t end_of_name(std::string_view text, const Registry& registry) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return 0;
  const std::size_t end = std::min(text.find_first_of(":@", at + 1), text.size());
  return registry.knows(trimmed(text.substr(0, end))) ? end : 0;
}

}  // namespace

EntrantName parse_entrant(const std::string& text, const Registry& registry) {
  std::string_view rest = text;
  int number = 0;
  if (const std::size_t hash = rest.rfind('#'); hash != std::string_view::npos) {
    const auto value = read_whole(rest.substr(hash + 1));
    if (!value || *value < 1 || *value > 1'000'000)
      throw Error("'" + text + "': # must be followed by the number of the entrant, 1…1000000");
    number = static_cast<int>(*value);
    rest = rest.substr(0, hash);
  }
  std::string motive;
  if (const std::size_t at = rest.find('@', end_of_name(rest, registry)); at != std::string_view::npos) {
    motive = trimmed(rest.substr(at + 1));
    if (motive.empty())
      throw Error("'" + text + "': @ must be followed by a motive: security-seeker, greedy or T=..,R=..,P=..,S=..");
    motive = canonical_motive(motive);
    rest = rest.substr(0, at);
  }
  const bool is_response = rest.starts_with(kResponse);
  const Strategy strategy = registry.strategy(is_response ? rest.substr(kResponse.size()) : rest);
  return {strategy, motive, number, is_response, preset_of(strategy, registry)};
}

std::vector<std::string> canonical_names(const std::vector<EntrantName>& names) {
  std::set<std::string> taken;
  for (const EntrantName& name : names)
    if (name.number > 0) taken.insert(name.canonical(name.number));
  std::map<std::string, int> first_free;  // by name without a number: no smaller one is free
  std::vector<std::string> canonical;
  for (const EntrantName& name : names) {
    if (name.number > 0) {
      canonical.push_back(name.canonical(name.number));
      continue;
    }
    int& number = first_free.try_emplace(name.canonical(1), 1).first->second;
    while (!taken.insert(name.canonical(number)).second) ++number;
    canonical.push_back(name.canonical(number++));
  }
  return canonical;
}

Side seated(const Design& design, const Strategy& strategy, const std::string& name, const std::string& motive) {
  const Request& asked = design.request;
  const auto own_tremble = given_for(name, asked.tremble_of);
  const auto own_misperception = given_for(name, asked.misperception_of);
  /// What holds in the stretch that begins with that round.
  const auto stretch = [&](std::int64_t round, const Game& game) {
    const Rates tremble = own_tremble.value_or(rates_in(round, asked.tremble, asked.tremble_schedule));
    const Rates misperception =
        own_misperception.value_or(rates_in(round, asked.misperception, asked.misperception_schedule));
    Stretch holds{.payoffs = game.payoffs(motive_in(round, motive)),
                  .tremble = Errors::everywhere(tremble.up, tremble.down),
                  .misperception = game.misperception(misperception.up, misperception.down)};
    check_errors(holds.tremble, game.levels, "tremble");
    check_errors(holds.misperception, game.levels, "misperception");
    return holds;
  };
  const Stretch first = stretch(1, design.game);
  Side side{.strategy = strategy,
            .name = name,
            .payoffs = first.payoffs,
            .tremble = first.tremble,
            .misperception = first.misperception};
  for (std::size_t i = 0; i < design.rules.turns.size(); ++i)
    side.later.push_back(stretch(design.rules.turns[i], design.later_games[i]));
  try {
    side.strategy = strategy.briefed(briefing(design.rules, first));
  } catch (const Error& refusal) {
    throw Refusal("'" + name + "' refuses the game '" + asked.game + "': " + refusal.what());
  } catch (const StrategyFailure& failure) {
    throw failure.of(name);
  }
  return side;
}

namespace {

/// The best response to a strategy as it plays in this design, with the rates of its entrant where there is one.
Side response_of(const Design& design, const EntrantName& name, const std::string& canonical) {
  if (!design.rules.turns.empty())
    throw Error("'" + canonical + "' is computed for a match in which nothing changes; leave it or the schedule out");
  const Side victim = seated(design, name.strategy, name.strategy.name(), "");
  Side side = seated(design, name.strategy, canonical, name.motive);  // for payoffs and rates
  side.strategy = respond(design.rules, victim,
                          {.payoffs = side.payoffs, .tremble = side.tremble, .misperception = side.misperception},
                          static_cast<std::size_t>(design.request.exact_limit));
  return side;
}

}  // namespace

Entrant entrant(const Design& design, const EntrantName& name, const std::string& canonical) {
  std::string motive = name.motive;
  if (const auto given = given_for(canonical, design.request.motive_of)) {
    if (!motive.empty())
      throw Error("'" + canonical + "' has a motive after its @ and another one by motive-of; give one of them");
    motive = is_schedule(*given) ? *given : canonical_motive(*given);
  }
  Side side =
      name.is_response ? response_of(design, name, canonical) : seated(design, name.strategy, canonical, motive);
  std::string shown = canonical;
  if (!name.preset.empty()) shown.replace(shown.find(name.strategy.name()), name.strategy.name().size(), name.preset);
  return {.name = canonical,
          .shown = shown,
          .motive = motive.empty() ? "game" : motive,
          .strategy = name.is_response ? side.strategy : name.strategy,
          .material = design.game.material(motive_in(1, motive)),
          .side = side};
}

}  // namespace detente
