// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <detente/automata/automaton.hpp>

/// Automata as text: strategies without code, `automaton:C/0/1_D/0/1`.
///
/// States are separated by `_`, the parts of a state by `/`: what it plays, then the states that follow. Numbers of
/// states count from 0, in the order of the text. What is played is `C`, `D`, or the chance of C, as in `0.25`; in a
/// game of more levels (`levels:5` comes first) a level, or the chances of all levels from 0 on, `0.5+0+0.5+0+0`. As
/// many states follow as there are cases: one (whatever happens), one for each level that is seen of the other (C, D),
/// one for each pair of the level done and the level seen (CC, CD, DC, DD), one for each triple of the level meant,
/// done and seen, or twice as many, of which every second is for an other that is open. `says:reassure:0:3` (a kind, a
/// level and a number of rounds) and `open` may stand between what is played and the states that follow. `start:2`
/// names another first state than 0. A name may come first of all, `name:peacemaker` (see `spelled.hpp`).
///
/// A file has a state in a line, its parts separated by blanks, with a label before a colon; labels stand for numbers.
/// `#` begins a comment, `levels 5` and `start LABEL` are lines of their own.
namespace detente {

/// Most states of an automaton that is given as text.
inline constexpr std::size_t kMostWrittenStates = 64;

/// The automaton of a text within a name. Throws `Error` that says which state is wrong, in what, and what is allowed.
Automaton automaton_of_text(std::string_view text);
/// The automaton of a file's contents; `name` is the file's. Throws `Error` that says which line is wrong, likewise.
Automaton automaton_of_file(std::string_view contents, const std::string& name);

/// The smallest automaton of the same conduct, its states numbered as they are reached: automata of the same conduct
/// are equal then. What cannot happen in a state (a level meant that it never plays) is like what can.
Automaton canonical(const Automaton& automaton);

/// The canonical text of an automaton, as in a name.
std::string text_of(const Automaton& automaton);
/// The same as a file, with a comment that says how to read it.
std::string file_of(const Automaton& automaton, std::string_view name);

}  // namespace detente
