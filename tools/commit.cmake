# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
#
# cmake -D source=FOLDER -D output=FILE -P commit.cmake: a header that names the commit of the sources; none where they are in no
# repository of their own.
find_program(git git)
set(commit "")
if(git)
  execute_process(COMMAND ${git} -C ${source} rev-parse --show-toplevel OUTPUT_VARIABLE top ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(top STREQUAL source)
    execute_process(COMMAND ${git} -C ${source} describe --always --dirty=-modified --abbrev=12 --exclude=*
                    OUTPUT_VARIABLE commit ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  endif()
endif()
file(WRITE ${output}.new "// Generated at each build.\n#pragma once\n\n#include <string_view>\n\nnamespace detente::cli {\n\n"
     "/// Of the sources; empty where it is not known.\ninline constexpr std::string_view kCommit = \"${commit}\";\n\n}  // namespace detente::cli\n")
file(COPY_FILE ${output}.new ${output} ONLY_IF_DIFFERENT)
