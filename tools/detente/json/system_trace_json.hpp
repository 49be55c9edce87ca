// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/systems/system_trace.hpp>

#include "json/results_json.hpp"

namespace detente::cli {

/// One repetition of a system round by round.
Json system_trace_json(const SystemDesign& design, const SystemTrace& trace);

}  // namespace detente::cli
