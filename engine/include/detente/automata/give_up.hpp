// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace detente {

/// Called now and then during long computations; true gives up.
using GiveUp = std::function<bool()>;

}  // namespace detente
