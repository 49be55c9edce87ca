// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

namespace detente::cli {

/// What reports are made of, as the build found it in tools/report and on the machine. In pieces, since compilers take
/// literals of a limited length only.
struct PageParts {
  std::vector<std::string_view> page;    ///< HTML with places for the others
  std::vector<std::string_view> style;   ///< CSS
  std::vector<std::string_view> d3;      ///< the library, its notice of licence included
  std::vector<std::string_view> script;  ///< JavaScript
};

PageParts page_parts();

}  // namespace detente::cli
