// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace detente::cli {

/// What AddressSanitizer or UndefinedBehaviorSanitizer wrote about a strategy, as what it did: "wrote beyond the end of
/// an array (line 12); …". Empty where neither wrote anything. `source` is the strategy's file as it was compiled.
std::string sanitizer_report(const std::string& said, const std::string& source);

}  // namespace detente::cli
