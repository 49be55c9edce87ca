// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/strategy/registry.hpp>

namespace detente {

// Each law says nothing of a strategy that obeys it, else a sentence with the evidence.

// What it says of itself (laws.cpp).
std::string describes_itself(const Strategy& strategy);
std::string plays_its_example(const Strategy& strategy);
std::string holds_its_parameters(const Strategy& strategy);
// How it plays (play_laws.cpp).
std::string stays_in_range(const Strategy& strategy);
std::string repeats_itself(const Strategy& strategy);
std::string remembers_nothing_between_matches(const Strategy& strategy);
std::string seats_are_strangers(const Strategy& strategy);
std::string words_are_not_deeds(const Strategy& strategy);
// What it remembers (memory_laws.cpp).
std::string has_first_values(const Strategy& strategy);
std::string asking_is_not_an_event(const Strategy& strategy);
std::string memory_is_in_order(const Strategy& strategy);
std::string is_its_automaton(const Strategy& strategy);

// Notes beside laws that are obeyed.
std::string note_on_order(const Strategy& strategy);
std::string note_on_automaton(const Strategy& strategy);

/// Where a strategy keeps what it should keep in its fields, and what to do instead, as far as play tells.
std::string hiding_place(const Strategy& strategy);

}  // namespace detente
