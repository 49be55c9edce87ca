// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/spirals.hpp>

#include "screen.hpp"

/// Answers about spirals as tables for people and as comma-separated values.
namespace detente::cli {

/// What `spirals` prints below the header. `asked` is what the user wrote.
std::string spirals_table(const SpiralRequest& asked, const SpiralDesign& question, const SpiralReport& report,
                          const Screen& screen);
/// What `run` prints below its standings: lift against loss.
std::string breakers_table(const SpiralDesign& question, const SpiralReport& report, const Screen& screen);
/// Sentences as a paragraph.
std::string paragraph(const std::vector<std::string>& sentences, const Screen& screen);

std::string breakers_csv(const SpiralDesign& question, const SpiralReport& report);

}  // namespace detente::cli
