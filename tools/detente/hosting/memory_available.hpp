// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/design/design.hpp>

namespace detente::cli {

/// Throws `RunFailure` where the round robin of a design needs more memory than the machine, the limits of the process
/// (RLIMIT_AS, RLIMIT_DATA) and those of its control group leave. `has_store`: pairs are kept in a store.
void require_memory(const Design& design, bool has_store = false);

/// From now on a memory that this process asks for beyond that is refused, instead of the machine's running short of
/// it.
void limit_memory();

}  // namespace detente::cli
