// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "entrants.hpp"

#include <detente/best_response.hpp>
#include <detente/error.hpp>
#include <detente/words.hpp>

namespace detente {
namespace {

constexpr std::string_view kResponse = "best-response-to:";

/// `@t=..` in any order of its four payoffs, as canonical text.
std::string canonical_motive(const std::string& motive) {
  if (motive.find('=') == std::string::npos) return motive;
  const Corners corners = parse_game("custom:" + motive).corners;
  return "T=" + shortest(corners.t) + ",R=" + shortest(corners.r) + ",P=" + shortest(corners.p) +
         ",S=" + shortest(corners.s);
}

/// The rates that were given for an entrant, found by name or alias.
std::optional<Rates> rates_of(const std::string& entrant, const std::vector<std::pair<std::string, Rates>>& given) {
  std::optional<Rates> rates;
  for (const auto& [name, value] : given)
    if (name == entrant) rates = value;
  return rates;
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

EntrantName parse_entrant(const std::string& text, const Roster& roster) {
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

namespace {

/// The best response to a strategy as it plays in this design, with the rates of its entrant where there is one.
Side response_of(const Design& design, const EntrantName& name, const std::string& canonical) {
  const Side victim = seated(design, name.strategy, name.strategy.name(), "");
  Side side = seated(design, name.strategy, canonical, name.motive);  // for payoffs and rates
  side.strategy = respond(design.rules, victim,
                          {.payoffs = side.payoffs, .tremble = side.tremble, .misperception = side.misperception},
                          static_cast<std::size_t>(design.request.exact_limit));
  return side;
}

}  // namespace

Entrant entrant(const Design& design, const EntrantName& name, const std::string& canonical) {
  Side side =
      name.is_response ? response_of(design, name, canonical) : seated(design, name.strategy, canonical, name.motive);
  return {.name = canonical,
          .motive = name.motive.empty() ? "game" : name.motive,
          .strategy = name.is_response ? side.strategy : name.strategy,
          .material = design.game.material(name.motive),
          .side = side};
}

}  // namespace detente
