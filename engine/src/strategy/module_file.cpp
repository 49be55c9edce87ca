// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "strategy/module_file.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include <detente/error.hpp>

#if __has_include(<elf.h>)
#include <elf.h>
#define DETENTE_HAS_ELF 1
#endif

namespace detente {
namespace {

#ifdef DETENTE_HAS_ELF

/// Bytes that a 64-bit ELF file must have for its program headers and what they map; 0 for any other file.
std::uint64_t bytes_needed(std::ifstream& file) {
  Elf64_Ehdr head{};
  if (!file.read(reinterpret_cast<char*>(&head), sizeof head)) return 0;
  constexpr bool is_little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  if (std::memcmp(head.e_ident, ELFMAG, SELFMAG) != 0 || head.e_ident[EI_CLASS] != ELFCLASS64 ||
      head.e_ident[EI_DATA] != (is_little ? ELFDATA2LSB : ELFDATA2MSB) || head.e_phentsize != sizeof(Elf64_Phdr))
    return 0;
  std::uint64_t needed = head.e_phoff + std::uint64_t{head.e_phnum} * sizeof(Elf64_Phdr);
  std::vector<Elf64_Phdr> segments(head.e_phnum);
  file.seekg(static_cast<std::streamoff>(head.e_phoff));
  if (!file.read(reinterpret_cast<char*>(segments.data()),
                 static_cast<std::streamsize>(segments.size() * sizeof(Elf64_Phdr))))
    return needed;
  for (const Elf64_Phdr& segment : segments) needed = std::max(needed, segment.p_offset + segment.p_filesz);
  return needed;
}

#else

std::uint64_t bytes_needed(std::ifstream& /*file*/) {
  return 0;
}

#endif

}  // namespace

void check_module_file(const std::string& path, const std::string& name) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) throw Error("module '" + name + "' is not a file");
  const std::uint64_t size = std::filesystem::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  const std::uint64_t needed = bytes_needed(file);
  if (!error && size < needed)
    throw Error("module '" + name + "' is truncated: the file has " + std::to_string(size) +
                " bytes but needs at least " + std::to_string(needed) + "; build or copy it again");
}

}  // namespace detente
