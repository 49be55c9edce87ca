// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace detente {

/// ln(1 − x) for 0 ≤ x < 1, also where x is too small for 1 − x.
double ln_without(double x);

/// How many of `trials` succeed, each with chance p, for a number `drawn` uniformly from (0, 1). By inversion from the
/// likeliest number outwards, so that one named draw does, and by operations that are the same on every machine: the
/// rejections of libraries take several draws and their own logarithms. Takes time as the square root of the variance.
std::int64_t binomial(std::int64_t trials, double p, double drawn);

}  // namespace detente
