// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <detente/systems/alignments.hpp>

#include "json/results_json.hpp"

namespace detente::cli {

/// An alignment, and where it is from: "" for this build.
struct ListedAlignment {
  Alignment alignment;
  std::string origin;
};

/// What an alignment can do, by the members that it declares.
std::vector<std::pair<const char*, bool>> traits_of(const Alignment& alignment);

Json alignment_json(const ListedAlignment& listed);
std::string alignments_csv(const std::vector<ListedAlignment>& all);
/// The card of one, as lines `property,value`.
std::string alignment_csv(const ListedAlignment& listed);

}  // namespace detente::cli
