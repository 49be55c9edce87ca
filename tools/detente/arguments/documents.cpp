// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/documents.hpp"

namespace detente::cli {

std::string document(Format wanted, const Documents& documents) {
  switch (wanted) {
    case Format::json:
      return documents.json();
    case Format::csv:
      return documents.csv();
    case Format::markdown:
      return documents.markdown();
    case Format::latex:
      return documents.latex();
    case Format::table:
      break;
  }
  return documents.table();
}

}  // namespace detente::cli
