// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "judging/sanitizer_report.hpp"

#include <array>
#include <filesystem>
#include <string_view>

#include <fmt/core.h>

namespace detente::cli {
namespace {

struct Fault {
  std::string_view sign;  ///< as the sanitizers write it
  std::string_view did;
  std::string_view advice;
};

constexpr std::string_view kIndex = "check the index against the size of the array, which a longer match can exceed";
constexpr std::string_view kValues = "keep values in its fields, not pointers";
constexpr std::string_view kSize = "limit it";

constexpr std::array kFaults{
    Fault{"Assertion '__n < this->size()' failed", "used an index outside its array", kIndex},
    Fault{"Assertion '!this->empty()' failed", "read an element of an empty container",
          "check first that it is not empty"},
    Fault{"Assertion 'this->_M_is_engaged()' failed", "read an empty std::optional", "check first that it has a value"},
    Fault{"execution reached the end of a value-returning", "reached the end of a function without a return",
          "every path needs one"},
    Fault{"out of bounds for type", "used an index outside its array", kIndex},
    Fault{"signed integer overflow", "exceeded the largest integer", kSize},
    Fault{"negation of", "negated the smallest integer", "use a wider type"},
    Fault{"division by zero", "divided by zero", "make sure that the divisor is not 0"},
    Fault{"shift exponent", "shifted a number by more bits than it has", "limit the number of bits"},
    Fault{"left shift of", "shifted a number beyond its largest value", "use an unsigned type, and limit it"},
    Fault{"not a valid value for type", "read an uninitialised variable", "initialise every variable"},
    Fault{"outside the range of representable values", "converted a number to a type that cannot hold it",
          "limit the number first"},
    Fault{"null pointer", "used a null pointer", kValues},
    Fault{"heap-use-after-free", "used memory that it had freed", kValues},
    Fault{"stack-use-after", "used a local variable after the end of its lifetime", kValues},
    Fault{"heap-buffer-overflow", "used memory outside an array", kIndex},
    Fault{"stack-buffer-overflow", "used memory outside an array", kIndex},
    Fault{"stack-buffer-underflow", "used memory before an array", kIndex},
    Fault{"global-buffer-overflow", "used memory outside an array", kIndex},
    Fault{"container-overflow", "used memory outside a container", kIndex},
    Fault{"double-free", "freed memory twice", kValues},
    Fault{"attempting free on address", "freed memory that was not allocated", kValues},
    Fault{"alloc-dealloc-mismatch", "freed memory with a function that does not match its allocation", kValues},
    Fault{"new-delete-type-mismatch", "freed memory as another type than it was allocated", kValues},
    Fault{"stack-overflow", "overflowed the stack", "look for infinite recursion"},
    Fault{"address points to the zero page", "used a null pointer", kValues},
    Fault{"FPE on unknown address", "divided a whole number by zero", "make sure that the divisor is not 0"},
    Fault{"SEGV on unknown address", "accessed invalid memory", kValues},
    Fault{"BUS on unknown address", "accessed invalid memory", kValues},
};

/// The line of the source where it happened, the innermost one: the first "file.cpp:12" in the report; 0 if none.
std::string line_of(const std::string& said, const std::string& source) {
  const std::string file = std::filesystem::path(source).filename().string() + ':';
  for (std::size_t at = said.find(file); at != std::string::npos; at = said.find(file, at + 1)) {
    const std::size_t begin = at + file.size();
    const std::size_t end = said.find_first_not_of("0123456789", begin);
    if (end != begin) return said.substr(begin, end - begin);
  }
  return "";
}

}  // namespace

bool ran_out_of_memory(const std::string& said) {
  for (const char* const sign : {"hard rss limit exhausted", "allocation-size-too-big", "out-of-memory"})
    if (said.find(sign) != std::string::npos) return true;
  return false;
}

std::string sanitizer_report(const std::string& said, const std::string& source) {
  const bool is_report =
      said.find("ERROR: AddressSanitizer") != std::string::npos || said.find("runtime error: ") != std::string::npos;
  if (!is_report || ran_out_of_memory(said)) return "";
  const std::string number = line_of(said, source);
  const std::string line = number.empty() ? "" : fmt::format(" (line {})", number);
  for (const Fault& fault : kFaults)
    if (said.find(fault.sign) != std::string::npos) return fmt::format("{}{}; {}", fault.did, line, fault.advice);
  if (said.find("ABRT on unknown address") != std::string::npos) return "";  // how it ended says more
  // UndefinedBehaviorSanitizer says in words what AddressSanitizer says in a sign.
  for (const std::string_view sign : {"runtime error: ", "ERROR: AddressSanitizer: "}) {
    const std::size_t at = said.find(sign);
    if (at == std::string::npos) continue;
    const std::size_t begin = at + sign.size();
    return fmt::format("has undefined behaviour{}: {}", line, said.substr(begin, said.find('\n', begin) - begin));
  }
  return "";
}

}  // namespace detente::cli
