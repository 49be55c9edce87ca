// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>

#include <detente/guests/guest.hpp>

namespace detente::cli {

/// What an instance may use.
struct GuestLimits {
  std::int64_t steps = 50'000'000;  ///< for one answer, and one repetition
  std::int64_t memory = 16;         ///< MiB
  std::int64_t mean = 0;            ///< steps for an answer in the mean of a match, beside `steps` once; 0: no limit

  bool operator==(const GuestLimits&) const = default;
};

/// Instances of a guest that wasm2c and a C compiler made native, in this process. `library` was written by `build`:
/// what it does within its memory is checked, and it can do nothing else. Throws `Error`.
guests::Arrival native_guest(const std::filesystem::path& library, const GuestLimits& limits);

}  // namespace detente::cli
