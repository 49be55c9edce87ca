// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <detente/systems/system_contest.hpp>

#include "arguments/options.hpp"
#include "arguments/settings.hpp"

/// What `detente system` is asked for.
namespace detente::cli {

/// The system, its couplings and its noise. Throws `Error`.
SystemRequest system_request(const Arguments& arguments);

/// The system that the settings ask for. Throws `Error`, which names the line of the file whose fault it is.
SystemDesign system_of(const Arguments& arguments, const Known& known);
/// A refusal that begins with a key, with the line of the file in which the key stands, if it stands in one.
std::string in_its_line(const std::string& refusal, const Arguments& arguments);

/// Who takes which seat; absent without `--contest`. Throws `Error`.
std::optional<SystemContest> system_contest(const Arguments& arguments, const Registry& registry);
/// The misreading to follow; absent without `--impulse`. Throws `Error`.
std::optional<Misreading> system_impulse(const Arguments& arguments);

/// Whether a flag is given that goes with neither contest nor impulse. Throws `Error`.
bool system_flag(const Arguments& arguments, std::string_view key);
/// The horizon of `--contagion`; absent without it. Throws `Error`.
std::optional<std::int64_t> system_silence(const Arguments& arguments);
/// The repetition to show round by round; absent without `--trace`. Throws `Error`.
std::optional<std::uint64_t> system_trace_of(const Arguments& arguments, const SystemDesign& design);

}  // namespace detente::cli
