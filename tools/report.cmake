# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
#
# The page of `detente report` travels in the command, and with it the library that draws: a report loads nothing.

find_file(DETENTE_D3 d3.min.js PATHS /usr/share/nodejs/d3/dist NO_DEFAULT_PATH DOC "d3.min.js, version 5")
if(NOT EXISTS "${DETENTE_D3}")
  message(FATAL_ERROR "The reports of détente draw with d3, version 5, and its d3.min.js is not here. On Debian: apt-get "
    "install --no-install-recommends node-d3. Elsewhere say where it is: -DDETENTE_D3=FILE; or build without the "
    "command: -DDETENTE_BUILD_TOOLS=OFF.")
endif()
file(READ ${DETENTE_D3} notice LIMIT 200)
if(NOT notice MATCHES "d3js\\.org v5\\.")
  message(FATAL_ERROR "'${DETENTE_D3}' does not begin with the notice of d3, version 5, which the reports of détente "
    "draw with; name another file: -DDETENTE_D3=FILE.")
endif()

# Literals of bytes, short enough for every compiler; escaped one and all, so that nothing in a file can end them.
function(embed member)
  set(literals "")
  foreach(file IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(SIZE ${file} size)
    set(offset 0)
    while(offset LESS size)
      file(READ ${file} bytes OFFSET ${offset} LIMIT 60000 HEX)
      string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
      string(APPEND literals "          \"${bytes}\",\n")
      math(EXPR offset "${offset} + 60000")
    endwhile()
  endforeach()
  set(text "${text}      .${member} =\n      {\n${literals}      },\n" PARENT_SCOPE)
endfunction()

file(GLOB scripts CONFIGURE_DEPENDS report/page/*.js)
list(SORT scripts)
set(text "// Generated from tools/report/ and ${DETENTE_D3}.\n#include \"page/page_parts.hpp\"\n\nnamespace detente::cli {\n\n")
string(APPEND text "PageParts page_parts() {\n  return {\n")
embed(page ${CMAKE_CURRENT_SOURCE_DIR}/report/page.html)
embed(style ${CMAKE_CURRENT_SOURCE_DIR}/report/report.css)
embed(d3 ${DETENTE_D3})
embed(script ${scripts})
string(APPEND text "  };\n}\n\n}  // namespace detente::cli\n")
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/page_parts.new "${text}")
file(COPY_FILE ${CMAKE_CURRENT_BINARY_DIR}/page_parts.new ${CMAKE_CURRENT_BINARY_DIR}/page_parts.cpp ONLY_IF_DIFFERENT)
