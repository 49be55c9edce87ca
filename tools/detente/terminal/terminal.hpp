// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// What is known of the place that text goes to, and how text fits there.
namespace detente::cli {

struct Terminal {
  int width = 80;            ///< columns; 80 where nobody looks
  bool is_terminal = false;  ///< somebody looks
  bool has_color = false;    ///< a terminal that shows colour, and NO_COLOR is not set
};

/// The terminal behind a file descriptor.
Terminal terminal(int descriptor);
/// From now on there is none, whatever a launcher of many processes puts there.
void have_no_terminal();

/// Columns that a UTF-8 text takes, one per character; what sets colours takes none.
std::size_t columns(std::string_view text);
/// The text without what would steer a terminal: control characters become "?".
std::string harmless(std::string_view text);
/// The text as a sentence that may be shown anywhere: harmless, with long words and then the whole cut.
std::string presentable(std::string_view text);
/// At most so many columns of a text; a longer one ends in "…".
std::string fitted(std::string_view text, std::size_t width);
/// Text broken at blanks into lines of at most `width` columns; all but the first begin with `indent`
/// blanks, and the first is taken to follow as many columns.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

/// Writes a text to standard error. Where that is not possible nobody can be told, and nothing comes of it.
void write_error(std::string_view text);
/// Writes a sentence there, presentable, as a line that begins with the program's name.
void tell(const std::string& sentence);
/// The same for several lines, such as those of a compiler.
void tell_lines(std::string_view text);
/// Writes all of a text to standard output at once. Throws `RunFailure` when it cannot be written, and `Stopped`.
void write_out(std::string_view text);

}  // namespace detente::cli
