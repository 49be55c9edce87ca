// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/mystery.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/hand/likelihood.hpp>
#include <detente/text/text.hpp>

#include "play/lines.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kMostNamed = 5;
constexpr double kLeastNamed = 0.005;  // probability
constexpr double kCertain = -1e-9;     // log-likelihood, which many additions round

Guess judged(const Seating& seating, const Registry& strategies, const std::string& word) {
  const Entrant& other = seating.other();
  if (word == other.name || word == other.shown) return {other.strategy.name(), word, true};
  // Payoffs do not show: the motive is no part of the question.
  const Strategy named = strategies.strategy(std::string_view(word).substr(0, word.find('@')));
  return {named.name(), word, named.name() == other.strategy.name()};
}

bool is_certain(const Explanation& explanation) {
  return explanation.log_likelihood.value_or(-1) > kCertain;
}

std::string names(const Seating& seating, const std::vector<Explanation>& list, bool has_probability) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(list.size(), kMostNamed); ++i)
    words.push_back(seating.design.entrants[list[i].entrant].shown +
                    (has_probability ? fmt::format(" {:.1f}%", 100 * list[i].probability) : ""));
  return joined(words) + (list.size() > kMostNamed ? fmt::format(" and {} more", list.size() - kMostNamed) : "");
}

std::string explained(const Seating& seating, const std::vector<Explanation>& all) {
  std::vector<Explanation> certain, probable, unknown;
  for (const Explanation& one : all) {
    if (is_certain(one)) certain.push_back(one);
    if (one.probability >= kLeastNamed) probable.push_back(one);
    if (!one.log_likelihood) unknown.push_back(one);
  }
  probable.resize(std::min(probable.size(), kMostNamed));
  std::string text =
      !certain.empty()
          ? "Would have played exactly what you saw, in every round: " + names(seating, certain, false) + "."
      : !probable.empty() ? "Most probable after what you saw, if each strategy of the field was equally "
                            "probable before: " +
                                names(seating, probable, true) + "."
                          : "No strategy of the field accounts for what you saw.";
  if (!unknown.empty())
    text += " Not compared, because their memories cannot be enumerated: " + names(seating, unknown, false) + ".";
  return text;
}

}  // namespace

std::optional<Guess> guess(const Seating& seating, const Registry& strategies, RawKeys& keys, const Screen& screen) {
  for (;;) {
    if (keys.is_terminal()) screen.show("\nWhich strategy was it? ");
    const std::optional<std::string> line = keys.line();
    const std::string word(trimmed(line.value_or("")));
    if (word.empty()) {
      if (line && !keys.is_terminal()) continue;  // blank lines of a text
      return std::nullopt;
    }
    try {
      return judged(seating, strategies, word);
    } catch (const Error& error) {
      if (!keys.is_terminal()) throw Error(fmt::format("standard input: {}", error.what()));
      screen.show(std::string(error.what()) + '\n');
    }
  }
}

std::vector<Explanation> explanations(const Seating& seating, const std::vector<HandRound>& learnt) {
  std::vector<Explanation> list;
  double best = -HUGE_VAL;
  for (std::size_t i = 1; i < seating.design.entrants.size(); ++i) {
    const Side& side = seating.design.entrants[i].side;
    list.push_back({i, log_likelihood(seating.design.rules, seating.person().side, side, learnt)});
    best = std::max(best, list.back().log_likelihood.value_or(best));
  }
  double sum = 0;
  for (Explanation& one : list) {
    if (one.log_likelihood && std::isfinite(*one.log_likelihood))
      one.probability = std::exp(*one.log_likelihood - best);
    sum += one.probability;
  }
  for (Explanation& one : list) one.probability = sum > 0 ? one.probability / sum : 0;
  std::stable_sort(list.begin(), list.end(),
                   [](const Explanation& a, const Explanation& b) { return a.probability > b.probability; });
  return list;
}

std::string answer_text(const Seating& seating, const std::optional<Guess>& guess,
                        const std::vector<Explanation>& explanations, int width) {
  const auto columns = static_cast<std::size_t>(width);
  const std::string& name = seating.other().shown;
  const std::string verdict = !guess            ? fmt::format("It was {}.", name)
                              : guess->is_right ? fmt::format("Right: it was {}.", name)
                                                : fmt::format("Wrong: it was {}, not {}.", name, guess->written);
  return wrapped(verdict, columns, 0) + '\n' + wrapped(explained(seating, explanations), columns, 0) + '\n';
}

Json answer_json(const Seating& seating, const std::optional<Guess>& guess,
                 const std::vector<Explanation>& explanations) {
  Json json{{"field", seating.field},
            {"guess", guess ? Json(guess->strategy) : Json(nullptr)},
            {"is_right", guess ? Json(guess->is_right) : Json(nullptr)},
            {"explanations", Json::array()}};
  for (const Explanation& one : explanations) {
    const bool is_finite = one.log_likelihood && std::isfinite(*one.log_likelihood);
    json["explanations"].push_back({{"strategy", seating.design.entrants[one.entrant].name},
                                    {"log_likelihood", is_finite ? Json(*one.log_likelihood) : Json(nullptr)},
                                    {"probability", one.probability}});
  }
  return json;
}

}  // namespace detente::cli
