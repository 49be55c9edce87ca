// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/laws/laws.hpp>
#include <detente/systems/alignments.hpp>

/// The laws that every alignment must obey, tried on news that are drawn at random.
namespace detente {

/// All laws of alignments, in the order in which they are tried.
const std::vector<Law>& alignment_laws();

/// How an alignment breaks a law: empty when it obeys, else a sentence with the round, what it did and what to change.
/// Throws `std::bad_alloc` when the alignment used up the memory.
std::string breach(const Alignment& alignment, const Law& law);

/// What is worth knowing about an alignment that obeys the law, such as what it cannot be used for; mostly empty.
std::string note(const Alignment& alignment, const Law& law);

/// What the alignment answers in some lives of the laws, a line for each: the same in every process.
std::vector<std::string> diary(const Alignment& alignment);
/// Where two diaries of an alignment part; empty where they do not.
std::string parting_of_alignments(const std::vector<std::string>& one, const std::vector<std::string>& other);

}  // namespace detente
