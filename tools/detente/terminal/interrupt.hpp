// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

/// Signals, and the standard streams as a shell may hand them over.
namespace detente::cli {

/// Makes Ctrl-C, SIGTERM and SIGHUP ask for an end, which comes within a second whatever is done at the time, a closed
/// pipe end the program quietly, and a standard stream that is not open refuse what is written to it, so that no file
/// can take its place.
void prepare_process();

/// Somebody asked for an end.
bool interrupted();

/// The end that was asked for has come, in a way of its own: what follows is done as if nobody had asked.
void obey_interruption();

}  // namespace detente::cli
