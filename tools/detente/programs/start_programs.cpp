// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "programs/start_programs.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>

#include <fmt/core.h>

#include "programs/asking.hpp"

namespace detente::cli {
namespace {

/// What changes with the command and its files; what these include is not known.
std::string code_of(const ProgramCommand& command) {
  std::string text;
  for (const std::string& word : command.words) text += word + '\n';
  for (const auto& file : command.files) {
    std::ifstream in(file, std::ios::binary);
    text.append(std::istreambuf_iterator<char>(in), {});
  }
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace

StartedPrograms start_programs(std::vector<ProgramCommand> commands, const ProgramManner& manner) {
  std::vector<std::shared_ptr<Program>> programs;
  for (ProgramCommand& command : commands) programs.push_back(std::make_shared<Program>(std::move(command), manner));
  StartedPrograms started;
  for (const auto& program : programs) {
    const ProgramCommand& command = program->command();
    try {
      auto prototypes = program_prototypes(program);
      // A store keeps what can be repeated: what numbered memories do is, as far as its files are all that it reads.
      const bool is_enumerable = std::all_of(prototypes.begin(), prototypes.end(),
                                             [](const auto& prototype) { return prototype->traits().ordered; });
      started.newcomers.push_back({.prototypes = std::move(prototypes),
                                   .origin = command.text,
                                   .label = command.label,
                                   .code = is_enumerable ? code_of(command) : ""});
    } catch (const ProgramFailure& failure) {
      started.refused.push_back({command.text, failure.what()});
    }
  }
  return started;
}

}  // namespace detente::cli
