// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <detente/design/design.hpp>
#include <detente/spirals/spirals.hpp>
#include <detente/strategy/registry.hpp>
#include <detente/systems/alignments.hpp>

#include "arguments/options.hpp"

/// What settings mean: numbers in range, rates, words from a list, and the tournament that they ask for.
namespace detente::cli {

/// A whole number. Throws `Error` with name, value and range.
std::int64_t whole(const Setting& setting, std::int64_t low, std::int64_t high);
/// A number, decimal or a fraction. Throws `Error` likewise.
double number(const Setting& setting, double low, double high);
/// `U` or `U/V`, both in 0…1; `text` is the part of the setting that holds them.
Rates rates(const Setting& setting, const std::string& text);
/// One of some words. Throws `Error` with the list.
std::string choice(const Setting& setting, const std::vector<std::string>& allowed);
bool yes(const Setting& setting);

/// Entrants of a comma list; a piece `key=value` belongs to the one before it.
std::vector<std::string> entrants(const std::string& list);

enum class Format { table, csv, json, markdown, latex };
Format format(const Arguments& arguments);
/// The same of a command whose tables may be parts of documents.
Format document_format(const Arguments& arguments);

/// Paths of `--module`, absolute, each once.
std::vector<std::string> modules(const Arguments& arguments);
/// The strategies of this build, of all modules, and of all submissions (`submissions.hpp`).
Registry registry(const Arguments& arguments);

/// Strategies, and alignments, of this build and of all modules; a module holds the one or the other.
struct Known {
  Registry strategies;
  Alignments alignments;
};
Known known(const Arguments& arguments);

/// The design options. `misperception` is what holds where none is given.
Request request(const Arguments& arguments, const Rates& misperception);
/// What `run`, `spirals` and `sweep` begin with: restraint is taken for a threat five times as often as a threat for
/// restraint, because fear reads the worst (Jervis 1976).
constexpr Rates kUsualMisperception{0.05, 0.01};
/// What is asked about spirals beyond the design. Its trial holds no peace and no ages: they are the design's.
SpiralRequest spiral_request(const Arguments& arguments);
/// True where one of the options of `spiral_request` was given.
bool asks_about_spirals(const Arguments& arguments);
/// What `--pairs` names: where pairs are written to.
struct PairFiles {
  bool json = true;
  bool csv = true;
  bool parquet = false;
};
PairFiles pair_files(const Arguments& arguments);

/// True where `--opponents library` was given.
bool asks_library(const Arguments& arguments);
/// What design.ini says of what is shown: `--show` and `--opponents`, where they were given.
std::string settings_ini(const Arguments& arguments);
/// `--threads`, or as many of them as there may be; 0 stands for all cores.
int threads(const Arguments& arguments);
/// `--patience` in seconds; 0, which stands for no limit, for a command that does not take it.
double patience(const Command& command, const Arguments& arguments);

/// `U/V` as users write it; one number where both are the same.
std::string text(const Rates& rates);

}  // namespace detente::cli
