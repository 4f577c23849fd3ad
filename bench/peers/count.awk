# What a user's script would do: count lines, records and levels; heads by class;
# chains with masked numbers and UUIDs, and when they were first and last seen;
# ERROR records without a throwable by logger and masked message. It knows two
# layouts and simple traces, nothing else.
#
#   mawk -f count.awk killbill.log        lines of: what, tab, name, tab, count

BEGIN {
  hex = "[0-9a-f][0-9a-f][0-9a-f][0-9a-f]"
  uuid = hex hex "-" hex "-" hex "-" hex "-" hex hex hex
}

function mask(message) {
  gsub(uuid, "<uuid>", message)
  gsub(/[0-9]+(\.[0-9]+)?/, "N", message)
  return message
}

# A throwable as printed, with its message masked.
function link(line,  colon) {
  colon = index(line, ": ")
  return colon ? substr(line, 1, colon + 1) mask(substr(line, colon + 2)) : line
}

function end_record() {
  if (chain != "") {
    chains[chain]++
    heads[head]++
    if (!(chain in first_seen)) first_seen[chain] = time
    last_seen[chain] = time
  } else if (level == "ERROR") {
    errors++
    error_groups[mask(error)]++
  }
  chain = ""
}

/^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][ T][0-9]/ {
  end_record()
  records++
  time = substr($0, 1, 23)
  if (substr($0, 11, 1) == "T") {
    level = substr($0, 35, 5)
    sub(/'.*/, "", level)
  } else {
    level = substr($0, index($0, "] ") + 2, 5)
    sub(/ .*/, "", level)
  }
  levels[level]++
  if (level == "ERROR") {
    error = substr($0, 30)
    sub(/^.*(ERROR +|log=')/, "", error)
  }
  candidate = ""
  after_header = 1
  next
}

after_header {
  after_header = 0
  candidate = $0
  next
}

/^\tat / {
  if (candidate != "") {
    head = candidate
    sub(/: .*/, "", head)
    chain = link(candidate)
    candidate = ""
  }
  next
}

/^Caused by: / && chain != "" { chain = chain " <- " link(substr($0, 12)) }

END {
  end_record()
  print "lines\t\t" NR
  print "records\t\t" records
  print "errors\t\t" errors + 0
  for (name in levels) print "level\t" name "\t" levels[name]
  for (name in heads) print "head\t" name "\t" heads[name]
  for (name in chains) print "chain\t" name "\t" chains[name] "\t" first_seen[name] "\t" last_seen[name]
  for (name in error_groups) print "error\t" name "\t" error_groups[name]
}
