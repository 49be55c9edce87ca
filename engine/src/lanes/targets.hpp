// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// For all kernels alike; before anything of Highway. AVX-512 is taken with byte permutations, as of Ice Lake and Zen 4.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3)
#define HWY_WANT_AVX3_DL
#include <hwy/detect_targets.h>

// DETENTE_EACH_TARGET(ACT): ACT(namespace, "name of the kernel", target) for each target that is compiled, the fastest
// first.
#if HWY_TARGETS & HWY_AVX3_DL
#define DETENTE_AVX512(ACT) ACT(N_AVX3_DL, "avx512", HWY_AVX3_DL)
#else
#define DETENTE_AVX512(ACT)
#endif
#if HWY_TARGETS & HWY_AVX2
#define DETENTE_AVX2(ACT) ACT(N_AVX2, "avx2", HWY_AVX2)
#else
#define DETENTE_AVX2(ACT)
#endif
#if HWY_TARGETS & HWY_SSE4
#define DETENTE_SSE4(ACT) ACT(N_SSE4, "sse4", HWY_SSE4)
#else
#define DETENTE_SSE4(ACT)
#endif
#if HWY_TARGETS & HWY_NEON
#define DETENTE_NEON(ACT) ACT(N_NEON, "neon", HWY_NEON)
#else
#define DETENTE_NEON(ACT)
#endif
#define DETENTE_EACH_TARGET(ACT) DETENTE_AVX512(ACT) DETENTE_AVX2(ACT) DETENTE_SSE4(ACT) DETENTE_NEON(ACT)

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
