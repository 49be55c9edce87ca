// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/programs.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/settings.hpp"

namespace detente::cli {
namespace {

constexpr double kMostSeconds = 1e6;

}  // namespace

std::vector<std::string> program_commands(const Arguments& arguments) {
  std::vector<std::string> commands;
  for (const Setting& setting : arguments.all("program")) {
    if (trimmed(setting.value).empty())
      throw Error(fmt::format("{} needs a command, as in --program 'python3 mine.py'", setting.where));
    if (std::find(commands.begin(), commands.end(), setting.value) == commands.end()) commands.push_back(setting.value);
  }
  return commands;
}

ProgramManner program_manner(const Arguments& arguments) {
  ProgramManner manner{.is_boxed = !arguments.has_flag("trust-programs"), .environment = {}};
  if (const Setting* const given = arguments.find("patience")) manner.patience = number(*given, 0, kMostSeconds);
  return manner;
}

StartedPrograms start_programs(const Arguments& arguments) {
  const std::vector<std::string> commands = program_commands(arguments);
  if (commands.empty()) {
    if (const Setting* const given = arguments.find("trust-programs"))
      throw Error(fmt::format("{} is about programs, but there is no --program", given->where));
    return {};
  }
  const ProgramManner manner = program_manner(arguments);
  std::vector<ProgramCommand> read;
  for (const std::string& command : commands) read.push_back(read_command(command, manner.is_boxed));
  return start_programs(std::move(read), manner);
}

std::string programs_ini(const Arguments& arguments) {
  std::string ini;
  const std::vector<std::string> commands = program_commands(arguments);
  const bool is_boxed = program_manner(arguments).is_boxed;
  for (const std::string& command : commands)
    ini += fmt::format("program = {}\n", read_command(command, is_boxed).anywhere());
  if (!commands.empty() && arguments.has_flag("trust-programs")) ini += "trust-programs = yes\n";
  return ini;
}

}  // namespace detente::cli
