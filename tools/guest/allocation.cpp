// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Where a guest's objects live. The C library's own allocator would be a third of all code of a small guest, and of
// the time to compile it; a guest is short-lived, and its memory is put back for each match. Blocks have sizes that are
// powers of two, and one that is free waits for the next of its size.
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

extern "C" unsigned char __heap_base;  // NOLINT: the linker's name

namespace {

constexpr std::uint32_t kLeast = 5;   // a block has 2⁵ bytes
constexpr std::uint32_t kMost = 30;   // … to 2³⁰, more than a guest may have
constexpr std::size_t kAligned = 16;  // as every object may need
constexpr std::size_t kPage = 65536;

/// Stands before what a block holds.
struct Head {
  unsigned char* block;
  std::uint32_t power;  // of the block's size
};
static_assert(sizeof(Head) <= kAligned);

std::array<unsigned char*, kMost + 1> waiting{};  // by power: the first free block, whose bytes begin with the next one
unsigned char* unused = nullptr;                  // from here on nothing was taken yet

Head* head_of(void* at) {
  return reinterpret_cast<Head*>(static_cast<unsigned char*>(at) - sizeof(Head));
}

std::size_t room_of(void* at) {
  const Head* const head = head_of(at);
  return (std::size_t{1} << head->power) - static_cast<std::size_t>(static_cast<unsigned char*>(at) - head->block);
}

unsigned char* taken(std::uint32_t power) {
  if (unsigned char* const block = waiting[power]; block != nullptr) {
    std::memcpy(&waiting[power], block, sizeof(unsigned char*));
    return block;
  }
  if (unused == nullptr)
    unused = &__heap_base + (kAligned - reinterpret_cast<std::uintptr_t>(&__heap_base) % kAligned) % kAligned;
  const std::size_t size = std::size_t{1} << power;
  const std::size_t from = reinterpret_cast<std::uintptr_t>(unused), have = __builtin_wasm_memory_size(0) * kPage;
  if (from + size > have &&
      __builtin_wasm_memory_grow(0, (from + size - have + kPage - 1) / kPage) == static_cast<std::size_t>(-1))
    return nullptr;
  unsigned char* const block = unused;
  unused += size;
  return block;
}

void* allocated(std::size_t size, std::size_t alignment) {
  const std::size_t needed = size + (alignment > kAligned ? alignment : 0) + kAligned;
  std::uint32_t power = kLeast;
  while (power <= kMost && std::size_t{1} << power < needed) ++power;
  unsigned char* const block = needed < size || power > kMost ? nullptr : taken(power);
  if (block == nullptr) {
    errno = ENOMEM;
    return nullptr;
  }
  const std::size_t after = reinterpret_cast<std::uintptr_t>(block) + kAligned;
  unsigned char* const at = block + kAligned + (alignment - after % alignment) % alignment;
  *head_of(at) = {block, power};
  return at;
}

}  // namespace

extern "C" {
void* malloc(std::size_t size) {
  return allocated(size, kAligned);
}
void free(void* at) {
  if (at == nullptr) return;
  const Head head = *head_of(at);
  std::memcpy(head.block, &waiting[head.power], sizeof(unsigned char*));
  waiting[head.power] = head.block;
}
void* calloc(std::size_t count, std::size_t size) {
  std::size_t all = 0;
  if (__builtin_mul_overflow(count, size, &all)) return nullptr;
  void* const at = malloc(all);
  if (at != nullptr) std::memset(at, 0, all);
  return at;
}
void* realloc(void* at, std::size_t size) {
  if (at == nullptr) return malloc(size);
  const std::size_t room = room_of(at);
  if (size <= room) return at;
  void* const larger = malloc(size);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, at, room);
  free(at);
  return larger;
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return alignment == 0 || (alignment & (alignment - 1)) != 0 ? nullptr : allocated(size, alignment);
}
int posix_memalign(void** at, std::size_t alignment, std::size_t size) {
  void* const found = aligned_alloc(alignment < kAligned ? kAligned : alignment, size);
  if (found == nullptr) return ENOMEM;
  *at = found;
  return 0;
}
std::size_t malloc_usable_size(void* at) {
  return at == nullptr ? 0 : room_of(at);
}
// As parts of the C library call them.
void* __libc_malloc(std::size_t size) {
  return malloc(size);
}
void* __libc_calloc(std::size_t count, std::size_t size) {
  return calloc(count, size);
}
void __libc_free(void* at) {
  free(at);
}
}
