// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "programs/script_language.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "build_info.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array kLanguages{ScriptLanguage{"python", "python3", ".py", "python3"},
                                ScriptLanguage{"r", "Rscript", ".R", "r-base-core r-cran-jsonlite"},
                                ScriptLanguage{"javascript", "node", ".mjs", "nodejs"}};

std::string text_of_client(std::string_view folder, const std::string& name) {
  std::error_code error;
  const fs::path own = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& place : {own / kInstallClientDir, fs::path(kSourceClientDir)}) {
    std::ifstream file(place / folder / name, std::ios::binary);
    if (file) return {std::istreambuf_iterator<char>(file), {}};
  }
  throw RunFailure(fmt::format("the clients of détente are gone ({}); install it again", name));
}

}  // namespace

std::string ScriptLanguage::client() const {
  return text_of_client(name, client_file());
}

std::string ScriptLanguage::script_template() const {
  return text_of_client(name, "template" + std::string(ending));
}

const ScriptLanguage* script_language(std::string_view name) {
  for (const ScriptLanguage& language : kLanguages)
    if (language.name == name) return &language;
  return nullptr;
}

const ScriptLanguage* language_of_file(const std::string& file) {
  for (const ScriptLanguage& language : kLanguages)
    if (file.ends_with(language.ending)) return &language;
  return file.ends_with(".js") ? script_language("javascript") : nullptr;
}

}  // namespace detente::cli
