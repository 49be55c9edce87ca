// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/forfeits.hpp"

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

std::string names(const std::vector<Forfeit>& forfeits) {
  std::vector<std::string> list;
  for (const Forfeit& forfeit : forfeits) list.push_back("'" + forfeit.strategy + "'");
  return joined(list);
}

Inquest ask_without_failures(const Played& played, const std::function<void(const Played&)>& ask) {
  Inquest inquest;
  Played rest;
  const Played* asked = &played;
  for (;;) try {
      ask(*asked);
      return inquest;
    } catch (const StrategyFailure& failure) {
      const std::vector<Forfeit> failed = forfeits_of(failure);
      inquest.forfeits.insert(inquest.forfeits.end(), failed.begin(), failed.end());
      const std::size_t before = asked->design.entrants.size();
      if (played.design.request.forfeits) {
        rest = without(*asked, failed);
        asked = &rest;
      }
      if (asked->design.entrants.size() == before || asked->design.entrants.empty()) {
        inquest.obstacle = presentable(failure.what());
        return inquest;
      }
    }
}

}  // namespace detente::cli
