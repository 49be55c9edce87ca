// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/alignment_text.hpp"

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "terminal/colours.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

/// Its name, with its parameters as they are.
std::string signature(const Alignment& alignment) {
  std::string text(alignment.info().name);
  char before = ':';
  for (const Parameter& parameter : alignment.parameters()) {
    text += fmt::format("{}{}={}", before, parameter.name, parameter.value ? parameter.text(*parameter.value) : "");
    before = ',';
  }
  return text;
}

std::string trait_words_of(const Alignment& alignment) {
  const AlignmentTraits traits = alignment.traits();
  std::vector<std::string> words{traits.arms ? "decides how strong its state wants to be"
                                             : "wants all strength that its means allow"};
  words.emplace_back(traits.begins ? "looks at the opening" : "acts on what it has seen");
  words.emplace_back(traits.ordered ? "its memory can be enumerated" : "its memory cannot be enumerated");
  return joined(words);
}

}  // namespace

std::string alignments_table(const std::vector<ListedAlignment>& all, std::size_t width) {
  std::string lines;
  for (const ListedAlignment& listed : all)
    lines += harmless(signature(listed.alignment)) + "\n  " +
             wrapped(harmless(listed.alignment.info().about), width, 2) + '\n';
  return lines;
}

std::string alignment_card(const ListedAlignment& listed, const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  const bool has_color = terminal.has_color;
  const Info& info = listed.alignment.info();
  std::string lines = coloured(listed.alignment.name(), Colour::bold, has_color) + " (alignment)\n  " +
                      wrapped(harmless(info.about), width, 2) + "\n\n";
  const auto add = [&](const char* label, std::string_view value) {
    lines +=
        coloured(fmt::format("{:<11}", label), Colour::bold, has_color) + wrapped(harmless(value), width, 11) + '\n';
  };
  add("Source", info.source);
  if (!listed.origin.empty()) add("Module", listed.origin);
  add("Traits", trait_words_of(listed.alignment));
  const std::vector<Parameter> parameters = listed.alignment.parameters();
  if (!parameters.empty()) lines += "\nParameters:\n";
  for (const Parameter& parameter : parameters)
    lines += fmt::format("  {}{} ({})\n    {}\n", parameter.name,
                         parameter.value ? "=" + parameter.text(*parameter.value) : "", parameter.demand(),
                         wrapped(harmless(parameter.meaning), width, 4));
  return lines;
}

}  // namespace detente::cli
