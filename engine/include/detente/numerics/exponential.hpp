// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <limits>

/// e^x and ln x by operations that are the same on every machine: those of C libraries differ in their last digits.
namespace detente {

/// ln 0: −∞.
inline constexpr double kLnZero = -std::numeric_limits<double>::infinity();

/// e^x to within about one unit in the last place; 0 for x < −708 (also −∞), +∞ for x > 709.
double exp_of(double x);
/// ln x to within about one unit in the last place; −∞ for 0, NaN below.
double ln_of(double x);
/// ln(e^a + e^b), also where one is −∞.
double ln_sum(double a, double b);

}  // namespace detente
