// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include <detente/best_response.hpp>
#include <detente/design.hpp>
#include <detente/error.hpp>
#include <detente/words.hpp>

#include "embedded.hpp"

namespace detente {
namespace {

constexpr std::string_view kResponse = "best-response-to:";

/// An entrant as written: strategy, motive, number.
struct Name {
  Strategy strategy;   // or that to which it is the best response
  std::string motive;  // "" for none
  int number = 0;      // 0 where none was written
  bool is_response = false;

  std::string canonical(int with_number) const {
    return (is_response ? std::string(kResponse) : "") + strategy.name() + (motive.empty() ? "" : "@" + motive) +
           (with_number > 1 ? "#" + std::to_string(with_number) : "");
  }
};

/// Parts of a list of entrants. A piece `key=value` that does not begin a name belongs to the one before it.
std::vector<std::string> entrant_texts(std::string_view list) {
  std::vector<std::string> texts;
  for (const std::string& piece : split(list, ',')) {
    const std::size_t equals = piece.find('=');
    const bool continues = equals != std::string::npos && piece.find_first_of(":@") > equals;
    if (continues && texts.empty()) throw Error("the list of strategies begins with '" + piece + "', which is no name");
    if (continues)
      texts.back() += "," + piece;
    else if (piece.empty())
      throw Error("the list of strategies '" + std::string(list) + "' has an empty place");
    else
      texts.push_back(piece);
  }
  return texts;
}

/// `@t=..` in any order of its four payoffs, as canonical text.
std::string canonical_motive(const std::string& motive) {
  if (motive.find('=') == std::string::npos) return motive;
  const Corners corners = parse_game("custom:" + motive).corners;
  return "T=" + shortest(corners.t) + ",R=" + shortest(corners.r) + ",P=" + shortest(corners.p) +
         ",S=" + shortest(corners.s);
}

Name parse_name(const std::string& text, const Roster& roster) {
  std::string_view rest = text;
  int number = 0;
  if (const std::size_t hash = rest.rfind('#'); hash != std::string_view::npos) {
    const auto value = read_whole(rest.substr(hash + 1));
    if (!value || *value < 1 || *value > 1'000'000)
      throw Error("'" + text + "': after # stands the number of the entrant, 1…1000000");
    number = static_cast<int>(*value);
    rest = rest.substr(0, hash);
  }
  std::string motive;
  if (const std::size_t at = rest.find('@'); at != std::string_view::npos) {
    motive = trimmed(rest.substr(at + 1));
    if (motive.empty())
      throw Error("'" + text + "': after @ stands a motive: security-seeker, greedy or T=..,R=..,P=..,S=..");
    motive = canonical_motive(motive);
    rest = rest.substr(0, at);
  }
  const bool is_response = rest.starts_with(kResponse);
  return {roster.strategy(is_response ? rest.substr(kResponse.size()) : rest), motive, number, is_response};
}

std::int64_t crisis_rounds(const std::string& start) {
  if (start == "peace") return 0;
  const std::string_view text = start;
  const auto rounds = text.starts_with("crisis:") ? read_whole(text.substr(7)) : std::nullopt;
  if (!rounds || *rounds < 1 || *rounds > 1'000'000)
    throw Error("start is '" + start + "'; it must be peace or crisis:K with K in 1…1000000");
  return *rounds;
}

/// The rates that were given for an entrant, found by name or alias.
std::optional<Rates> rates_of(const std::string& entrant, const std::vector<std::pair<std::string, Rates>>& given) {
  std::optional<Rates> rates;
  for (const auto& [name, value] : given)
    if (name == entrant) rates = value;
  return rates;
}

void resolve(std::vector<std::pair<std::string, Rates>>& given, const std::vector<std::string>& entrants,
             const char* what, const Roster& roster) {
  std::set<std::string> seen;
  for (auto& [name, rates] : given) {
    const Name parsed = parse_name(name, roster);
    const std::string canonical = parsed.canonical(parsed.number);
    if (std::find(entrants.begin(), entrants.end(), canonical) == entrants.end())
      throw Error(std::string(what) + " is given for '" + name + "', which is no entrant; the entrants are " +
                  joined(entrants));
    if (!seen.insert(canonical).second) throw Error(std::string(what) + " is given for '" + canonical + "' twice");
    name = canonical;
  }
}

std::string field_text(std::string_view field, std::string_view key) {
  for (const auto& [name, text] : embedded_fields())
    if (name == field)
      for (const IniEntry& entry : parse_ini(text, std::string(name)))
        if (entry.key == key) return entry.value;
  return "";
}

std::string everyone(const Roster& roster) {
  std::vector<std::string> names;
  for (const Strategy& strategy : roster.strategies()) names.push_back(strategy.name());
  return joined(names);
}

}  // namespace

std::vector<FieldInfo> fields(const Roster& roster) {
  std::vector<FieldInfo> list;
  for (const auto& [name, text] : embedded_fields())
    list.push_back({std::string(name), field_text(name, "about"), field_text(name, "strategies")});
  list.push_back({"all", "Every strategy there is, with its default parameters.", everyone(roster)});
  return list;
}

bool is_field(std::string_view field, const Roster& roster) {
  const std::vector<FieldInfo> all = fields(roster);
  return field.ends_with(".ini") ||
         std::any_of(all.begin(), all.end(), [&](const FieldInfo& info) { return info.name == field; });
}

std::string field_strategies(std::string_view field, const Roster& roster) {
  std::vector<std::string> known;
  for (const FieldInfo& info : fields(roster)) {
    if (info.name == field) return info.strategies;
    known.push_back(info.name);
  }
  const std::string path(field);
  if (!field.ends_with(".ini")) {
    const std::string near = did_you_mean(field, known);
    throw Error("no field is named '" + path + "'" + (near.empty() ? "; there are " + joined(known) : near) +
                (near.empty() ? ", or give an .ini file" : ""));
  }
  std::string strategies;
  for (const IniEntry& entry : read_ini(path)) {
    const std::string where = path + ", line " + std::to_string(entry.line);
    if (entry.key != "strategies" && entry.key != "about")
      throw Error(where + ": a field has no key '" + entry.key + "'; it has strategies and about");
    if (entry.key == "strategies" && !strategies.empty()) throw Error(where + ": strategies is given twice");
    if (entry.key == "strategies") strategies = entry.value;
  }
  if (trimmed(strategies).empty())
    throw Error("field '" + path + "' names no strategies; it needs a line 'strategies = …'");
  return strategies;
}

namespace {

void check_engine(const Request& asked) {
  const auto is_one_of = [](const std::string& word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  if (!is_one_of(asked.engine, {"auto", "exact", "objects", "check"}))
    throw Error("engine is '" + asked.engine + "'; it must be auto, exact, objects or check");
  if (!is_one_of(asked.monitoring, {"private", "public"}))
    throw Error("monitoring is '" + asked.monitoring + "'; it must be private or public");
  if (asked.exact_limit < 1 || asked.exact_limit > 1'000'000)
    throw Error("exact-limit is " + std::to_string(asked.exact_limit) + "; it must lie in 1…1000000");
  if (asked.discount && !(*asked.discount >= 0 && *asked.discount < 1))
    throw Error("discount is " + shortest(*asked.discount) + "; it must be at least 0 and below 1");
  if (asked.endless && asked.continuation)
    throw Error("rounds is infinite and a continuation is given; give one of them");
  const bool samples = asked.engine == "objects" || asked.engine == "check";
  if (samples && (asked.endless || asked.discount))
    throw Error(std::string(asked.endless ? "rounds is infinite" : "a discount is given") + ", but the engine '" +
                asked.engine + "' samples matches, which end and count every round alike; use exact or auto");
}

/// What counts as peace and as a spiral in a game of so many levels.
Peace checked_peace(const Request& asked, int levels) {
  const int level = asked.peace_level.value_or(peace_level(levels));
  if (level < 0 || level >= levels - 1)
    throw Error("peace-level is " + std::to_string(level) + "; in a game of " + std::to_string(levels) +
                " levels it must lie in 0…" + std::to_string(levels - 2));
  if (asked.calm < 1 || asked.calm > 100)
    throw Error("calm is " + std::to_string(asked.calm) + "; it must lie in 1…100");
  if (asked.ages.spiral < 1 || asked.ages.spiral > 1000)
    throw Error("spiral is " + std::to_string(asked.ages.spiral) + "; it must lie in 1…1000");
  if (asked.ages.lock_in < asked.ages.spiral || asked.ages.lock_in > 1000)
    throw Error("lock-in is " + std::to_string(asked.ages.lock_in) + "; it must be at least spiral, which is " +
                std::to_string(asked.ages.spiral) + ", and at most 1000");
  return {.level = level, .calm = asked.calm};
}

/// A state with its payoffs, its rates, and told about the match.
Side seated(const Design& design, const Strategy& strategy, const std::string& name, const std::string& motive) {
  const Request& asked = design.request;
  const Rates tremble = rates_of(name, asked.tremble_of).value_or(asked.tremble);
  const Rates misperception = rates_of(name, asked.misperception_of).value_or(asked.misperception);
  Side side{.strategy = strategy,
            .name = name,
            .payoffs = design.game.payoffs(motive),
            .tremble = Errors::everywhere(tremble.up, tremble.down),
            .misperception = design.game.misperception(misperception.up, misperception.down)};
  check_errors(side.tremble, design.game.levels, "tremble");
  check_errors(side.misperception, design.game.levels, "misperception");
  const Briefing briefing{.payoffs = side.payoffs,
                          .tremble = side.tremble,
                          .misperception = side.misperception,
                          .signal_noise = asked.signal_noise,
                          .signal_cost = design.game.signal_cost,
                          .open_cost = design.game.open_cost,
                          .rounds = asked.known_length ? asked.rounds : 0};
  try {
    side.strategy = strategy.briefed(briefing);
  } catch (const Error& refusal) {
    throw Error("'" + name + "' refuses the game '" + asked.game + "': " + refusal.what());
  } catch (const std::exception& failure) {
    throw StrategyFailure("strategy '" + name + "' failed when it was told the game: " + failure.what());
  }
  return side;
}

/// The best response to a strategy as it plays in this design, with the rates of its entrant where there is one.
Side response_of(const Design& design, const Name& name, const std::string& canonical) {
  const Side victim = seated(design, name.strategy, name.strategy.name(), "");
  Side side = seated(design, name.strategy, canonical, name.motive);  // for payoffs and rates
  side.strategy = respond(design.rules, victim,
                          {.payoffs = side.payoffs, .tremble = side.tremble, .misperception = side.misperception},
                          static_cast<std::size_t>(design.request.exact_limit));
  return side;
}

}  // namespace

Design make_design(const Request& request, const Roster& roster) {
  Design design{.request = request, .game = parse_game(request.game), .rules = {}, .peace = {}, .entrants = {}};
  Request& asked = design.request;
  asked.game = design.game.name;
  check_engine(asked);
  if (asked.repetitions < 1 || asked.repetitions > 1'000'000'000)
    throw Error("repetitions is " + std::to_string(asked.repetitions) + "; it must lie in 1…1000000000");
  if (asked.seed > (std::uint64_t{1} << 53) - 1) throw Error("seed is above 2⁵³ − 1");
  if (asked.known_length && asked.continuation)
    throw Error("known-length is yes, but the length is random under a continuation; give rounds instead");
  if (asked.known_length && asked.endless)
    throw Error("known-length is yes, but rounds is infinite; give a number of rounds");

  design.rules = {.levels = design.game.levels,
                  .rounds = asked.rounds,
                  .continuation = asked.continuation,
                  .endless = asked.endless,
                  .discount = asked.discount.value_or(1),
                  .known_length = asked.known_length,
                  .public_monitoring = asked.monitoring == "public",
                  .crisis = crisis_rounds(asked.start),
                  .signal_noise = asked.signal_noise,
                  .signal_cost = design.game.signal_cost,
                  .open_cost = design.game.open_cost,
                  .seed = asked.seed};
  check_rules(design.rules);
  design.peace = checked_peace(asked, design.game.levels);

  const std::string list = asked.strategies.empty() ? field_strategies(asked.field, roster) : asked.strategies;
  std::vector<Name> names;
  for (const std::string& text : entrant_texts(list)) names.push_back(parse_name(text, roster));
  if (names.empty()) throw Error("the list of strategies is empty");
  if (names.size() < 2 && !asked.self_play)
    throw Error("one entrant without self-play meets nobody; name another one, or leave self-play on");

  std::set<std::string> taken;
  for (const Name& name : names)
    if (name.number > 0 && !taken.insert(name.canonical(name.number)).second)
      throw Error("'" + name.canonical(name.number) +
                  "' is entered twice under one number; leave # out to have them numbered");
  std::vector<std::string> canonical;
  for (const Name& name : names) {
    int number = std::max(name.number, 1);
    if (name.number == 0)
      while (!taken.insert(name.canonical(number)).second) ++number;
    canonical.push_back(name.canonical(number));
  }
  resolve(asked.tremble_of, canonical, "tremble-of", roster);
  resolve(asked.misperception_of, canonical, "misperception-of", roster);

  for (std::size_t i = 0; i < names.size(); ++i) {
    Side side = names[i].is_response ? response_of(design, names[i], canonical[i])
                                     : seated(design, names[i].strategy, canonical[i], names[i].motive);
    design.entrants.push_back({.name = canonical[i],
                               .motive = names[i].motive.empty() ? "game" : names[i].motive,
                               .strategy = names[i].is_response ? side.strategy : names[i].strategy,
                               .material = design.game.material(names[i].motive),
                               .side = side});
  }
  asked.strategies = joined(canonical, ",");
  return design;
}

}  // namespace detente
