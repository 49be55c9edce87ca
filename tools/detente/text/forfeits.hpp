// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "json/results_json.hpp"

/// Entrants that failed: what is told of them, and what is asked of the others.
namespace detente::cli {

/// `[{"strategy": …, "why": …}]`.
Json forfeits_json(const std::vector<Forfeit>& forfeits);
/// One sentence each on standard error, with what follows from it.
void tell(const std::vector<Forfeit>& forfeits, std::string_view consequence);
/// The same of those who failed when spirals were tested. `where` stands before the consequence.
void tell_left_out_of_verdict(const std::vector<Forfeit>& forfeits, const Design& design, bool has_verdict,
                              const std::string& where);
/// "'a', 'b'".
std::string names(const std::vector<Forfeit>& forfeits);

/// What came of a question to those who played.
struct Inquest {
  std::vector<Forfeit> forfeits = {};  ///< who failed only when it was asked
  std::string obstacle = {};           ///< why it has no answer; empty where it has one
};
/// Calls `ask` for those who played. Where the design allows forfeits, or `always`, it is called again without those
/// who fail in it; else, or where who fails is no entrant, there is no answer.
Inquest ask_without_failures(const Played& played, const std::function<void(const Played&)>& ask, bool always = false);

}  // namespace detente::cli
