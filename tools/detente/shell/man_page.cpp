// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "shell/man_page.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <detente/version.hpp>

#include "arguments/commands.hpp"

namespace detente::cli {
namespace {

/// A text in which roff finds nothing of its own.
std::string plain(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\\')
      safe += "\\e";
    else if (c == '-')
      safe += "\\-";
    else if ((c == '.' || c == '\'') && (safe.empty() || safe.back() == '\n'))
      safe += std::string("\\&") + c;
    else
      safe += c;
  }
  return safe;
}

std::string usage(const Command& command) {
  return fmt::format(R"(\fBdetente {}\fR {}{}[\fIoptions\fR])", command.name, plain(command.operands),
                     command.operands.empty() ? "" : " ");
}

/// "all commands", or those that take it in this meaning.
std::string takers(const Option& meant) {
  std::string text;
  bool is_all = true;
  for (const Command& command : commands()) {
    const bool takes = std::any_of(command.options.begin(), command.options.end(), [&](std::string_view name) {
      return name == meant.name && option(name, command.name).command == meant.command;
    });
    is_all = is_all && takes;
    if (takes) text += fmt::format("{}{}", text.empty() ? "" : ", ", command.name);
  }
  return is_all ? "all commands" : text;
}

std::string entry(const Option& known) {
  std::string text = ".TP\n";
  if (known.letter != 0) text += fmt::format(R"(\fB\-{}\fR, )", known.letter);
  text += fmt::format(R"(\fB\-\-{}\fR)", plain(known.name));
  if (!known.argument.empty()) text += fmt::format(" \\fI{}\\fR", plain(known.argument));
  text += fmt::format("\n{}.\n", plain(known.meaning));
  if (!known.initial.empty()) text += fmt::format("Default: {}.\n", plain(known.initial));
  return text + fmt::format("Taken by: {}.\n", takers(known));
}

}  // namespace

std::string man_page() {
  std::string page = fmt::format(
      ".\\\" Generated from the table of options of detente.\n"
      ".TH DETENTE 1 \"\" \"detente {}\" \"User Commands\"\n"
      ".SH NAME\ndetente \\- iterated game\\-theory tournaments of the security dilemma\n.SH SYNOPSIS\n",
      kVersion);
  for (const Command& command : commands()) page += fmt::format("{}\n.br\n", usage(command));
  page +=
      "\\fBdetente\\fR \\-\\-help | \\-\\-version\n"
      ".SH DESCRIPTION\n"
      "Plays tournaments of states that meet again and again under noise, and reports which strategies break spirals\n"
      "of hostility, and at what cost in security.\n"
      "Most pairs are solved exactly; the others are sampled with named random draws, so that the same design and "
      "seed\n"
      "give identical output on any number of threads.\n"
      ".SH COMMANDS\n";
  for (const Command& command : commands()) {
    page += fmt::format(".SS {}\n{}\n", command.name, plain(command.about));
    if (!command.notes.empty()) page += fmt::format(".PP\n.nf\n{}.fi\n", plain(command.notes));
  }
  page += ".SH OPTIONS\n";
  for (const std::string_view name : all_options()) {
    page += entry(option(name));
    for (const Command& command : commands())
      if (const Option& own = option(name, command.name); own.command == command.name) page += entry(own);
  }
  return page +
         ".SH EXIT STATUS\n"
         ".TP\n\\fB0\\fR\nDone.\n"
         ".TP\n\\fB1\\fR\nA strategy failed, a law is broken, or a file cannot be written.\n"
         ".TP\n\\fB2\\fR\nThe command line or a file that was read is wrong; one sentence says what, where, and what "
         "is "
         "allowed.\n"
         ".TP\n\\fB130\\fR\nInterrupted, by Ctrl\\-C or SIGTERM.\n"
         ".SH ENVIRONMENT\n"
         ".TP\n\\fBNO_COLOR\\fR\nWhen set, terminals get no colours.\n"
         ".TP\n\\fBTMPDIR\\fR\nWhere strategies are compiled.\n";
}

}  // namespace detente::cli
