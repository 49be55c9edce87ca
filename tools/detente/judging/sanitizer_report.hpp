// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace detente::cli {

/// What AddressSanitizer or UndefinedBehaviorSanitizer wrote about a strategy, as what it did: "wrote beyond the end of
/// an array (line 12); …". Empty where neither wrote anything. `source` is the strategy's file as it was compiled.
/// What they write where a program takes too much memory, for which they need much themselves, is no such thing.
std::string sanitizer_report(const std::string& said, const std::string& source);
/// They ended the program since it took too much memory.
bool ran_out_of_memory(const std::string& said);

}  // namespace detente::cli
