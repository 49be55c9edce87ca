// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/forfeits.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

std::vector<Forfeit> forfeits_of(const StrategyFailure& failure) {
  if (const auto* const all = dynamic_cast<const FieldFailure*>(&failure)) return all->forfeits();
  return {{failure.strategy(), failure.what()}};
}

}  // namespace

Json forfeits_json(const std::vector<Forfeit>& forfeits) {
  Json list = Json::array();
  for (const Forfeit& forfeit : forfeits)
    list.push_back({{"strategy", forfeit.strategy}, {"why", presentable(forfeit.why)}});
  return list;
}

void tell(const std::vector<Forfeit>& forfeits, std::string_view consequence) {
  for (const Forfeit& forfeit : forfeits) tell(fmt::format("{}; {}", forfeit.why, consequence));
}

void tell_left_out_of_verdict(const std::vector<Forfeit>& forfeits, const Design& design, bool has_verdict,
                              const std::string& where) {
  for (const Forfeit& forfeit : forfeits) {
    const bool has_scores = std::any_of(design.entrants.begin(), design.entrants.end(),
                                        [&](const Entrant& one) { return one.name == forfeit.strategy; });
    const char* const consequence = !has_verdict ? "there is no verdict on spirals"
                                    : has_scores ? "it is left out of the verdict on spirals, but its scores are kept"
                                                 : "it is left out of the tests of spirals";
    tell(fmt::format("{}; {}{}", forfeit.why, where, consequence));
  }
}

std::string names(const std::vector<Forfeit>& forfeits) {
  std::vector<std::string> list;
  for (const Forfeit& forfeit : forfeits) list.push_back("'" + forfeit.strategy + "'");
  return joined(list);
}

Inquest ask_without_failures(const Played& played, const std::function<void(const Played&)>& ask, bool always) {
  const bool may_leave_out = always || played.design.request.forfeits;
  Inquest inquest;
  Played rest;
  const Played* asked = &played;
  for (;;) try {
      ask(*asked);
      return inquest;
    } catch (const StrategyFailure& failure) {
      const std::vector<Forfeit> failed = forfeits_of(failure);
      bool is_new = false;
      for (const Forfeit& forfeit : failed) {
        const auto is_it = [&](const Forfeit& known) { return known.strategy == forfeit.strategy; };
        if (std::any_of(inquest.forfeits.begin(), inquest.forfeits.end(), is_it)) continue;
        if (std::any_of(played.design.forfeits.begin(), played.design.forfeits.end(), is_it)) continue;
        inquest.forfeits.push_back(forfeit);
        is_new = true;
      }
      if (is_new && may_leave_out) rest = without(*asked, failed);
      if (!is_new || !may_leave_out || rest.design.entrants.empty()) {
        inquest.obstacle = presentable(failure.what());
        return inquest;
      }
      asked = &rest;
    } catch (const RunFailure& failure) {
      if (inquest.forfeits.empty() && played.design.forfeits.empty()) throw;
      inquest.obstacle = presentable(failure.what());
      return inquest;
    }
}

}  // namespace detente::cli
