// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/refusals.hpp"

#include <cstddef>
#include <map>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "play/table_field.hpp"

namespace detente {
namespace {

constexpr std::size_t kNamed = 20;   // pairs that one message names of each reason
constexpr std::size_t kReasons = 6;  // that it tells

std::string pair_name(const Design& design, const Meeting& meeting) {
  return "'" + design.entrants[meeting.row].name + "' – '" + design.entrants[meeting.column].name + "'";
}

/// The design needs what some pairs cannot be. `hindrances`: by pair; empty where there is none.
[[noreturn]] void refuse(const std::string& why, const Design& design, const std::vector<Meeting>& schedule,
                         const std::vector<std::string>& hindrances) {
  std::map<std::string, std::vector<std::string>> pairs_of;  // by reason
  std::size_t count = 0;
  for (std::size_t pair = 0; pair < schedule.size(); ++pair)
    if (!hindrances[pair].empty()) {
      ++count;
      pairs_of[hindrances[pair]].push_back(pair_name(design, schedule[pair]));
    }
  std::vector<std::string> groups;
  bool is_limit = false;
  std::size_t untold = 0;
  for (auto& [reason, names] : pairs_of) {
    if (groups.size() == kReasons) {
      untold += names.size();
      continue;
    }
    is_limit = is_limit || reason.ends_with("joint memories");
    const std::size_t more = names.size() > kNamed ? names.size() - kNamed : 0;
    names.resize(names.size() - more);
    groups.push_back(joined(names) + (more > 0 ? " and " + std::to_string(more) + " more" : "") + " (" + reason + ")");
  }
  throw Error(why + "; not possible for " + std::to_string(count) + " of " + std::to_string(schedule.size()) +
              (schedule.size() == 1 ? " pair" : " pairs") + ": " + joined(groups, "; ") +
              (untold > 0 ? "; and " + std::to_string(untold) + " more for similar reasons" : "") +
              (is_limit ? "; a higher exact-limit may help" : ""));
}

}  // namespace

bool needs_exact(const Design& design) {
  return design.request.engine == "exact" || design.rules.endless || design.rules.discount < 1;
}

void refuse_inexact(const Design& design, const std::vector<Meeting>& schedule, const std::vector<PairResult>& solved) {
  std::vector<std::string> hindrances;
  for (const PairResult& pair : solved) hindrances.push_back(pair.hindrance.value_or(""));
  refuse(design.request.engine == "exact" ? "the engine is exact"
         : design.rules.endless           ? "rounds is infinite, which requires exact pairs"
                                          : "a discount requires exact pairs",
         design, schedule, hindrances);
}

void check_tables(const Design& design, const std::vector<Meeting>& schedule, const Watch& watch, Dropped& dropped) {
  if (design.request.engine != "tables") return;
  const TableField tables(design, schedule, watch);
  for (const auto& [meeting, failure] : tables.failures()) dropped.add(meeting, failure);
  std::vector<std::string> hindrances;
  bool is_hindered = false;
  for (const Meeting& meeting : schedule) {
    hindrances.push_back(dropped.has(meeting) ? "" : tables.hindrance(meeting));
    is_hindered = is_hindered || !hindrances.back().empty();
  }
  if (is_hindered) refuse("the engine is tables", design, schedule, hindrances);
}

void check_rates(const Design& design, const std::vector<Meeting>& sampled, const std::string& which) {
  for (const Meeting& meeting : sampled)
    for (const std::size_t i : {meeting.row, meeting.column}) {
      const Side& side = design.entrants[i].side;
      const std::string of = " of '" + side.name + "' (" + which + ")";
      check_grain(side.tremble, design.rules.levels, "tremble" + of);
      check_grain(side.misperception, design.rules.levels, "misperception" + of);
    }
  if (!sampled.empty()) check_grain(design.rules.signal_noise, "signal noise");
}

}  // namespace detente
