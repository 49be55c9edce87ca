// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "submissions/native.hpp"

#include <dlfcn.h>
#include <sys/mman.h>

#include <array>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "../../guest/wasm-rt.h"

namespace {

/// Memories of instances that are gone. To get one from the system, and to touch its pages first, takes longer than to
/// make the instance and to read off its automaton.
class SpareMemories {
 public:
  /// All of it is 0.
  std::uint8_t* take(std::uint32_t max_pages) {
    {
      const std::lock_guard lock(mutex_);
      if (!spares_.empty() && spares_.back().max_pages == max_pages) {
        std::uint8_t* const data = spares_.back().data;
        spares_.pop_back();
        return data;
      }
    }
    // All of it at once, so that it never moves; pages that are not touched cost nothing.
    void* const at = mmap(nullptr, std::size_t{max_pages} << 16, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) throw std::bad_alloc();
    return static_cast<std::uint8_t*>(at);
  }
  /// `size`: bytes that could be written.
  void give_back(std::uint8_t* data, std::uint32_t size, std::uint32_t max_pages) {
    constexpr std::uint32_t kMostBytes = 256 << 10;
    constexpr std::size_t kMostSpares = 16;
    if (size <= kMostBytes) {
      std::memset(data, 0, size);
      const std::lock_guard lock(mutex_);
      if (spares_.size() < kMostSpares) {
        spares_.push_back({data, max_pages});
        return;
      }
    }
    munmap(data, std::size_t{max_pages} << 16);
  }

 private:
  struct Spare {
    std::uint8_t* data;
    std::uint32_t max_pages;
  };
  std::mutex mutex_;
  std::vector<Spare> spares_;
};

SpareMemories& spare_memories() {
  static auto* const spares = new SpareMemories;  // instances may live to the very end
  return *spares;
}

}  // namespace

// What the native form of a guest calls.
extern "C" {
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): what wasm2c wrote counts its calls in it
__thread std::uint32_t wasm_rt_call_stack_depth = 0;

void wasm_rt_trap(wasm_rt_trap_t why) {
  constexpr std::array<const char*, 9> kWords{"it stopped",
                                              "it reached beyond its memory",
                                              "it divided a number that has no such quotient",
                                              "it divided by zero",
                                              "it made a whole number of what is none",
                                              "it stopped itself",
                                              "it called what is no function of that kind",
                                              "it threw",
                                              "it called itself too deeply"};
  throw detente::guests::GuestFailure(kWords[static_cast<std::size_t>(why)]);
}

std::uint32_t wasm_rt_register_func_type(std::uint32_t params, std::uint32_t results, ...) {
  static std::mutex mutex;
  static std::map<std::vector<int>, std::uint32_t> types;
  std::vector<int> type{static_cast<int>(params)};
  va_list list;
  va_start(list, results);
  for (std::uint32_t i = 0; i < params + results; ++i) type.push_back(va_arg(list, int));
  va_end(list);
  const std::lock_guard lock(mutex);
  return types.try_emplace(type, static_cast<std::uint32_t>(types.size() + 1)).first->second;
}

void wasm_rt_allocate_memory(wasm_rt_memory_t* memory, std::uint32_t initial_pages, std::uint32_t max_pages) {
  *memory = {spare_memories().take(max_pages), initial_pages, max_pages, initial_pages << 16};
}

std::uint32_t wasm_rt_grow_memory(wasm_rt_memory_t* memory, std::uint32_t pages) {
  const std::uint32_t before = memory->pages;
  if (pages > memory->max_pages - before) return ~std::uint32_t{0};
  memory->pages += pages;
  memory->size = memory->pages << 16;
  return before;
}

void wasm_rt_free_memory(wasm_rt_memory_t* memory) {
  spare_memories().give_back(memory->data, memory->size, memory->max_pages);
}

void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t* table, std::uint32_t elements, std::uint32_t most) {
  *table = {static_cast<wasm_rt_funcref_t*>(std::calloc(elements, sizeof(wasm_rt_funcref_t))), most, elements};
  if (table->data == nullptr && elements > 0) throw std::bad_alloc();
}

void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t* table) {
  std::free(table->data);
}
}

namespace detente::cli {
namespace {

using guests::Ask;
using guests::GuestFailure;

/// The functions of a library that `guest/native.c` shows.
struct Code {
  std::size_t (*size)();
  void (*prepare)();
  void (*make)(void*);
  void (*construct)(void*);
  void (*free)(void*);
  std::uint32_t (*ask)(void*, std::uint32_t, std::uint32_t, std::uint32_t);
  std::uint32_t (*buffer)(void*);
  wasm_rt_memory_t* (*memory)(void*);
  std::int64_t* (*fuel)(void*);
};

class NativeGuest final : public guests::Guest {
 public:
  NativeGuest(std::shared_ptr<const Code> code, const GuestLimits& limits)
      : code_(std::move(code)), steps_(limits.steps), mean_(limits.mean), instance_(code_->size()) {
    code_->make(self());
    try {
      run(1, [&] {
        buffer_ = code_->buffer(self());
        return 0;
      });
      if (std::size_t{buffer_} + guests::kBuffer > memory().size) throw GuestFailure("its buffer is not in its memory");
      has_buffer_ = true;
      run(1, [&] {
        code_->construct(self());
        return 0;
      });
    } catch (...) {
      code_->free(self());
      throw;
    }
  }
  ~NativeGuest() override { code_->free(self()); }

  std::int32_t ask(Ask what, std::int32_t a, std::int32_t b, std::size_t lanes) override {
    is_touched_ = true;
    const std::int32_t answer = run(lanes, [&] {
      return static_cast<std::int32_t>(code_->ask(self(), static_cast<std::uint32_t>(what),
                                                  static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)));
    });
    account(static_cast<std::int64_t>(lanes));
    return answer;
  }
  unsigned char* buffer() override { return memory().data + buffer_; }
  void mark() override {
    marked_.assign(memory().data, memory().data + memory().size);
    marked_instance_ = instance_;
    is_touched_ = false;
    spent_ = allowed_ = 0;
  }
  void back() override {
    if (!is_touched_) return;
    is_touched_ = false;
    spent_ = allowed_ = 0;
    wasm_rt_memory_t& now = memory();
    std::memcpy(now.data, marked_.data(), marked_.size());
    if (now.size > marked_.size()) madvise(now.data + marked_.size(), now.size - marked_.size(), MADV_DONTNEED);
    std::memcpy(instance_.data(), marked_instance_.data(),
                instance_.size());  // its globals, and the size of its memory
  }
  void become(const Guest& other) override {
    const auto& theirs = static_cast<const NativeGuest&>(other);
    wasm_rt_memory_t& now = memory();
    const wasm_rt_memory_t& then = theirs.memory();
    std::memcpy(now.data, then.data, then.size);
    if (now.size > then.size) madvise(now.data + then.size, now.size - then.size, MADV_DONTNEED);
    // Globals come first in what wasm2c writes; after them, where memory and table of this very instance are.
    std::memcpy(instance_.data(), theirs.instance_.data(),
                static_cast<std::size_t>(reinterpret_cast<unsigned char*>(&now) - instance_.data()));
    now.pages = then.pages;
    now.size = then.size;
    is_touched_ = true;
    spent_ = theirs.spent_;
    allowed_ = theirs.allowed_;
  }

 private:
  void* self() const { return const_cast<unsigned char*>(instance_.data()); }
  wasm_rt_memory_t& memory() const { return *code_->memory(self()); }

  template <class Act>
  std::int32_t run(std::size_t lanes, Act act) {
    const std::int64_t steps = steps_ * static_cast<std::int64_t>(lanes);
    *code_->fuel(self()) = steps;
    wasm_rt_call_stack_depth = 0;
    if (has_buffer_) buffer()[guests::kSentence] = 0;  // no sentence of earlier
    try {
      return act();
    } catch (const GuestFailure&) {
      if (*code_->fuel(self()) < 0)
        throw GuestFailure(
            fmt::format("it did not answer within {} steps", grouped(static_cast<std::uint64_t>(steps_))) +
            (lanes > 1 ? " for a repetition" : ""));
      if (has_buffer_) tell();
      throw;
    }
  }
  /// Who answers each question within its steps may still take days for a tournament.
  void account(std::int64_t lanes) {
    if (mean_ == 0) return;
    spent_ += steps_ * lanes - *code_->fuel(self());
    allowed_ += mean_ * lanes;
    if (spent_ > allowed_ + steps_ * lanes)
      throw GuestFailure(fmt::format("it takes more than {} steps for an answer in the mean of a match",
                                     grouped(static_cast<std::uint64_t>(mean_))));
  }
  /// What it threw, if it did: its sentence is in the buffer.
  void tell() {
    constexpr std::size_t kMost = 4000;
    char* const text = reinterpret_cast<char*>(buffer() + guests::kSentence);
    const bool is_refusal = text[0] == '?';
    if (!is_refusal && text[0] != '!') return;
    std::string sentence(text + 1, strnlen(text + 1, kMost));
    for (char& letter : sentence)
      if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) letter = ' ';
    if (is_refusal) throw Error(sentence);
    throw GuestFailure(sentence);
  }
  std::shared_ptr<const Code> code_;
  std::int64_t steps_, mean_;
  std::int64_t spent_ = 0, allowed_ = 0;  // steps of this match
  std::vector<unsigned char> instance_;   // stays where it is: its table of functions points to it
  std::uint32_t buffer_ = 0;
  bool has_buffer_ = false;  // which lies in its memory
  std::vector<unsigned char> marked_, marked_instance_;
  bool is_touched_ = false;
};

template <class Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  if (function == nullptr) throw Error(fmt::format("it has no '{}'", name));
}

}  // namespace

guests::Arrival native_guest(const std::filesystem::path& library, const GuestLimits& limits) {
  void* const handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);  // never closed: strategies live in it
  if (handle == nullptr) throw Error(fmt::format("it cannot be loaded: {}", dlerror()));
  const auto code = std::make_shared<Code>();
  find(handle, "guest_size", code->size);
  find(handle, "guest_prepare", code->prepare);
  find(handle, "guest_make", code->make);
  find(handle, "guest_construct", code->construct);
  find(handle, "guest_free", code->free);
  find(handle, "guest_ask", code->ask);
  find(handle, "guest_buffer", code->buffer);
  find(handle, "guest_memory", code->memory);
  find(handle, "guest_fuel", code->fuel);
  code->prepare();
  return [code, limits]() -> std::unique_ptr<guests::Guest> { return std::make_unique<NativeGuest>(code, limits); };
}

}  // namespace detente::cli
