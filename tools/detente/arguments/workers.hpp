// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

namespace detente::cli {

/// How many of so many threads (0: one for each core) this process may have, the calling one included: as many as are
/// wanted, or fewer, at least 1. A limit on processes would else end the process when the library begins its threads.
int possible_workers(int wanted);

}  // namespace detente::cli
