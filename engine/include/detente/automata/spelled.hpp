// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <detente/automata/automaton.hpp>

/// Strategies without code.
namespace detente {

/// The strategy that an automaton is, named `automaton:` and its canonical text (`text_of`), before which its own name
/// may stand: `automaton:name:peacemaker_C/0/1_D/0/1`. That of a file is the file's, without `.automaton`, as far as it
/// is made of a-z, 0-9 and -. One of two levels plays C and D, one of more levels plays in games of as many levels
/// alone, and refuses others.
Strategy automaton_strategy(const Automaton& automaton, const std::string& name = "");
/// The own name in the name of such a strategy; "" where it has none.
std::string name_in(std::string_view strategy);

/// The automaton of a table of the last rounds, as the literature on memory-n strategies writes it: a letter C or D, or
/// a chance of C, for each of 2^n histories.
///
/// Two entries: the other's last move, C D (reactive strategies; Nowak & Sigmund 1990). Four: the last round, CC CD DC
/// DD, own move first (memory-one; Press & Dyson 2012). 16 and 64: the last two and three rounds, the own moves first,
/// oldest to newest, then the other's, C before D (Yi, Baek & Choi 2017; Murase & Baek 2020). `first` is what it does
/// before it has a whole history: a move or chance for each round; missing ones are taken from the table, where rounds
/// before the first count as C.
///
/// `table` and `first` are letters, or chances joined by `/`. Throws `Error`.
Automaton automaton_of_table(std::string_view table, std::string_view first);

}  // namespace detente
