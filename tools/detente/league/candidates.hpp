// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "league/checks.hpp"
#include "league/order.hpp"
#include "programs/program.hpp"

namespace detente::cli {

/// Makes candidates of entries: those with code are compiled in boxes, several at once, unless the same contents were
/// compiled or refused before, and the laws are tried on programs. Copies that others need are left in `scratch`. What
/// is refused is kept in `checks`. Throws `Error` and `RunFailure` for what is wrong here, and `Stopped`.
std::vector<Candidate> candidates(std::vector<Entry> entries, const GuestLimits& limits, const ProgramManner& programs,
                                  const std::filesystem::path& scratch, Checks& checks);

}  // namespace detente::cli
