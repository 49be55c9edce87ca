// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// For all kernels alike; before anything of Highway. AVX-512 is taken with byte permutations, as of Ice Lake and Zen 4.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3)
#define HWY_WANT_AVX3_DL
#include <hwy/detect_targets.h>

namespace detente {

/// Which of Highway's targets run here, of those that kernels are built for. Highway's own answer comes with a library
/// that measures the clock for milliseconds whenever it is loaded.
inline std::int64_t supported_targets() {
  std::int64_t targets = HWY_STATIC_TARGET;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("aes"))
    targets |= HWY_SSE4;
  if ((targets & HWY_SSE4) != 0 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
      __builtin_cpu_supports("fma"))
    targets |= HWY_AVX2;
  if ((targets & HWY_AVX2) != 0 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
      __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
      __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bitalg") &&
      __builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("vpclmulqdq"))
    targets |= HWY_AVX3_DL;
#endif
  return targets;
}

}  // namespace detente
