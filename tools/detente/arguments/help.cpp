// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/help.hpp"

#include <fmt/core.h>
#include <detente/version.hpp>

#include "arguments/commands.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kMargin = 28;

}  // namespace

std::string overview() {
  std::string text = fmt::format(
      "détente {}: tournaments of repeated games under noise, which show which\n"
      "strategies end spirals of hostility, and at what cost in security.\n\nUsage: detente COMMAND "
      "[options]\n\nCommands:\n",
      kVersion);
  for (const Command& command : commands()) {
    const std::string usage = fmt::format("  {} {}", command.name, command.operands);
    text += fmt::format("{:<{}}", usage, kMargin) + wrapped(command.about, kWidth, kMargin) + '\n';
    if (columns(usage) >= kMargin) text.replace(text.rfind(usage) + usage.size(), 0, "\n" + std::string(kMargin, ' '));
  }
  return text +
         "\n'detente COMMAND --help' shows the options of a command; 'detente --version'\n"
         "prints the version.\n\n"
         "Examples:\n"
         "  detente run\n"
         "  detente match tit-for-tat grim --misperception 0.05 --rounds 60 --trace\n"
         "  detente list\n";
}

std::string help(const Command& command) {
  const std::string usage = fmt::format("Usage: detente {}{}{} [options]", command.name,
                                        command.operands.empty() ? "" : " ", command.operands);
  constexpr std::size_t kIndent = 7;
  std::string text =
      fmt::format("{}\n\n{}\n\nOptions:\n", wrapped(usage, kWidth, kIndent), wrapped(command.about, kWidth, 0));
  for (const std::string_view name : command.options) {
    const Option& known = option(name, command.name);
    std::string head = fmt::format("  {}--{} {}", known.letter == 0 ? "" : fmt::format("-{}, ", known.letter),
                                   known.name, known.argument);
    if (head.size() + 1 > kMargin) head += '\n' + std::string(kMargin, ' ');
    std::string meaning(known.meaning);
    if (!known.initial.empty()) meaning += fmt::format(" [{}]", known.initial);
    text += fmt::format("{:<{}}", head, kMargin) + wrapped(meaning, kWidth, kMargin) + '\n';
  }
  return command.notes.empty() ? text : text + '\n' + std::string(command.notes);
}

}  // namespace detente::cli
