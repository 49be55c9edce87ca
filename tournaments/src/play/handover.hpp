// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#if defined(__SANITIZE_THREAD__)
#define DETENTE_SANITIZES_THREADS 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define DETENTE_SANITIZES_THREADS 1
#endif
#endif

#ifdef DETENTE_SANITIZES_THREADS
extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
}
#endif

namespace detente {

/// Tells ThreadSanitizer what it cannot see, since oneTBB is not built with it: a parallel loop begins after what was
/// before it, and what is after it begins when all its turns are over. Turns stay unordered among each other, so that a
/// race between them is found. Lives around the loop; without ThreadSanitizer it is nothing.
class Handover {
 public:
  Handover() { release(kBegin); }
  Handover(const Handover&) = delete;
  Handover& operator=(const Handover&) = delete;
  ~Handover() { acquire(kEnd); }

  /// Lives in the body of the loop, before all else. Knows no loop, since to read of one would be such an access.
  class Turn {
   public:
    Turn() { acquire(kBegin); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { release(kEnd); }
  };

 private:
  static constexpr char kBegin = 0;  // of these, only the address matters
  static constexpr char kEnd = 0;

#ifdef DETENTE_SANITIZES_THREADS
  static void acquire(const char& point) {
    __tsan_acquire(const_cast<char*>(&point));
  }
  static void release(const char& point) {
    __tsan_release(const_cast<char*>(&point));
  }
#else
  static void acquire(const char& /*point*/) {}
  static void release(const char& /*point*/) {}
#endif
};

}  // namespace detente
