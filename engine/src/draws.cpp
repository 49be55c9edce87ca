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

/// The same, eight lanes at a time.
[[gnu::target("avx512f,avx512vl")]] void draw_avx512(Counter counter, Key key, const Repetitions& repetitions,
                                                     Words& words) noexcept {
  constexpr __mmask8 kAll = 0xFF;  // without a mask, g++ 12 warns of what it does not read
  const __m512i multiplier0 = _mm512_set1_epi64(0xD2511F53);
  const __m512i multiplier2 = _mm512_set1_epi64(0xCD9E8D57);
  for (std::size_t lane = 0; lane < kLanes; lane += 32) {
    __m512i c0[4], c1[4], c2[4], c3[4];
    for (std::size_t g = 0; g < 4; ++g) {
      c0[g] = _mm512_set1_epi64(counter[0]);
      c1[g] = _mm512_set1_epi64(counter[1]);
      c2[g] = _mm512_loadu_si512(repetitions.data() + lane + 8 * g);
      c3[g] = _mm512_maskz_srli_epi64(kAll, c2[g], 32);
    }
    std::uint32_t k0 = key[0];
    std::uint32_t k1 = key[1];
    for (int round = 0; round < 10; ++round) {
      const __m512i key0 = _mm512_set1_epi64(k0);
      const __m512i key1 = _mm512_set1_epi64(k1);
      for (std::size_t g = 0; g < 4; ++g) {
        const __m512i even = _mm512_maskz_mul_epu32(kAll, c0[g], multiplier0);
        const __m512i odd = _mm512_maskz_mul_epu32(kAll, c2[g], multiplier2);
        c0[g] = _mm512_ternarylogic_epi64(_mm512_maskz_srli_epi64(kAll, odd, 32), c1[g], key0,
                                          0x96);  // exclusive or of all three
        c2[g] = _mm512_ternarylogic_epi64(_mm512_maskz_srli_epi64(kAll, even, 32), c3[g], key1, 0x96);
        c1[g] = odd;
        c3[g] = even;
      }
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    for (std::size_t g = 0; g < 4; ++g) {
      const __m512i drawn[4] = {c0[g], c1[g], c2[g], c3[g]};
      for (std::size_t i = 0; i < 4; ++i)
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(words[i].at.data() + lane + 8 * g),
                            _mm512_maskz_cvtepi64_epi32(kAll, drawn[i]));
    }
  }
}
#endif

bool throw_portable(const double* chance, const std::uint32_t* words, std::uint8_t* choices) noexcept {
  bool is_right = true;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    is_right &= (chance[lane] >= 0) & (chance[lane] <= 1);
    choices[lane] = is_right && words[lane] < threshold(chance[lane]) ? 0 : 1;
  }
  return is_right;
}

#if defined(__x86_64__)
/// word < threshold(chance) in doubles: w < ⌊x⌋ says w + 1 ≤ x, and whole numbers up to 2³² are exact. Words are
/// converted as w − 2³¹, since there is no unsigned conversion.
[[gnu::target("avx2")]] bool throw_avx2(const double* chance, const std::uint32_t* words,
                                        std::uint8_t* choices) noexcept {
  const __m256d back_and_one = _mm256_set1_pd(2147483649.0);
  const __m256d grain = _mm256_set1_pd(4294967296.0);
  const __m256d half = _mm256_set1_pd(0.5);
  __m256d within = _mm256_castsi256_pd(_mm256_set1_epi64x(-1));
  for (std::size_t lane = 0; lane < kLanes; lane += 16) {
    __m128i cooperates[4];  // 32 bits a lane, all ones where it does
    for (std::size_t four = 0; four < 4; ++four) {
      const __m128i bits = _mm_loadu_si128(reinterpret_cast<const __m128i*>(words + lane + 4 * four));
      const __m256d word = _mm256_cvtepi32_pd(_mm_xor_si128(bits, _mm_set1_epi32(INT32_MIN)));
      const __m256d p = _mm256_loadu_pd(chance + lane + 4 * four);
      const __m256d limit = _mm256_add_pd(_mm256_mul_pd(p, grain), half);
      const __m256 is_below = _mm256_castpd_ps(_mm256_cmp_pd(_mm256_add_pd(word, back_and_one), limit, _CMP_LE_OQ));
      cooperates[four] = _mm_castps_si128(_mm_shuffle_ps(_mm256_castps256_ps128(is_below),
                                                         _mm256_extractf128_ps(is_below, 1), _MM_SHUFFLE(2, 0, 2, 0)));
      within = _mm256_and_pd(within, _mm256_and_pd(_mm256_cmp_pd(p, _mm256_setzero_pd(), _CMP_GE_OQ),
                                                   _mm256_cmp_pd(p, _mm256_set1_pd(1), _CMP_LE_OQ)));
    }
    const __m128i bytes =
        _mm_packs_epi16(_mm_packs_epi32(cooperates[0], cooperates[1]), _mm_packs_epi32(cooperates[2], cooperates[3]));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(choices + lane), _mm_add_epi8(bytes, _mm_set1_epi8(1)));
  }
  return _mm256_movemask_pd(within) == 15;
}
#endif

}  // namespace

bool throw_dice(const std::array<double, kLanes>& cooperation, const std::uint32_t* words, LaneBytes& choices) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return throw_avx2(cooperation.data(), words, choices.at.data());
#endif
  return throw_portable(cooperation.data(), words, choices.at.data());
}

void draw_words(const Draw& draw, const Repetitions& repetitions, Words& words) {
  const Counter counter{draw.round / 4, draw.purpose * 2 + draw.seat};
  const Key key{static_cast<std::uint32_t>(draw.seed), static_cast<std::uint32_t>(draw.seed >> 32)};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"))
    return draw_avx512(counter, key, repetitions, words);
  if (__builtin_cpu_supports("avx2")) return draw_avx2(counter, key, repetitions, words);
#endif
  draw_scalar(counter, key, repetitions, words);
}

}  // namespace detente
