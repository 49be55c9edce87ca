// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

namespace detente {

/// Somebody gave up waiting: what a long computation throws when it is told to.
struct GivenUp {};

}  // namespace detente
