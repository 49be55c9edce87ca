// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/exact/chain.hpp>

#include "numerics/communicating_classes.hpp"

namespace detente {

/// Sets of points that all reach each other, whatever their chances.
Classes communicating_classes(const Chain& chain);

}  // namespace detente
