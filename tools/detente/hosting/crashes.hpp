// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

/// Ends that a strategy's code brings about without coming back.
namespace detente::cli {

/// From now on a crash, `abort`, `exit`, `quick_exit`, `_exit` or an exception that may not leave where it is thrown
/// ends the process with 1 and one sentence, which names the strategy that was asked on that thread.
void name_who_crashes();

/// From now on a strategy may end the process: who watches it tells. Signals are left as they are.
void leave_exits_alone();
/// Undoes it in a child process that was forked, whose end its parent looks at.
void leave_crashes_alone();

/// Gives this thread a stack of its own for signals, without which an overflow of the usual one ends in silence. Until
/// the thread ends.
void prepare_thread_for_crashes();

}  // namespace detente::cli
