// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/draws.hpp>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace detente {
namespace {

using Counter = std::array<std::uint32_t, 2>;
using Key = std::array<std::uint32_t, 2>;
using Repetitions = std::array<std::uint64_t, kLanes>;
using Words = std::array<LaneWords, 4>;

void draw_scalar(Counter counter, Key key, const Repetitions& repetitions, Words& words) noexcept {
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const auto drawn = philox({counter[0], counter[1], static_cast<std::uint32_t>(repetitions[lane]),
                               static_cast<std::uint32_t>(repetitions[lane] >> 32)},
                              key);
    for (std::size_t i = 0; i < 4; ++i) words[i].at[lane] = drawn[i];
  }
}

#if defined(__x86_64__)
/// Four lanes in 64-bit containers: the multiplication reads low halves only, so the high halves may hold anything.
/// Two groups side by side hide its latency.
[[gnu::target("avx2")]] void draw_avx2(Counter counter, Key key, const Repetitions& repetitions,
                                       Words& words) noexcept {
  const __m256i multiplier0 = _mm256_set1_epi64x(0xD2511F53);
  const __m256i multiplier2 = _mm256_set1_epi64x(0xCD9E8D57);
  const __m256i low_halves = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
  for (std::size_t lane = 0; lane < kLanes; lane += 8) {
    __m256i c0[2], c1[2], c2[2], c3[2];
    for (std::size_t g = 0; g < 2; ++g) {
      c0[g] = _mm256_set1_epi64x(counter[0]);
      c1[g] = _mm256_set1_epi64x(counter[1]);
      c2[g] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(repetitions.data() + lane + 4 * g));
      c3[g] = _mm256_srli_epi64(c2[g], 32);
    }
    std::uint32_t k0 = key[0];
    std::uint32_t k1 = key[1];
    for (int round = 0; round < 10; ++round) {
      const __m256i key0 = _mm256_set1_epi64x(k0);
      const __m256i key1 = _mm256_set1_epi64x(k1);
      for (std::size_t g = 0; g < 2; ++g) {
        const __m256i even = _mm256_mul_epu32(c0[g], multiplier0);
        const __m256i odd = _mm256_mul_epu32(c2[g], multiplier2);
        c0[g] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(odd, 32), c1[g]), key0);
        c2[g] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(even, 32), c3[g]), key1);
        c1[g] = odd;
        c3[g] = even;
      }
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    for (std::size_t g = 0; g < 2; ++g) {
      const __m256i drawn[4] = {c0[g], c1[g], c2[g], c3[g]};
      for (std::size_t i = 0; i < 4; ++i)
        _mm_storeu_si128(reinterpret_cast<__m128i*>(words[i].at.data() + lane + 4 * g),
                         _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(drawn[i], low_halves)));
    }
  }
}
#endif

}  // namespace

void draw_words(const Draw& draw, const Repetitions& repetitions, Words& words) {
  const Counter counter{draw.round / 4, draw.purpose * 2 + draw.seat};
  const Key key{static_cast<std::uint32_t>(draw.seed), static_cast<std::uint32_t>(draw.seed >> 32)};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return draw_avx2(counter, key, repetitions, words);
#endif
  draw_scalar(counter, key, repetitions, words);
}

}  // namespace detente
