// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace detente::cli {

/// A language that programs come in, and the client that connects them.
struct ScriptLanguage {
  std::string_view name;         ///< "python"
  std::string_view interpreter;  ///< "python3"
  std::string_view ending;       ///< of files: ".py"
  std::string_view packages;     ///< of Debian, which hold what it needs

  std::string client_file() const { return "detente_strategy" + std::string(ending); }
  /// The texts of the client and of a template with blanks <STRUCT> and <NAME>. Throw `RunFailure`.
  std::string client() const;
  std::string script_template() const;
};

/// The language of that name; null where there is none.
const ScriptLanguage* script_language(std::string_view name);
/// The language of a file, by the end of its name; null where there is none.
const ScriptLanguage* language_of_file(const std::string& file);

}  // namespace detente::cli
