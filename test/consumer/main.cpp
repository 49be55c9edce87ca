// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Plays a tournament through the public interface of an installed détente: consumer MODULE
#include <iostream>

#include <detente/play/round_robin.hpp>
#include <detente/version.hpp>

int main(int count, char** words) {
  using namespace detente;
  if (count != 2) return 2;
  Registry registry = Registry::built_in();
  registry.load(words[1]);
  Request request;
  request.strategies = "tit-for-tat, always-answers";
  request.game = "prisoners-dilemma";
  request.repetitions = 20;
  request.misperception = {};
  const Design design = make_design(request, registry);
  const Results results = play(design, round_robin(design.entrants.size(), true), 2);
  for (const Standing& standing : results.standings)
    std::cout << design.entrants[standing.entrant].name << ' ' << standing.score << '\n';
  const bool is_first = results.standings.front().entrant == 0 && results.standings.front().rank == 1;
  std::cout << "detente " << kVersion << ": tit-for-tat " << (is_first ? "beats or equals" : "loses to")
            << " always-answers\n";
  return is_first ? 0 : 1;
}
