// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/sha256.hpp"

#include <nettle/sha2.h>

#include <array>

#include <fmt/core.h>
#include <fmt/format.h>

namespace detente::cli {

std::string sha256(std::string_view text) {
  sha256_ctx state{};
  sha256_init(&state);
  sha256_update(&state, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&state, digest.size(), digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace detente::cli
