// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>

#include <detente/text/text.hpp>

#include "arguments/commands.hpp"
#include "arguments/settings.hpp"
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
  Json json{{"terms", Json::array()}};
  std::string csv = "term,also,subject,meaning,formula,unit,horizon,source\n";
  for (const TermGroup& group : term_groups()) {
    for (const Term& each : group.terms) {
      if (one != nullptr && one->name != each.name) continue;
      json["terms"].push_back(term_json(each, group.title));
      const std::vector<std::string> cells = {in_quotes(each.name),    in_quotes(each.also),    in_quotes(group.title),
                                              in_quotes(each.meaning), in_quotes(each.formula), in_quotes(each.unit),
                                              in_quotes(each.horizon), in_quotes(each.source)};
      csv += joined(cells, ",") + '\n';
    }
  }
  write_out(wanted == Format::json ? text(json) : csv);
  return 0;
}

}  // namespace detente::cli
