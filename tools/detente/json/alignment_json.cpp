// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/alignment_json.hpp"

#include <detente/text/text.hpp>

#include "json/strategy_json.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

const char* yes_or_no(bool is_so) {
  return is_so ? "yes" : "no";
}

}  // namespace

std::vector<std::pair<const char*, bool>> traits_of(const Alignment& alignment) {
  const AlignmentTraits traits = alignment.traits();
  return {{"memory_can_be_enumerated", traits.ordered}, {"arms", traits.arms}, {"begins", traits.begins}};
}

Json alignment_json(const ListedAlignment& listed) {
  const Info& info = listed.alignment.info();
  Json json{{"name", listed.alignment.name()},
            {"about", info.about},
            {"source", info.source},
            {"parameters", Json::array()},
            {"origin", listed.origin.empty() ? "built-in" : listed.origin}};
  for (const Parameter& parameter : listed.alignment.parameters())
    json["parameters"].push_back(parameter_json(parameter));
  for (const auto& [name, has_it] : traits_of(listed.alignment)) json["traits"][name] = has_it;
  return json;
}

std::string alignments_csv(const std::vector<ListedAlignment>& all) {
  std::string csv = "name,about,source,parameters,origin,memory_can_be_enumerated,arms,begins\n";
  for (const auto& [alignment, origin] : all) {
    const Info& info = alignment.info();
    std::vector<std::string> parameters;
    for (const Parameter& parameter : alignment.parameters()) parameters.emplace_back(parameter.name);
    csv += in_quotes(info.name) + ',' + in_quotes(info.about) + ',' + in_quotes(info.source) + ',' +
           in_quotes(joined(parameters, " ")) + ',' + in_quotes(origin.empty() ? "built-in" : origin);
    for (const auto& [name, has_it] : traits_of(alignment)) csv += std::string(",") + yes_or_no(has_it);
    csv += '\n';
  }
  return csv;
}

std::string alignment_csv(const ListedAlignment& listed) {
  const Info& info = listed.alignment.info();
  std::string csv = "property,value\n";
  const auto add = [&](const std::string& property, std::string_view value) {
    csv += in_quotes(property) + ',' + in_quotes(value) + '\n';
  };
  add("name", listed.alignment.name());
  add("about", info.about);
  add("source", info.source);
  add("origin", listed.origin.empty() ? "built-in" : listed.origin);
  for (const Parameter& parameter : listed.alignment.parameters())
    add("parameter " + std::string(parameter.name), parameter.value ? parameter.text(*parameter.value) : "");
  for (const auto& [name, has_it] : traits_of(listed.alignment)) add(name, yes_or_no(has_it));
  return csv;
}

}  // namespace detente::cli
