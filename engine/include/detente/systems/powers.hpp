// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

/// How power is divided among the states of a system.
namespace detente {

/// How concentrated strength is. Shares are of the strength of all states.
struct Concentration {
  double hhi = 0;     ///< sum of squared shares (Herfindahl & Hirschman), 1/n…1
  double con = 0;     ///< √((HHI − 1/n)/(1 − 1/n)), 0 all equal … 1 one holds all; 1 where there is one state
  double powers = 0;  ///< effective number of powers, 1/HHI, 1…n
  double top = 0;     ///< share of the strongest, 1/n…1
};

/// The concentration of strengths, one for each state that the system began with: a ruined state stays in as 0, since
/// CON compares with an equal division among all n (Singer, Bremer & Stuckey 1972; Ray & Singer 1973). Any unit. Absent
/// if no state has strength. Throws `Error` unless there is a state and each strength is finite and at least 0.
std::optional<Concentration> concentration(const std::vector<double>& strengths);

/// Which states are essential: by state, whether it is in some minimal winning coalition. A coalition wins with more
/// than half of all strength; it is minimal if it no longer wins without any one of its members (Niou, Ordeshook & Rose
/// 1989). Strengths are whole numbers in any unit; their order does not matter. Exact; takes states · sum / 128
/// operations. Throws `Error` if a strength is negative or if they add up to more than 16,777,216.
std::vector<bool> essential_states(const std::vector<int>& strengths);

/// Essential states of one list of strengths after the other, which often are alike.
class EssentialStates {
 public:
  /// As `essential_states`; nobody where all are ruined. Valid until the next call. Throws as that does.
  const std::vector<bool>& of(const std::vector<std::uint8_t>& strengths);

 private:
  std::vector<std::uint8_t> strengths_;
  std::vector<bool> essential_;
};

}  // namespace detente
