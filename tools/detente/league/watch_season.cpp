// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/core.h>
#include <detente/play/round_robin.hpp>

#include "files/process.hpp"
#include "league/entries.hpp"
#include "league/season.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr useconds_t kStep = 50'000;  // microseconds between looks at whether somebody asked for an end
constexpr int kSteps = 20;            // of them between two looks at the folder

void wait_a_second() {
  for (int i = 0; i < kSteps; ++i) {
    if (interrupted()) throw Stopped();
    usleep(kStep);
  }
}

std::vector<std::string> words_of(const Arguments& arguments) {
  std::vector<std::string> words{"/proc/self/exe", "league", arguments.positional.front()};
  for (const Setting& setting : arguments.settings)
    if (setting.key != "watch" && setting.key != "config")
      words.push_back(fmt::format("--{}={}", setting.key, setting.value));
  return words;
}

/// Plays once; whatever happens there is told and ends nothing here.
void play_once(const Arguments& arguments) {
  Process process({.command = words_of(arguments)});
  while (!process.ended()) {
    if (interrupted()) throw Stopped();  // the process ends with this one
    usleep(kStep);
  }
  const int status = *process.ended();
  if (WIFSIGNALED(status))
    tell(fmt::format("the round was ended by signal {}; it is played again when a file changes", WTERMSIG(status)));
  else if (WEXITSTATUS(status) != 0)
    write_error("The round was not played; it is tried again when a file changes.\n");
}

}  // namespace

int watch_season(const Arguments& arguments) {
  const auto [folder, output] = league_places(arguments);
  entries(folder, output);  // throws for what is no league at all
  for (std::string played;;) {
    const std::string seen = glance(folder, output);
    if (seen == played) {
      wait_a_second();
      continue;
    }
    // Who copies files is let finish.
    if (!played.empty()) wait_a_second();
    if (glance(folder, output) != seen) continue;
    play_once(arguments);
    played = seen;
  }
}

}  // namespace detente::cli
