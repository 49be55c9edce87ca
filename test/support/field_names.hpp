// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>

/// The literature's names of strategies, in our words.
inline const std::map<std::string, std::string>& field_names() {
  static const std::map<std::string, std::string> names = {
      {"ALLC", "dove"},
      {"ALLD", "hawk"},
      {"RANDOM", "random"},
      {"TFT", "tit-for-tat"},
      {"STFT", "suspicious-tit-for-tat"},
      {"GTFT", "generous-tit-for-tat"},
      {"TF2T", "tit-for-two-tats"},
      {"2TFT", "two-tits-for-tat"},
      {"WSLS", "win-stay-lose-shift"},
      {"GRIM", "grim"},
      {"GRIM1", "memory-one:cc=1,cd=0,dc=0,dd=0"},
      {"CTFT", "contrite-tit-for-tat"},
      {"FORGIVER", "forgiver"},
      {"AON2", "all-or-none"},
      {"TFT-ATFT", "tft-atft"},
      {"GRIT_B", "grit"},
      {"GRIT_TB", "grit-token"},
      {"EMP", "empathic"},
      {"DETER", "deterrer"},
      {"OPP", "opportunist"},
      {"EXTORT2", "zd-extortion"},
      {"ZDGTFT2", "zd-generous"},
  };
  return names;
}
