// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

/// A file of test/golden/.
inline nlohmann::json golden(const std::string& name) {
  std::ifstream file(std::string(DETENTE_TEST_DIR) + "/golden/" + name);
  return nlohmann::json::parse(file);
}
