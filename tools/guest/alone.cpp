// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What the C and C++ libraries want of a system, for a guest that has none: without these a module would import them,
// and be refused. Nothing is printed. What is thrown leaves its sentence in the buffer and stops: there is nothing to
// go back to, since the instance is over.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <typeinfo>

#include <detente/error.hpp>
#include <detente/guests/asks.hpp>

extern "C" unsigned char* detente_buffer();

// As libc++abi has it, in order to find out whether what was thrown is a std::exception.
namespace __cxxabiv1 {
class __shim_type_info : public std::type_info {
 public:
  virtual ~__shim_type_info();
  virtual void noop1() const;
  virtual void noop2() const;
  virtual bool can_catch(const __shim_type_info* thrown, void*& adjusted) const = 0;
};
}  // namespace __cxxabiv1

namespace {

template <class Base>
const Base* caught(void* thrown, std::type_info* type) {
  void* adjusted = thrown;
  const auto& base = static_cast<const __cxxabiv1::__shim_type_info&>(typeid(Base));
  if (!base.can_catch(static_cast<const __cxxabiv1::__shim_type_info*>(type), adjusted)) return nullptr;
  return static_cast<const Base*>(adjusted);
}

/// Leaves a sentence where the host looks for it.
[[noreturn]] void stop(char mark, const char* sentence) {
  constexpr std::size_t kMost = 4000;
  auto* const to = reinterpret_cast<char*>(detente_buffer() + detente::guests::kSentence);
  to[0] = mark;
  std::strncpy(to + 1, sentence, kMost);
  to[kMost] = '\0';
  __builtin_trap();
}

}  // namespace

[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) {
  __builtin_trap();
}

extern "C" {
std::int32_t __imported_wasi_snapshot_preview1_fd_write(std::int32_t, std::int32_t parts, std::int32_t count,
                                                        std::int32_t written) {
  std::size_t sum = 0;
  for (std::int32_t i = 0; i < count; ++i) sum += reinterpret_cast<const std::size_t*>(parts)[2 * i + 1];
  *reinterpret_cast<std::size_t*>(written) = sum;
  return 0;
}
std::int32_t __imported_wasi_snapshot_preview1_fd_close(std::int32_t) {
  return 0;
}
std::int32_t __imported_wasi_snapshot_preview1_fd_seek(std::int32_t, std::int64_t, std::int32_t, std::int32_t) {
  return 70;
}
std::int32_t __imported_wasi_snapshot_preview1_fd_fdstat_get(std::int32_t, std::int32_t) {
  return 8;
}
[[noreturn]] void abort_message(const char*, ...) {
  __builtin_trap();
}
void* __cxa_allocate_exception(std::size_t size) noexcept {
  return std::malloc(size);
}
void __cxa_free_exception(void* thrown) noexcept {
  std::free(thrown);
}
[[noreturn]] void __cxa_throw(void* thrown, std::type_info* type, void (*)(void*)) {
  if (const auto* const refusal = caught<detente::Error>(thrown, type)) stop('?', refusal->what());
  if (const auto* const exception = caught<std::exception>(thrown, type)) stop('!', exception->what());
  stop('!', "something that is not a std::exception");
}
void* __cxa_begin_catch(void*) noexcept {
  __builtin_trap();
}
void __cxa_end_catch() {
  __builtin_trap();
}
void __cxa_rethrow() {
  __builtin_trap();
}
}
