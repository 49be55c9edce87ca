// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/checkpoint.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "files/temporary_file.hpp"

namespace detente::cli {
namespace {

constexpr std::chrono::seconds kSavesAfter{10};

}  // namespace

Checkpoint::Checkpoint(std::string path, const std::string& where) : path_(std::move(path)) {
  if (path_.empty()) throw Error(fmt::format("{} needs a value: FILE", where));
  std::error_code error;
  if (exists() && !std::filesystem::is_regular_file(path_, error))
    throw Error(fmt::format("{} is '{}', which is no file", where, path_));
}

bool Checkpoint::exists() const {
  std::error_code error;
  return std::filesystem::exists(path_, error);
}

void Checkpoint::write(const std::string& text) {
  TemporaryFile file{std::filesystem::path(path_)};
  const bool is_written = file.is_open() && file.write(text) && file.finish() &&
                          file.place(std::filesystem::path(path_).filename().string());
  fault_ = is_written ? "" : fmt::format("the checkpoint '{}' cannot be written: {}", path_, std::strerror(errno));
  last_ = std::chrono::steady_clock::now();
}

bool Checkpoint::is_due() const {
  return std::chrono::steady_clock::now() - last_ >= kSavesAfter;
}

}  // namespace detente::cli
