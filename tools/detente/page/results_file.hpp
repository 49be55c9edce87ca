// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "json/json_reader.hpp"

namespace detente::cli {

/// Reads results of any format that this version writes. Throws `Error` in one sentence for what cannot be read, is not
/// JSON, is cut short, is too large for a page, has another format, or lacks what that format holds; `Stopped`.
Document read_results(const std::string& path);

}  // namespace detente::cli
