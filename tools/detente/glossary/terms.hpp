// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What each term means that détente prints: one text for `detente explain`, the manual and the page of reports.
namespace detente::cli {

struct Term {
  std::string_view name{};
  std::string_view also{};     ///< other names, keys of JSON and columns of CSV among them; a comma list
  std::string_view meaning{};  ///< one or two sentences
  std::string_view formula{};  ///< empty where words say it all
  std::string_view unit{};     ///< empty where it is no number
  std::string_view horizon{};  ///< over which rounds; empty where it depends on none
  std::string_view source{};   ///< who defined it; empty where the term is this project's own or common usage
};

/// Terms of one subject, in the order in which they build on each other.
struct TermGroup {
  std::string_view title;
  std::span<const Term> terms;
};

std::span<const Term> world_terms();
std::span<const Term> play_terms();
std::span<const Term> episode_terms();
std::span<const Term> test_terms();
std::span<const Term> answer_terms();
std::span<const Term> breaker_terms();
std::span<const Term> search_terms();
std::span<const Term> system_terms();
std::span<const Term> evolution_terms();

std::vector<TermGroup> term_groups();

/// The term of that name or other name, in any spelling of case, blanks, `-` and `_`. Throws `Error` with the nearest.
const Term& term(const std::string& name);

/// All of a term, as people read it, in lines of at most `width` columns.
std::string explanation(const Term& term, std::size_t width);
/// All terms: names and first sentences, by subject.
std::string all_terms(std::size_t width);
/// The glossary of the manual, in Markdown.
std::string glossary();

}  // namespace detente::cli
