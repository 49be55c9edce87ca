// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

namespace detente {

/// Wrong input: one sentence that says what is wrong, where, and what is allowed. The command line ends with 2.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Input was right and the run failed all the same. The command line ends with 1.
class RunFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace detente
