// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>

#include <detente/design/design.hpp>
#include <detente/design/schedule.hpp>
#include <detente/error.hpp>
#include <detente/tables/tables.hpp>
#include <detente/text/text.hpp>

#include "design/embedded.hpp"
#include "design/entrants.hpp"
#include "design/generated_field.hpp"

namespace detente {
namespace {

std::int64_t crisis_rounds(const std::string& start) {
  if (start == "peace") return 0;
  const std::string_view text = start;
  const auto rounds = text.starts_with("crisis:") ? read_whole(text.substr(7)) : std::nullopt;
  if (!rounds || *rounds < 1 || *rounds > 1'000'000)
    throw Error("start is '" + start + "'; it must be peace or crisis:K with K in 1…1000000");
  return *rounds;
}

template <class Value>
void resolve(std::vector<std::pair<std::string, Value>>& given, const std::vector<std::string>& entrants,
             const char* what, const Registry& registry) {
  const std::set<std::string_view> known(entrants.begin(), entrants.end());
  std::set<std::string> seen;
  for (auto& [name, value] : given) {
    const EntrantName parsed = parse_entrant(name, registry);
    const std::string canonical = parsed.canonical(parsed.number);
    if (!known.contains(canonical))
      throw Error(std::string(what) + " is given for '" + name + "', which is not an entrant; the entrants are " +
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

/// The field of everyone, and who of it refuses the game stays away.
constexpr std::string_view kEveryone = "all";

/// All strategies and their presets but those that are the defaults.
std::string everyone(const Registry& registry) {
  std::vector<std::string> names;
  for (const Strategy& strategy : registry.strategies()) {
    names.push_back(strategy.name());
    for (const Preset& preset : strategy.presets())
      if (const Strategy named = registry.strategy(preset.name);
          named.info().name == strategy.info().name && named.order(strategy) != 0)
        names.emplace_back(preset.name);
  }
  return joined(names);
}

}  // namespace

std::vector<FieldInfo> fields(const Registry& registry) {
  std::vector<FieldInfo> list;
  for (const auto& [name, text] : embedded_fields())
    list.push_back(
        {std::string(name), field_text(name, "about"), field_text(name, "strategies"), field_text(name, "aggressors")});
  list.push_back(
      {std::string(kEveryone),
       "Every strategy with its default parameters, and every preset; strategies that refuse the game are left out.",
       everyone(registry), ""});
  return list;
}

bool is_field(std::string_view field, const Registry& registry) {
  const std::vector<FieldInfo> all = fields(registry);
  return field.ends_with(".ini") || field.starts_with("random:") || field.starts_with("grid:") ||
         std::any_of(all.begin(), all.end(), [&](const FieldInfo& info) { return info.name == field; });
}

FieldInfo find_field(std::string_view field, const Registry& registry) {
  std::vector<std::string> known;
  for (const FieldInfo& info : fields(registry)) {
    if (info.name == field) return info;
    known.push_back(info.name);
  }
  const std::string path(field);
  if (const auto strategies = generated_field(field))
    return {.name = path, .about = "Generated.", .strategies = *strategies, .aggressors = ""};
  if (!field.ends_with(".ini")) {
    const std::string near = did_you_mean(field, known);
    throw Error("no field is named '" + path + "'" + (near.empty() ? "; there are " + joined(known) : near) +
                (near.empty() ? ", or give an .ini file, " + generated_forms() : ""));
  }
  FieldInfo info{.name = path, .about = "", .strategies = "", .aggressors = ""};
  for (const IniEntry& entry : read_ini(path)) {
    const std::string where = path + ", line " + std::to_string(entry.line);
    std::string* const place = entry.key == "strategies"   ? &info.strategies
                               : entry.key == "aggressors" ? &info.aggressors
                               : entry.key == "about"      ? &info.about
                                                           : nullptr;
    if (place == nullptr)
      throw Error(where + ": a field has no key '" + entry.key + "'; it has strategies, aggressors and about");
    if (!place->empty()) throw Error(where + ": " + entry.key + " is given twice");
    *place = entry.value;
  }
  if (trimmed(info.strategies).empty())
    throw Error("field '" + path + "' names no strategies; it needs a line 'strategies = …'");
  return info;
}

namespace {

void check_kernel(const std::string& asked) {
  if (asked.empty()) return;
  std::vector<std::string> running;
  bool is_known = false;
  for (const TableKernel& kernel : table_kernels()) {
    if (kernel.runs_here) running.emplace_back(kernel.name);
    if (kernel.name == asked && kernel.runs_here) return;
    is_known = is_known || kernel.name == asked;
  }
  throw Error("kernel is '" + asked + "'" + (is_known ? ", which cannot run here" : "") +
              "; on this machine it must be " + joined(running, " or "));
}

void check_engine(const Request& asked) {
  const auto is_one_of = [](const std::string& word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  if (!is_one_of(asked.engine, {"auto", "exact", "tables", "objects", "check"}))
    throw Error("engine is '" + asked.engine + "'; it must be auto, exact, tables, objects or check");
  check_kernel(asked.kernel);
  if (!is_one_of(asked.monitoring, {"private", "public"}))
    throw Error("monitoring is '" + asked.monitoring + "'; it must be private or public");
  if (asked.exact_limit < 1 || asked.exact_limit > 1'000'000)
    throw Error("exact-limit is " + std::to_string(asked.exact_limit) + "; it must lie in 1…1000000");
  if (asked.discount && !(*asked.discount >= 0 && *asked.discount < 1))
    throw Error("discount is " + shortest(*asked.discount) + "; it must be at least 0 and below 1");
  if (asked.endless && asked.continuation)
    throw Error("rounds is infinite and a continuation is given; give one of them");
  const bool samples = asked.engine != "auto" && asked.engine != "exact";
  if (samples && (asked.endless || asked.discount))
    throw Error(std::string(asked.endless ? "rounds is infinite" : "a discount is given") + ", but the engine '" +
                asked.engine +
                "' samples matches, which have a finite length and equally weighted rounds; use exact or auto");
}

/// Reads a schedule that is meant for a match of this design, and notes where it turns.
std::vector<Scheduled> scheduled(const Request& asked, const std::string& text, const std::string& what,
                                 std::set<std::int64_t>& turns) {
  std::vector<Scheduled> schedule = parse_schedule(text, what);
  if (asked.continuation || asked.endless || asked.discount)
    throw Error(what + " changes during the match, which then needs a fixed number of rounds with equal weights, " +
                (asked.discount       ? "without a discount"
                 : asked.continuation ? "not a continuation"
                                      : "not infinite ones"));
  check_length(schedule, asked.rounds, what);
  for (const Scheduled& piece : schedule)
    if (piece.first > 1) turns.insert(piece.first);
  return schedule;
}

void schedule_rates(const Request& asked, const std::string& text, const std::string& what, Rates& first,
                    std::set<std::int64_t>& turns) {
  if (text.empty()) return;
  const std::vector<Scheduled> schedule = scheduled(asked, text, what, turns);
  for (const Scheduled& piece : schedule)
    if (!read_rates(piece.value))
      throw Error(what + " is '" + piece.value + "' from round " + std::to_string(piece.first) +
                  " on; it must be U or U/V, probabilities from 0 to 1");
  first = *read_rates(schedule.front().value);
}

/// Games that follow each other must differ in payoffs alone.
Game later_game(const Game& first, const Scheduled& piece) {
  Game game = parse_game(piece.value);
  const std::string from = " from round " + std::to_string(piece.first) + " on";
  if (game.levels != first.levels)
    throw Error("game has " + std::to_string(game.levels) + " levels" + from + ", but " + std::to_string(first.levels) +
                " at first; all games of a schedule need the same number of levels");
  if (game.signal_cost != first.signal_cost || game.open_cost != first.open_cost)
    throw Error("game has another signal-cost or open-cost" + from +
                " than at first; both must be constant during a match");
  return game;
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

/// The number of an entrant tells copies in the list apart: with n of them it is 1…n.
void check_numbers(const std::vector<EntrantName>& names) {
  std::map<std::string, int> copies;
  for (const EntrantName& name : names) ++copies[name.canonical(1)];
  for (const EntrantName& name : names) {
    const std::string plain = name.canonical(1);
    const int count = copies[plain];
    if (name.number > count)
      throw Error("'" + name.canonical(name.number) + "' has a number that is not in use: '" + plain + "' is entered " +
                  (count == 1 ? "once, and its number is 1"
                              : std::to_string(count) + " times, and the numbers are 1…" + std::to_string(count)) +
                  "; leave # out to number copies automatically");
  }
}

/// Entrants that would be shown alike are shown under their canonical names.
void tell_apart(std::vector<Entrant>& entrants) {
  std::map<std::string, int> times;
  for (const Entrant& entrant : entrants) ++times[entrant.shown];
  for (Entrant& entrant : entrants)
    if (times[entrant.shown] > 1) entrant.shown = entrant.name;
}

}  // namespace

std::optional<Rates> read_rates(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto up = read_number(trimmed(text.substr(0, slash)));
  const auto down = slash == std::string_view::npos ? up : read_number(trimmed(text.substr(slash + 1)));
  const auto is_rate = [](const std::optional<double>& rate) { return rate && *rate >= 0 && *rate <= 1; };
  const bool is_repeated = slash != std::string_view::npos && text.find('/', slash + 1) != std::string_view::npos;
  if (is_repeated || !is_rate(up) || !is_rate(down)) return std::nullopt;
  return Rates{*up, *down};
}

bool payoffs_turn(const Design& design) {
  return std::any_of(design.entrants.begin(), design.entrants.end(), [](const Entrant& entrant) {
    return std::any_of(entrant.side.later.begin(), entrant.side.later.end(),
                       [&](const Stretch& stretch) { return !(stretch.payoffs == entrant.side.payoffs); });
  });
}

Design make_design(const Request& request, const Registry& registry) {
  Design design{.request = request, .game = {}, .rules = {}, .peace = {}, .entrants = {}, .field_aggressors = {}};
  Request& asked = design.request;
  check_engine(asked);
  std::set<std::int64_t> turns;
  std::vector<Scheduled> games;
  if (is_schedule(asked.game)) {
    games = scheduled(asked, asked.game, "game", turns);
    design.game = parse_game(games.front().value);
    for (Scheduled& piece : games) piece.value = later_game(design.game, piece).name;
    asked.game = text(games);
  } else {
    design.game = parse_game(asked.game);
    asked.game = design.game.name;
  }
  schedule_rates(asked, asked.tremble_schedule, "tremble", asked.tremble, turns);
  schedule_rates(asked, asked.misperception_schedule, "misperception", asked.misperception, turns);
  for (const auto& [name, motive] : asked.motive_of)
    if (is_schedule(motive)) scheduled(asked, motive, "motive-of '" + name + "'", turns);
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
                  .turns = {turns.begin(), turns.end()},
                  .signal_noise = asked.signal_noise,
                  .signal_cost = design.game.signal_cost,
                  .open_cost = design.game.open_cost,
                  .seed = asked.seed};
  check_rules(design.rules);
  for (const std::int64_t turn : design.rules.turns)
    design.later_games.push_back(games.empty() ? design.game : parse_game(value_in(games, turn)));
  design.peace = checked_peace(asked, design.game.levels);

  std::string list = asked.strategies;
  if (list.empty()) {
    const FieldInfo field = find_field(asked.field, registry);
    list = field.strategies;
    design.field_aggressors = field.aggressors;
  }
  std::vector<EntrantName> names;
  for (const std::string& text : entrant_texts(list)) names.push_back(parse_entrant(text, registry));
  const std::size_t listed = names.size();
  for (const std::string& also : asked.also)
    if (std::none_of(names.begin(), names.end(),
                     [&](const EntrantName& name) { return name.strategy.info().name == also; }))
      names.push_back(parse_entrant(also, registry));
  if (names.empty()) throw Error("the list of strategies is empty");
  if (names.size() < 2 && !asked.self_play)
    throw Error("one entrant without self-play has no opponent; name another one, or leave self-play on");

  std::set<std::string> taken;
  for (const EntrantName& name : names)
    if (name.number > 0 && !taken.insert(name.canonical(name.number)).second)
      throw Error("'" + name.canonical(name.number) +
                  "' is entered twice under one number; leave # out to number them automatically");
  std::vector<std::string> canonical = canonical_names(names);
  check_numbers(names);
  resolve(asked.tremble_of, canonical, "tremble-of", registry);
  resolve(asked.misperception_of, canonical, "misperception-of", registry);
  resolve(asked.motive_of, canonical, "motive-of", registry);

  const bool may_stay_away = asked.strategies.empty() && asked.field == kEveryone;
  std::vector<StrategyFailure> failures;
  for (std::size_t i = 0; i < names.size(); ++i) {
    try {
      design.entrants.push_back(entrant(design, names[i], canonical[i]));
    } catch (const StrategyFailure& failure) {
      failures.push_back(failure.of(canonical[i]));
      design.forfeits.push_back({canonical[i], failures.back().what()});
      canonical[i].clear();
    } catch (const Refusal& refusal) {
      // Nobody asked for a submission by its name: it may refuse for itself, and not for all.
      const bool is_submission = i >= listed && asked.forfeits;
      if (!may_stay_away && !is_submission) throw;
      if (is_submission)
        design.forfeits.push_back({canonical[i], refusal.what()});
      else
        design.left_out.emplace_back(canonical[i], refusal.what());
      canonical[i].clear();
    }
  }
  tell_apart(design.entrants);
  const std::size_t least = asked.self_play ? 1 : 2;
  if (!failures.empty() && (!asked.forfeits || design.entrants.size() < least)) throw FieldFailure(failures);
  std::erase(canonical, "");
  asked.strategies = joined(canonical, ",");
  return design;
}

}  // namespace detente
