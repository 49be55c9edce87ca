// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>

#include <detente/text/text.hpp>

#include "arguments/commands.hpp"
#include "arguments/settings.hpp"
#include "glossary/columns.hpp"
#include "glossary/terms.hpp"
#include "json/results_json.hpp"
#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

Json term_json(const Term& term, std::string_view subject) {
  const auto or_null = [](std::string_view text) { return text.empty() ? Json() : Json(text); };
  return {{"term", term.name},
          {"also", split(std::string(term.also), ',')},
          {"subject", subject},
          {"meaning", term.meaning},
          {"formula", or_null(term.formula)},
          {"unit", or_null(term.unit)},
          {"horizon", or_null(term.horizon)},
          {"source", or_null(term.source)}};
}

/// The data dictionary, or the columns of it that one term explains.
std::string dictionary(const Term* only) {
  std::string csv = "file,column,meaning,unit,horizon,error\n";
  for (const auto& [file, columns] : file_columns())
    for (const std::string& column : split(std::string(columns), ',')) {
      const Term& found = term(column);
      if (only != nullptr && only != &found) continue;
      csv += joined({in_quotes(file), in_quotes(column), in_quotes(found.meaning), in_quotes(found.unit),
                     in_quotes(found.horizon), in_quotes(kind_of_error(column))},
                    ",") +
             '\n';
    }
  return csv;
}

}  // namespace

int explain(const Arguments& arguments) {
  const Format wanted = format(arguments);
  // `detente explain durable peace` is one term.
  const std::string asked = joined(arguments.positional, " ");
  const Term* const one = asked.empty() ? nullptr : &term(asked);
  if (wanted == Format::table) {
    const auto width = static_cast<std::size_t>(std::clamp(terminal(STDOUT_FILENO).width, 40, 100));
    write_out(one != nullptr ? explanation(*one, width) : all_terms(width));
    return 0;
  }
  if (wanted == Format::csv) {
    write_out(dictionary(one));
    return 0;
  }
  Json json{{"terms", Json::array()}};
  for (const TermGroup& group : term_groups())
    for (const Term& each : group.terms)
      if (one == nullptr || one == &each) json["terms"].push_back(term_json(each, group.title));
  write_out(text(json));
  return 0;
}

}  // namespace detente::cli
