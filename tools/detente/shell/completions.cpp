// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "shell/completions.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "arguments/commands.hpp"
#include "glossary/terms.hpp"

namespace detente::cli {
namespace {

/// What completes a word.
enum class Kind { nothing, choices, files, folders, listed };

struct Completion {
  Kind kind = Kind::nothing;
  std::string words;  ///< the choices, separated by blanks; or what `detente list` lists, beside files too
};

/// True for a word as users type it, and not a name for what they type.
bool is_literal(const std::string& word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

Completion completion(const Option& option) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kListed{{{"strategies", "strategies"},
                                                                                  {"baseline", "strategies"},
                                                                                  {"seekers", "strategies"},
                                                                                  {"aggressors", "strategies"},
                                                                                  {"field", "fields"},
                                                                                  {"against", "fields"},
                                                                                  {"game", "games"},
                                                                                  {"kernel", ""}}};
  for (const auto& [name, list] : kListed)
    if (option.name == name && !list.empty()) return {Kind::listed, std::string(list)};
  if (option.argument.find("DIR") != std::string_view::npos) return {Kind::folders, ""};
  if (option.argument.find("FILE") != std::string_view::npos) return {Kind::files, ""};
  std::vector<std::string> choices;
  for (const std::string& part : split(option.argument, '|'))
    if (is_literal(part)) choices.push_back(part);
  return choices.empty() ? Completion{} : Completion{Kind::choices, joined(choices, " ")};
}

/// Terms as one word each; names with other signs than letters are left out.
std::string term_names() {
  std::vector<std::string> names;
  for (const TermGroup& group : term_groups()) {
    for (const Term& term : group.terms) {
      std::string name(term.name);
      std::replace(name.begin(), name.end(), ' ', '-');
      if (is_literal(name)) names.push_back(name);
    }
  }
  return joined(names, " ");
}

/// What the operands of a command are.
Completion operands(const Command& command) {
  if (command.name == "system") return {Kind::files, "systems"};
  if (command.operands.find("FILE") != std::string_view::npos ||
      command.operands.find(".json") != std::string_view::npos)
    return {Kind::files, ""};
  if (command.name == "explain") return {Kind::choices, term_names()};
  if (command.name == "show") return {Kind::listed, "strategies alignments systems"};
  if (command.name == "match" || command.name == "play") return {Kind::listed, "strategies"};
  if (command.operands.starts_with('[')) {
    std::string words(command.operands.substr(1, command.operands.size() - 2));
    std::replace(words.begin(), words.end(), '|', ' ');
    return {Kind::choices, words};
  }
  return {};
}

std::string command_names() {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  return joined(names, " ");
}

/// The first column of `detente list WHAT --format csv`, without quotes; of each list, where there are several.
std::string listing(const std::string& what) {
  std::vector<std::string> lists;
  for (const std::string& list : split(what, ' '))
    lists.push_back(
        fmt::format("detente list {} --format csv 2>/dev/null | sed -n 's/^\"\\([^\"]*\\)\".*/\\1/p'", list));
  return joined(lists, "; ");
}

std::string in_bash(const Completion& completion) {
  switch (completion.kind) {
    case Kind::choices:
      return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\"))", completion.words);
    case Kind::files:
      return fmt::format("COMPREPLY=($(compgen -f -- \"$word\"){}); compopt -o filenames",
                         completion.words.empty()
                             ? ""
                             : fmt::format(" $(compgen -W \"$({})\" -- \"$word\")", listing(completion.words)));
    case Kind::folders:
      return "COMPREPLY=($(compgen -d -- \"$word\")); compopt -o filenames";
    case Kind::listed:
      return fmt::format("COMPREPLY=($(compgen -W \"$({})\" -- \"$word\"))", listing(completion.words));
    case Kind::nothing:
      break;
  }
  return "COMPREPLY=()";
}

/// A meaning up to its first stop, as it may stand between single quotes and in brackets.
std::string in_quotes(std::string_view text) {
  std::string quoted;
  for (const char c : text.substr(0, text.find_first_of(";:"))) {
    if (c == '\'')
      quoted += "’";  // the shells' own quotation mark would end the text
    else
      quoted += c == '[' ? '(' : c == ']' ? ')' : c;
  }
  return quoted;
}

std::string listed_in_zsh(const std::string& what) {
  std::vector<std::string> calls;
  for (const std::string& list : split(what, ' ')) calls.push_back("_detente_listed " + list);
  return joined(calls, "; ");
}

std::string in_zsh(const Completion& completion) {
  switch (completion.kind) {
    case Kind::choices:
      return fmt::format("({})", completion.words);
    case Kind::files:
      return completion.words.empty() ? "_files" : fmt::format("{{_files; {}}}", listed_in_zsh(completion.words));
    case Kind::folders:
      return "_files -/";
    case Kind::listed:
      return completion.words.find(' ') == std::string::npos ? listed_in_zsh(completion.words)
                                                             : "{" + listed_in_zsh(completion.words) + "}";
    case Kind::nothing:
      break;
  }
  return " ";
}

std::string listed_in_fish(const std::string& what) {
  std::vector<std::string> calls;
  for (const std::string& list : split(what, ' '))
    calls.push_back(fmt::format(
        "detente list {} --format csv 2>/dev/null | string replace -rf '^\\\"([^\\\"]*)\\\".*' '\\$1'", list));
  return fmt::format(" -a \"({})\"", joined(calls, "; "));
}

}  // namespace

std::string bash_completion() {
  std::string text = fmt::format(
      "# bash completion for detente, generated from its table of options\n"
      "_detente() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}}\n"
      "  if [[ $COMP_CWORD -eq 1 ]]; then\n"
      "    COMPREPLY=($(compgen -W '{} help --help --version' -- \"$word\"))\n    return\n  fi\n"
      "  case $before in\n",
      command_names());
  for (const std::string_view name : all_options()) {
    const Option& known = option(name);
    if (known.argument.empty()) continue;
    const std::string letter = known.letter == 0 ? "" : fmt::format("|-{}", known.letter);
    text += fmt::format("    --{}{}) {}; return ;;\n", name, letter, in_bash(completion(known)));
  }
  text += "  esac\n  case $command in\n";
  for (const Command& command : commands()) {
    std::vector<std::string> names;
    for (const std::string_view name : command.options) names.push_back(fmt::format("--{}", name));
    text += fmt::format(
        "    {})\n      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n      else {}; fi ;;\n",
        command.name, joined(names, " "), in_bash(operands(command)));
  }
  text += fmt::format("    help) COMPREPLY=($(compgen -W '{}' -- \"$word\")) ;;\n", command_names());
  return text + "  esac\n}\ncomplete -F _detente detente\n";
}

std::string zsh_completion() {
  std::string text = "#compdef detente\n# zsh completion for detente, generated from its table of options\n\n";
  text += fmt::format(
      "_detente_listed() {{\n  local -a names\n  names=(${{(f)\"$(detente list ${{@[-1]}} --format csv 2>/dev/null | "
      "sed -n "
      "'s/^\"\\([^\"]*\\)\".*/\\1/p')\"}})\n  compadd -a names\n}}\n\n");
  text += "_detente() {\n  if (( CURRENT == 2 )); then\n    local -a commands\n    commands=(\n";
  for (const Command& command : commands())
    text += fmt::format("      '{}:{}'\n", command.name, in_quotes(command.about));
  text +=
      "    )\n    _describe command commands\n    return\n  fi\n"
      "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const Command& command : commands()) {
    text += fmt::format("    {})\n      _arguments", command.name);
    for (const std::string_view name : command.options) {
      const Option& known = option(name, command.name);
      text += fmt::format(" \\\n        '{}--{}[{}]", known.is_repeatable ? "*" : "", name, in_quotes(known.meaning));
      if (!known.argument.empty()) text += fmt::format(":{}:{}", in_quotes(known.argument), in_zsh(completion(known)));
      text += '\'';
    }
    const Completion operand = operands(command);
    if (!command.operands.empty())
      text += fmt::format(" \\\n        '*:{}:{}'", in_quotes(command.operands), in_zsh(operand));
    text += " ;;\n";
  }
  return text + "  esac\n}\n\n_detente \"$@\"\n";
}

std::string fish_completion() {
  std::string text = "# fish completion for detente, generated from its table of options\ncomplete -c detente -f\n";
  for (const Command& command : commands())
    text += fmt::format("complete -c detente -n __fish_use_subcommand -a {} -d '{}'\n", command.name,
                        in_quotes(command.about));
  const auto values = [](const Completion& completion) -> std::string {
    switch (completion.kind) {
      case Kind::choices:
        return fmt::format(" -a '{}'", completion.words);
      case Kind::files:
        return completion.words.empty() ? " -F" : " -F" + listed_in_fish(completion.words);
      case Kind::folders:
        return " -a '(__fish_complete_directories)'";
      case Kind::listed:
        return listed_in_fish(completion.words);
      case Kind::nothing:
        break;
    }
    return "";
  };
  for (const Command& command : commands()) {
    const std::string when = fmt::format("complete -c detente -n '__fish_seen_subcommand_from {}'", command.name);
    if (const std::string words = values(operands(command)); !words.empty()) text += when + words + '\n';
    for (const std::string_view name : command.options) {
      const Option& known = option(name, command.name);
      text += fmt::format("{} -l {}{}{}{} -d '{}'\n", when, name,
                          known.letter == 0 ? "" : fmt::format(" -s {}", known.letter),
                          known.argument.empty() ? "" : " -r", values(completion(known)), in_quotes(known.meaning));
    }
  }
  return text;
}

}  // namespace detente::cli
