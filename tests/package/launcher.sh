#!/usr/bin/env bash
# scripts/culprit, on a toy tree whose tool prints its arguments and its input.
set -euo pipefail

scripts=$(readlink -f "$(dirname "$0")/../../scripts")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree="$work/a tree"

mkdir -p "$tree/cli"
cp -r "$scripts" "$tree/scripts"
# The toy needs no packages but the compiler that this test runs with.
printf '#!/bin/sh\n' >"$tree/scripts/install-deps"
cat >"$tree/CMakePresets.json" <<'JSON'
{
  "version": 6,
  "configurePresets": [{
    "name": "release", "generator": "Ninja", "binaryDir": "${sourceDir}/build/release",
    "cacheVariables": {"GREETING": "Hello"}
  }]
}
JSON
cat >"$tree/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(toy LANGUAGES CXX)
add_executable(culprit_cli cli/main.cpp)
target_compile_definitions(culprit_cli PRIVATE GREETING="${GREETING}")
set_target_properties(culprit_cli PROPERTIES OUTPUT_NAME culprit RUNTIME_OUTPUT_DIRECTORY cli)
CMAKE
cat >"$tree/cli/greeting.hpp" <<'CPP'
#define MARK "!"
CPP
cat >"$tree/cli/main.cpp" <<'CPP'
#include "greeting.hpp"

#include <cstdio>

int main(int, char** arguments) {
  std::puts(GREETING MARK);
  while (*++arguments) std::printf("<%s>\n", *arguments);
  for (int c; (c = std::getchar()) != EOF;) std::putchar(c);
  return 3;
}
CPP

# Runs the launcher with the given arguments; leaves out, err and status.
launch() {
  status=0
  "$tree/scripts/culprit" "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
  out=$(<"$work/out")
  err=$(<"$work/err")
}

expect() {
  [[ $1 == "$2" ]] || {
    printf 'FAILED: %s\nexpected: %s\nbut it is: %s\nstderr: %s\n' "$test" "$2" "$1" "$(<"$work/err")" >&2
    exit 1
  }
}

starts() {
  test=$1
  echo "$test"
}

starts "Two first calls at once build once, and both run"
"$tree/scripts/culprit" one >"$work/other" 2>"$work/other.err" </dev/null &
other=$!
launch two
other_status=0
wait $other || other_status=$?
expect "$out" $'Hello!\n<two>'
expect "$(<"$work/other")" $'Hello!\n<one>'
expect "$status $other_status" "3 3"
expect "$(cat "$work/err" "$work/other.err" | grep -c 'building')" 1

starts "A call with nothing to do is silent, and touches nothing"
touch "$work/before"
launch
expect "$out" 'Hello!'
expect "$err" ''
expect "$(find "$tree" -newer "$work/before")" ''

starts "Arguments, input and exit code are the tool's, from any folder and through a link"
mkdir "$work/elsewhere"
ln -s "$tree/scripts/culprit" "$work/elsewhere/a link"
status=0
out=$(cd "$work/elsewhere" && printf 'piped' | './a link' 'x  y' '' '*' - 2>"$work/err") || status=$?
expect "$out" $'Hello!\n<x  y>\n<>\n<*>\n<->\npiped'
expect "$status" 3

starts "A changed header is built in"
echo '#define MARK "?"' >"$tree/cli/greeting.hpp"
launch
expect "$out" 'Hello?'

starts "A changed preset is configured in"
sed -i 's/Hello/Good day/' "$tree/CMakePresets.json"
launch
expect "$out" 'Good day?'

starts "A source that is gone fails the build, not the report"
mv "$tree/cli/main.cpp" "$tree/main.cpp"
launch
expect "$status|$out" '2|'
[[ $err == *cli/main.cpp* ]] || expect "$err" 'something about cli/main.cpp'

starts "A changed CMakeLists.txt is configured in"
sed -i 's|cli/main.cpp|main.cpp|' "$tree/CMakeLists.txt"
sed -i 's|greeting.hpp|cli/greeting.hpp|' "$tree/main.cpp"
launch
expect "$out" 'Good day?'

starts "A compiler's error reaches stderr, and stdout stays empty"
echo 'no C++' >>"$tree/main.cpp"
launch
expect "$status|$out" '2|'
[[ $err == *'main.cpp:'*error* ]] || expect "$err" "the compiler's error"
sed -i '$d' "$tree/main.cpp"

starts "A tree that was moved is built anew"
mv "$tree" "$work/moved"
tree=$work/moved
launch
expect "$out" 'Good day?'
expect "$(grep -c "^CMAKE_HOME_DIRECTORY:INTERNAL=$tree$" "$tree/build/release/CMakeCache.txt")" 1

starts "A failed installation stops it before the build"
printf '#!/bin/sh\necho "run this" >&2\nexit 2\n' >"$tree/scripts/install-deps"
touch "$tree/main.cpp"
launch
expect "$status|$out|$err" '2||run this'
