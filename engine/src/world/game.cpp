// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <map>

#include <detente/error.hpp>
#include <detente/text/text.hpp>
#include <detente/world/game.hpp>

namespace detente {
namespace {

using Cell = Game::Cell;

/// Parameters as `key=value`, each to be taken once.
class Arguments {
 public:
  Arguments(std::string game, std::string_view text) : game_(std::move(game)) {
    for (const std::string& piece : split(text, ',')) {
      const std::size_t equals = piece.find('=');
      if (equals == std::string::npos)
        throw Error("'" + piece + "' in game '" + game_ + "' is not a parameter; write name=value");
      std::string key(trimmed(std::string_view(piece).substr(0, equals)));
      if (key == "t" || key == "r" || key == "p" || key == "s") key[0] = static_cast<char>(key[0] - 'a' + 'A');
      const std::string value(trimmed(std::string_view(piece).substr(equals + 1)));
      if (!given_.emplace(key, value).second) throw Error("game '" + game_ + "' gives " + key + " twice");
      order_.push_back(key + "=" + value);
    }
  }

  std::optional<std::string> text(const std::string& key) {
    known_.push_back(key);
    const auto found = given_.find(key);
    if (found == given_.end()) return std::nullopt;
    std::string value = found->second;
    given_.erase(found);
    return value;
  }
  double number(const std::string& key, double fallback, double low, double high) {
    const auto given = text(key);
    if (!given) return fallback;
    const auto value = read_number(*given);
    if (!value || *value < low || *value > high)
      throw Error("game '" + game_ + "': " + key + " is '" + *given + "'; it must be a number in " + shortest(low) +
                  "…" + shortest(high));
    return *value;
  }
  double payoff(const std::string& key) {
    const auto given = text(key);
    if (!given) throw Error("game '" + game_ + "' needs T, R, P and S; " + key + " is missing, as in T=5,R=3,P=1,S=0");
    return payoff_value(key, *given);
  }
  double payoff_value(const std::string& key, const std::string& given) const {
    const auto value = read_number(given);
    if (!value || std::abs(*value) > 1e9)
      throw Error("game '" + game_ + "': " + key + " is '" + given + "'; a payoff is a number in -1e9…1e9");
    return *value;
  }
  /// Whatever was not taken is a mistake.
  void finish() const {
    if (given_.empty()) return;
    const std::string& key = given_.begin()->first;
    throw Error("game '" + game_ + "' has no parameter '" + key + "'" + did_you_mean(key, known_) +
                (did_you_mean(key, known_).empty() ? "; it has " + joined(known_) : ""));
  }
  std::string canonical() const { return joined(order_, ","); }

 private:
  std::string game_;
  std::map<std::string, std::string> given_;
  std::vector<std::string> order_;
  std::vector<std::string> known_;
};

constexpr double kMost = 1e6;

Corners two_level_corners(const std::string& name, Arguments& arguments) {
  if (name == "prisoners-dilemma") return {5, 3, 1, 0};
  if (name == "stag-hunt") return {3, 4, 2, 1};
  if (name == "chicken") return {5, 3, 0, 1};
  if (name == "deadlock") return {5, 1, 3, 0};
  if (name == "custom") {
    Corners corners;
    corners.t = arguments.payoff("T");
    corners.r = arguments.payoff("R");
    corners.p = arguments.payoff("P");
    corners.s = arguments.payoff("S");
    return corners;
  }
  const double offence = arguments.number("offence", 0.25, 0, 1);  // security-dilemma and offence-defence
  const double greed = arguments.number("greed", 0, 0, kMost);
  return {2 + 3 * offence + greed, 3, 1, 1 - offence};
}

bool is_two_level(const std::string& name) {
  return name == "prisoners-dilemma" || name == "stag-hunt" || name == "chicken" || name == "deadlock" ||
         name == "custom" || name == "security-dilemma";
}

/// U(x, y) = R(1−x)(1−y) + S(1−x)y + T x(1−y) + P x y − ½ cost x² over evenly spaced levels.
std::vector<Cell> bilinear(int levels, double cost = 0) {
  std::vector<Cell> shape;
  for (int own = 0; own < levels; ++own)
    for (int other = 0; other < levels; ++other) {
      const double x = static_cast<double>(own) / (levels - 1);
      const double y = static_cast<double>(other) / (levels - 1);
      shape.push_back(
          {.t = x * (1 - y), .r = (1 - x) * (1 - y), .p = x * y, .s = (1 - x) * y, .constant = 0 - cost * x * x / 2});
    }
  return shape;
}

/// Restraint, defence, offence: defence costs a little and keeps a share 1 − ω of what an offender would take.
std::vector<Cell> offence_defence(double offence, double cost) {
  const Cell reward{.r = 1};
  const Cell defended{.r = 1, .constant = -cost};
  const Cell shield{.r = 1 - offence, .s = offence, .constant = -cost};  // S + (1−ω)(R−S) − c
  const Cell blunted{.t = offence, .s = 1 - offence};
  return {reward, reward, Cell{.s = 1}, defended, defended, shield, Cell{.t = 1}, blunted, Cell{.p = 1}};
}

bool is_arms_race(const std::string& name) {
  return name == "arms-race" || name == "additive-arms-race";
}

int level_count(const std::string& game, Arguments& arguments) {
  const auto levels = arguments.text("levels");
  const auto count = levels ? read_whole(*levels) : std::optional<std::int64_t>(6);
  if (!count || *count < 2 || *count > kMaxLevels)
    throw Error("game '" + game + "': levels is '" + levels.value_or("") + "'; it must be a whole number in 2…16");
  return static_cast<int>(*count);
}

Corners base_corners(Arguments& arguments) {
  const std::string base = arguments.text("base").value_or("security-dilemma");
  if (!is_two_level(base))
    throw Error("game 'arms-race': base is '" + base +
                "'; it must be a game of two levels: prisoners-dilemma, stag-hunt, chicken, deadlock, "
                "security-dilemma or custom");
  return two_level_corners(base, arguments);
}

/// Own gain·x, less what the other's y threatens and what x costs: bilinear with T − R = P − S, whatever the corners.
Corners additive_corners(Arguments& arguments) {
  const double gain = arguments.number("gain", 2, 0, kMost);
  const double threat = arguments.number("threat", 3, 0, kMost);
  const double net = gain - arguments.number("cost", 1, 0, kMost);
  return {net, 0, net - threat, 0 - threat};
}

double value(const Cell& cell, const Corners& corners) {
  return cell.t * corners.t + cell.r * corners.r + cell.p * corners.p + cell.s * corners.s + cell.constant;
}

Payoffs filled(const Game& game, const Corners& corners, double relative_gains) {
  Payoffs own;
  own.levels = game.levels;
  for (int i = 0; i < game.levels; ++i)
    for (int j = 0; j < game.levels; ++j)
      own.at(i, j) = value(game.shape[static_cast<std::size_t>(i * game.levels + j)], corners);
  Payoffs relative = own;
  if (relative_gains != 0)
    for (int i = 0; i < game.levels; ++i)
      for (int j = 0; j < game.levels; ++j) relative.at(i, j) = own.at(i, j) - relative_gains * own.at(j, i);
  return relative;
}

}  // namespace

Payoffs Game::payoffs() const {
  return filled(*this, corners, relative_gains);
}

Payoffs Game::payoffs(std::string_view motive) const {
  Payoffs matrix = payoffs();
  if (motive.empty()) return matrix;
  if (motive.find('=') != std::string_view::npos) {
    Arguments arguments("@" + std::string(motive), motive);
    Corners own = two_level_corners("custom", arguments);
    arguments.finish();
    // As played: where a shape has costs at its corners, what is left after them.
    const auto top = static_cast<std::size_t>(levels - 1), wide = static_cast<std::size_t>(levels);
    own.r -= shape[0].constant;
    own.s -= shape[top].constant;
    own.t -= shape[top * wide].constant;
    own.p -= shape[top * wide + top].constant;
    return filled(*this, own, 0);
  }
  const double r = matrix.reward();
  const double p = matrix.punishment();
  double temptation = 0;
  if (motive == "security-seeker")
    temptation = (r + p) / 2;
  else if (motive == "greedy")
    temptation = 2 * r - p;
  else {
    const std::string near = did_you_mean(motive, {"security-seeker", "greedy"});
    throw Error("no motive is named '" + std::string(motive) + "'" +
                (near.empty() ? "; write @security-seeker, @greedy or @T=..,R=..,P=..,S=.." : near));
  }
  const double more = temptation - matrix.temptation();
  for (int i = 0; i < levels; ++i)
    for (int j = 0; j < levels; ++j) matrix.at(i, j) += more * shape[static_cast<std::size_t>(i * levels + j)].t;
  matrix.at(levels - 1, 0) = temptation;  // to the last digit
  return matrix;
}

Payoffs Game::material(std::string_view motive) const {
  Game plain = *this;
  plain.relative_gains = 0;
  return plain.payoffs(motive);
}

Errors Game::misperception(double up, double down) const {
  Errors errors = Errors::everywhere(up, down);
  if (confusion) errors.up[1] = errors.down[2] = *confusion;
  return errors;
}

Game parse_game(std::string_view spec) {
  spec = trimmed(spec);
  const std::size_t colon = spec.find(':');
  const bool is_free = colon == std::string_view::npos && spec.find('=') != std::string_view::npos;
  const std::string name(is_free ? "custom" : trimmed(spec.substr(0, colon)));
  const std::string_view rest = is_free ? spec : colon == std::string_view::npos ? "" : spec.substr(colon + 1);
  if (colon != std::string_view::npos && trimmed(rest).empty())
    throw Error("game '" + std::string(spec) + "' ends in a colon; write its parameters after it, or leave it out");
  if (!is_two_level(name) && name != "offence-defence" && !is_arms_race(name)) {
    std::vector<std::string> known;
    for (const GameInfo& info : games()) known.push_back(info.name);
    const std::string near = did_you_mean(name, known);
    throw Error("no game is named '" + name + "'" + (near.empty() ? "; there are " + joined(known) : near));
  }

  Arguments arguments(std::string(is_free ? spec : std::string_view(name)), rest);
  Game game;
  if (name == "arms-race") {
    game.levels = level_count(name, arguments);
    game.corners = base_corners(arguments);
    game.shape = bilinear(game.levels, arguments.number("cost", 0, 0, kMost));
  } else if (name == "additive-arms-race") {
    game.levels = level_count(name, arguments);
    game.corners = additive_corners(arguments);
    game.shape = bilinear(game.levels);
  } else if (name == "offence-defence") {
    const double offence = arguments.number("offence", 0.25, 0, 1);
    const double cost = arguments.number("cost", 0.25, 0, kMost);
    game.confusion = (1 - arguments.number("distinguishability", 1, 0, 1)) / 2;
    const double greed = arguments.number("greed", 0, 0, kMost);
    game.levels = 3;
    game.corners = {2 + 3 * offence + greed, 3, 1, 1 - offence};
    game.shape = offence_defence(offence, cost);
  } else {
    game.corners = two_level_corners(name, arguments);
    game.shape = bilinear(2);
  }
  game.relative_gains = arguments.number("relative-gains", 0, 0, 1);
  game.signal_cost = arguments.number("signal-cost", 0, 0, kMost);
  game.open_cost = arguments.number("open-cost", 0, 0, kMost);
  arguments.finish();
  const std::string given = arguments.canonical();
  game.name = name == "custom" ? "custom:" + given : given.empty() ? name : name + ":" + given;
  return game;
}

std::vector<GameInfo> games() {
  return {
      {"security-dilemma", "offence=0.25,greed=0",
       "T = 2 + 3·offence + greed, R = 3, P = 1, S = 1 − offence: a stag hunt up to offence 1/3, then a prisoner's "
       "dilemma."},
      {"prisoners-dilemma", "", "T, R, P, S = 5, 3, 1, 0: hostility is the dominant move."},
      {"stag-hunt", "", "T, R, P, S = 3, 4, 2, 1: mutual restraint is best for both, but requires trust."},
      {"chicken", "", "T, R, P, S = 5, 3, 0, 1: mutual hostility is the worst outcome for both."},
      {"deadlock", "", "T, R, P, S = 5, 1, 3, 0: both prefer mutual hostility to mutual restraint; no dilemma."},
      {"offence-defence", "offence=0.25,cost=0.25,distinguishability=1,greed=0",
       "Three levels (restraint, defence, offence); the last two are mistaken for each other with probability (1 − "
       "distinguishability)/2."},
      {"arms-race", "levels=6,base=security-dilemma,cost=0",
       "Bilinear extension of a game of two levels to more levels, minus cost/2 times the square of the own share of "
       "the top level; also takes the parameters of its base."},
      {"additive-arms-race", "levels=6,gain=2,threat=3,cost=1",
       "Shares x (own) and y (opponent's) of the top level pay gain·x − threat·y − cost·x: a prisoner's dilemma where "
       "0 < gain − cost < threat."},
      {"custom", "T=..,R=..,P=..,S=..", "Any game of two levels; the name may be left out: T=5,R=3,P=1,S=0."},
  };
}

std::string game_class(const Corners& corners) {
  const std::array<double, 4> value{corners.t, corners.r, corners.p, corners.s};
  const auto [least, most] = std::minmax_element(value.begin(), value.end());
  const double tie = 1e-9 * (*most - *least);
  // Every strict order (best first) of T, R, P, S that the payoffs allow: where two tie, either may come first.
  std::array<std::size_t, 4> order{0, 1, 2, 3};
  constexpr std::size_t T = 0, R = 1, P = 2, S = 3;
  std::vector<std::string> classes;
  do {
    bool is_allowed = true;
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = i + 1; j < 4; ++j) is_allowed &= value[order[i]] >= value[order[j]] - tie;
    if (!is_allowed) continue;
    const auto before = [&](std::size_t a, std::size_t b) {
      return std::find(order.begin(), order.end(), a) < std::find(order.begin(), order.end(), b);
    };
    std::string name = "unnamed";
    if (before(R, T))
      name = before(S, P) ? "harmony" : before(T, P) ? "stag hunt" : "unnamed";
    else if (before(R, P) && before(P, S))
      name = "prisoner's dilemma";
    else if (before(R, S) && before(S, P))
      name = "chicken";
    else if (before(T, P) && before(P, R) && before(R, S))
      name = "deadlock";
    if (std::find(classes.begin(), classes.end(), name) == classes.end()) classes.push_back(name);
  } while (std::next_permutation(order.begin(), order.end()));
  // A tie T = P with R above both is still a stag hunt (R > T ≥ P > S).
  if (classes.size() == 2 && std::abs(corners.t - corners.p) <= tie) std::erase(classes, "unnamed");
  if (classes.size() == 1) return classes[0];
  return "boundary between " + joined(classes, " and ");
}

Corners corners(const Payoffs& payoffs) {
  return {payoffs.temptation(), payoffs.reward(), payoffs.punishment(), payoffs.sucker()};
}

}  // namespace detente
