// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "glossary/terms.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

/// Spelled in the one way in which names are compared.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char letter : trimmed(name)) {
    if (letter == '-' || letter == '_')
      plain += ' ';
    else
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return plain;
}

std::string first_sentence(std::string_view text) {
  const std::size_t end = text.find(". ");
  return std::string(text.substr(0, end == std::string_view::npos ? text.size() : end + 1));
}

struct Part {
  std::string_view label;
  std::string_view text;
};

std::array<Part, 4> parts(const Term& term) {
  return {{{"Formula", term.formula}, {"Unit", term.unit}, {"Horizon", term.horizon}, {"Source", term.source}}};
}

/// `|` ends a cell, and in prose nothing else of Markdown's is found in terms.
std::string in_code(std::string_view text) {
  return fmt::format("`{}`", text);
}

}  // namespace

std::vector<TermGroup> term_groups() {
  return {{"The world of a match", world_terms()},
          {"Tournaments and scores", play_terms()},
          {"Episodes of hostility", episode_terms()},
          {"Tests of recovery", test_terms()},
          {"The answer: breaking spirals, and the cost", answer_terms()},
          {"Lift and loss", breaker_terms()},
          {"Search", search_terms()},
          {"Systems of states", system_terms()},
          {"Populations", evolution_terms()}};
}

const Term& term(const std::string& name) {
  const std::string asked = plain_name(name);
  std::vector<std::string> known;
  for (const TermGroup& group : term_groups()) {
    for (const Term& one : group.terms) {
      std::vector<std::string> names = split(std::string(one.also), ',');
      names.emplace_back(one.name);
      for (const std::string& other : names) {
        if (plain_name(other) == asked) return one;
        known.push_back(other);
      }
    }
  }
  const std::string near = did_you_mean(name, known);
  throw Error(
      fmt::format("no term is named '{}'{}", name, near.empty() ? "; 'detente explain' lists all terms" : near));
}

std::string explanation(const Term& term, std::size_t width) {
  std::string text(term.name);
  if (!term.also.empty()) {
    const std::string also = joined(split(std::string(term.also), ','));
    text += '\n' + wrapped("also: " + also, width, 6);
  }
  text += "\n\n" + wrapped(term.meaning, width, 0) + '\n';
  bool is_first = true;
  for (const auto& [label, content] : parts(term)) {
    if (content.empty()) continue;
    text += fmt::format("{}{:<9}{}\n", is_first ? "\n" : "", label, wrapped(content, width, 9));
    is_first = false;
  }
  return text;
}

std::string all_terms(std::size_t width) {
  constexpr std::size_t kMargin = 20;
  std::string text =
      wrapped("'detente explain TERM' gives the definition, formula, unit, horizon and source.", width, 0) + '\n';
  for (const TermGroup& group : term_groups()) {
    text += fmt::format("\n{}\n", group.title);
    for (const Term& one : group.terms) {
      const std::string name = fmt::format("  {}", one.name);
      const std::string gap(columns(name) < kMargin ? kMargin - columns(name) : 0, ' ');
      text += name + (gap.empty() ? "\n" + std::string(kMargin, ' ') : gap) +
              wrapped(first_sentence(one.meaning), width, kMargin) + '\n';
    }
  }
  return text;
}

std::string glossary() {
  std::string text =
      "# Glossary\n\n"
      "Every term that the output of the engine uses. `detente explain TERM` prints the same text.\n";
  for (const TermGroup& group : term_groups()) {
    text += fmt::format("\n## {}\n", group.title);
    for (const Term& one : group.terms) {
      text += fmt::format("\n### {}\n\n{}\n", one.name, wrapped(one.meaning, 120, 0));
      std::vector<std::string> items;
      if (!one.also.empty()) {
        std::vector<std::string> names;
        for (const std::string& name : split(std::string(one.also), ',')) names.push_back(in_code(name));
        items.push_back("Also: " + joined(names));
      }
      for (const auto& [label, content] : parts(one))
        if (!content.empty())
          items.push_back(fmt::format("{}: {}", label, label == "Formula" ? in_code(content) : std::string(content)));
      if (!items.empty()) text += '\n';
      for (const std::string& item : items) text += fmt::format("- {}\n", item);
    }
  }
  return text;
}

}  // namespace detente::cli
