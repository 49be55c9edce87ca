// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <detente/design/forfeit.hpp>
#include <detente/objects/match.hpp>
#include <detente/spirals/episodes.hpp>
#include <detente/strategy/registry.hpp>
#include <detente/world/game.hpp>

namespace detente {

/// Chances of an error towards hostility (up) and towards restraint (down).
struct Rates {
  double up = 0;    ///< towards hostility, chance per round
  double down = 0;  ///< towards restraint, chance per round
  bool operator==(const Rates&) const = default;
};

/// A tournament in the words of its user. Every field has the default of `detente run`.
struct Request {
  std::string strategies = {};              ///< comma list of entrants; empty: the field
  std::string field = "security";           ///< in place of `strategies`
  std::vector<std::string> also = {};       ///< strategies that are entered too, unless they are listed there
  std::string game = "security-dilemma";    ///< or a schedule of games of equally many levels
  std::int64_t rounds = 200;                ///< of a match
  bool endless = false;                     ///< in place of `rounds`
  std::optional<double> continuation = {};  ///< chance of another round, in place of `rounds`
  std::int64_t repetitions = 1000;          ///< matches of each sampled pair
  Rates tremble = {};                       ///< common to all entrants without rates of their own
  Rates misperception{0.05, 0.01};          ///< common to all entrants without rates of their own
  std::string tremble_schedule = {};        ///< in place of `tremble`, which then is that of the first round
  std::string misperception_schedule = {};  ///< in place of `misperception`, likewise
  std::vector<std::pair<std::string, Rates>> tremble_of = {};        ///< by entrant
  std::vector<std::pair<std::string, Rates>> misperception_of = {};  ///< by entrant
  std::vector<std::pair<std::string, std::string>> motive_of = {};   ///< by entrant: a motive, or a schedule of them
  double signal_noise = 0;                                           ///< chance that a signal arrives as another kind
  bool known_length = false;                                         ///< whether strategies are told `rounds`
  std::optional<double> discount = {};                               ///< 0…1, below 1
  std::string monitoring = "private";                                ///< or public
  std::int64_t exact_limit = 4096;  ///< joint memories that a pair may have and still be exact
  std::string start = "peace";      ///< or crisis:K
  bool self_play = true;            ///< whether each entrant also meets its copy
  std::string engine = "auto";      ///< or exact, tables, objects, check
  std::string kernel = {};  ///< of the tables, of no influence on any result; empty for the fastest that runs here
  std::uint64_t seed = 1;   ///< names the draws
  std::optional<int> peace_level = {};  ///< in place of the game's own
  int calm = Peace{}.calm;              ///< rounds of peace in a row that end an episode
  Ages ages = {};                       ///< of spirals and lock-ins
  bool forfeits = false;                ///< an entrant that fails is left out, where it would else end the run
};

/// One state of a tournament, ready to be seated.
struct Entrant {
  std::string name;        ///< canonical: full name, parameters that were given, motive, number
  std::string shown = {};  ///< the same with the name of a preset in place of its parameters: "desperate"
  std::string motive;      ///< "game" for the game's own payoffs, else the text after @ or of `Request::motive_of`
  Strategy strategy;       ///< as the user wrote it
  Payoffs material;        ///< its payoffs before relative gains: what spirals cost it
  Side side;               ///< as it is seated: briefed, with its payoffs and errors
};

/// A tournament that can be played.
struct Design {
  Request request;                     ///< as asked; entrants resolved
  Game game;                           ///< of the first stretch
  Rules rules;                         ///< with the turns of all schedules
  std::vector<Game> later_games = {};  ///< one for each turn
  Peace peace;                         ///< what counts as peace
  std::vector<Entrant> entrants;       ///< in order
  std::string field_aggressors;        ///< whom the field names as such; empty where it was not asked or names nobody
  /// Of the field `all`: who refuses the game, and why.
  std::vector<std::pair<std::string, std::string>> left_out = {};
  std::vector<Forfeit> forfeits = {};  ///< entrants that failed, and are left out
};

/// Nothing is to be solved, even if it could be.
inline bool samples_all(const Request& request) {
  return request.engine == "objects" || request.engine == "tables";
}

/// The payoffs of some entrant turn during a match: what episodes cost then has no one measure.
bool payoffs_turn(const Design& design);

/// Reads `U` or `U/V`, chances in 0…1; absent for anything else.
std::optional<Rates> read_rates(std::string_view text);

/// True for the name of a field, or of an .ini file.
bool is_field(std::string_view field, const Registry& registry);

/// A named list of strategies.
struct FieldInfo {
  std::string name;        ///< as users write it
  std::string about;       ///< one sentence
  std::string strategies;  ///< comma list
  std::string aggressors;  ///< those that count as aggressors, whatever their motive; may be empty
};
/// All fields that are built in.
std::vector<FieldInfo> fields(const Registry& registry);
/// A built-in field, or one from an .ini file (`strategies = …`, `aggressors = …`). Throws `Error` with the nearest
/// names.
FieldInfo find_field(std::string_view field, const Registry& registry);

/// Checks and resolves a request. Throws `Error` in one sentence for whatever cannot be played, and `FieldFailure`
/// where entrants fail when they are told the game: all of them, or those without whom nobody would have an opponent.
Design make_design(const Request& request, const Registry& registry);

/// Reads `key = value` lines. `#` begins a comment at the start of a line or after a blank.
struct IniEntry {
  std::string key;    ///< before the =
  std::string value;  ///< after it
  int line;           ///< of the file, from 1
};
/// Throws `Error` with file and line.
std::vector<IniEntry> read_ini(const std::string& path);
/// The entries of a text; `name` is the file's, for messages. Throws `Error`.
std::vector<IniEntry> parse_ini(std::string_view text, const std::string& name);

}  // namespace detente
