// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

/// Sums of many products, four side by side. Without wide registers the same operations run in the same order.
namespace detente {

using Four [[gnu::vector_size(32)]] = double;

/// Four of many doubles, from any one on. The struct says so to every compiler: Clang takes a reference to a vector to
/// be aligned like the vector, whatever the name of its type says.
struct [[gnu::packed, gnu::may_alias]] FourAnywhere {
  Four value;
};
[[gnu::always_inline]] inline FourAnywhere& four_at(double* first) {
  return *reinterpret_cast<FourAnywhere*>(first);
}
[[gnu::always_inline]] inline const FourAnywhere& four_at(const double* first) {
  return *reinterpret_cast<const FourAnywhere*>(first);
}

/// Marks what is compiled for wide registers, and must not run without.
#if defined(__x86_64__)
#define DETENTE_WIDE [[gnu::target("avx2")]]
#else
#define DETENTE_WIDE
#endif
/// Whether the machine has them.
bool has_wide_registers();

}  // namespace detente
