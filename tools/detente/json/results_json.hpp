// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/play/round_robin.hpp>
#include <nlohmann/json.hpp>

#include "files/output.hpp"

/// Results as JSON, in the order and the words of the contract.
namespace detente::cli {

using Json = nlohmann::ordered_json;

/// A value that may not exist; null then.
template <class T>
Json maybe(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}
/// Chances of an error as [up, down].
Json pair_of(const Rates& rates);

/// Text of a document, ended by a line feed.
std::string text(const Json& document);

/// The `design` of results. `modules` are absolute paths.
Json design_json(const Design& design, const std::vector<std::string>& modules);
/// Format `detente-tournament-1`; its `pairs` are still to be put in.
Json tournament_json(const Design& design, const std::vector<std::string>& modules, const Results& results);
/// The text of such a document with all its pairs, which would fill the memory of a large field as JSON. They are
/// written on so many threads.
void write_tournament(const Json& tournament, const Design& design, const Results& results, int threads,
                      const Sink& sink);
/// The `row_moves` … `column_open` of a match.
void add_trace(Json& match, const Trace& trace, int levels);

/// The letter of a level: C or D on two levels, else 0–9a–f.
char letter(Level level, int levels);
/// The letter of a signal: r reassure, t threaten, - none.
char letter(const Signal& signal);

}  // namespace detente::cli
