# SPDX-FileCopyrightText: The détente authors
# SPDX-License-Identifier: MIT
#
# awk -f tools/rooms.awk CONTRIBUTING.md - <LIST: the includes of listed sources that lead to a room not above their own in the table.

# The room of a source or header; "" for those that may see all.
function room_of(path,    parts) {
  split(path, parts, "/")
  if (path ~ /^strategies\/alignments\//) return "strategies/alignments"
  if (parts[1] == "strategies") return "strategies"
  if (path ~ /^(engine|tournaments)\/include\/detente\/[^\/]+\//) return parts[1] "/" parts[4]
  if (path ~ /^engine\/include\/detente\//) return "engine/include"
  if (path ~ /^((engine|tournaments)\/src|tools\/detente)\/[^\/]+\//) return parts[1] "/" parts[3]
  return ""
}

FNR == NR {
  if (match($0, /^\| `[a-z_\/]+` \| [^|]+ \|$/)) {
    split($0, cells, "`")
    level[cells[2]] = ++rooms
  }
  next
}

{
  room = room_of($0)
  if (room == "") next
  sources[++count] = $0
  key = $0
  if (sub(/^(engine|tournaments)\/include\//, "", key)) where["<" key ">"] = room
  else if (sub(/^(engine|tournaments)\/src\//, "", key) || sub(/^tools\/detente\//, "", key))
    where[substr($0, 1, index($0, "/") - 1) " \"" key "\""] = room
}

END {
  for (i = 1; i <= count; ++i) {
    source = sources[i]
    own = room_of(source)
    if (!(own in level)) print source ": its room " own " is not in the table"
    while ((getline line < source) > 0) {
      if (line !~ /^#include [<"]/) continue
      name = substr(line, 10)
      if (name ~ /^</ && !(name in where)) continue  # of others, or generated
      target = name ~ /^</ ? where[name] : where[substr(source, 1, index(source, "/") - 1) " " name]
      if (target == "" || target == own) continue
      if (level[target] > level[own]) print source " (" own ") includes " name " (" target ")"
    }
    close(source)
  }
}
