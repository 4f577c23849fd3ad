#!/usr/bin/env bash
# Installs a finished build, moves the installed tree, and uses it as a stranger
# would: runs the tool, and builds a little project against the library, once
# with find_package and once with pkg-config and a plain compiler call.
#
#   tests/package/run.sh build/release
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
build=$(readlink -f "$1")

# The value of a variable of the build.
cached() {
  sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt"
}

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cxx=$(cached CMAKE_CXX_COMPILER)
read -ra flags <<<"$(cached CMAKE_CXX_FLAGS)"
version=$(cached CMAKE_PROJECT_VERSION)
soversion=${version%.*}

cmake --install "$build" --prefix "$work/installed" >"$work/install.log"
prefix=$work/moved
mv "$work/installed" "$prefix"
libdir=$prefix/$(cached CMAKE_INSTALL_LIBDIR)

echo "The headers are complete and hold no template"
for header in "$here"/../../include/culprit/*.h{,pp}; do
  [[ -f $prefix/include/culprit/${header##*/} ]] || fail "${header##*/} is not installed"
done
[[ -f $prefix/include/culprit/version.hpp ]] || fail "version.hpp is not installed"
[[ -z $(find "$prefix" -name '*.in') ]] || fail "a template is installed"

if [[ $(cached BUILD_SHARED_LIBS) == ON ]]; then
  echo "The shared library is versioned"
  [[ -f $libdir/libculprit.so.$version ]] || fail "there is no libculprit.so.$version"
  [[ $(readelf --dynamic "$libdir/libculprit.so") == *"soname: [libculprit.so.$soversion]"* ]] ||
    fail "the soname is not libculprit.so.$soversion"
else
  [[ -f $libdir/libculprit.a ]] || fail "there is no libculprit.a"
fi

if [[ $(cached CULPRIT_CLI) == ON ]]; then
  echo "The tool finds its library"
  [[ $("$prefix/bin/culprit" --version) == *"$version"* ]] || fail "culprit --version does not say $version"
fi

# The program ran with the library: it printed its version and what it counted.
expect_report() {
  grep -qxF "culprit $version" "$1" || fail "the consumer does not say culprit $version"
  tail -n +2 "$1" | python3 -c '
import json, sys
[row] = json.load(sys.stdin)["exceptions"]
assert (row["class"], row["count"]) == ("java.util.concurrent.ExecutionException", 1), row
' || fail "the consumer does not report the exception"
}

echo "find_package(culprit) is enough for a program"
cmake -S "$here/consumer" -B "$work/consumer" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$cxx" \
  -DCMAKE_CXX_FLAGS="${flags[*]}" >"$work/consumer.log"
cmake --build "$work/consumer" >>"$work/consumer.log" || { cat "$work/consumer.log"; exit 1; }
"$work/consumer/consumer" >"$work/report"
expect_report "$work/report"

echo "find_package(culprit) refuses another minor version"
cmake -S "$here/consumer" -B "$work/consumer" -DCMAKE_PREFIX_PATH="$prefix" -DWANTED_VERSION=0.0 \
  >"$work/consumer.log" 2>&1 && fail "version 0.0 was found"
grep -qF "culprit-config.cmake, version: $version" "$work/consumer.log" || { cat "$work/consumer.log"; exit 1; }

echo "pkg-config culprit is enough for a program"
export PKG_CONFIG_PATH=$libdir/pkgconfig
[[ $(pkg-config --modversion culprit) == "$version" ]] || fail "pkg-config does not say $version"
static=()
[[ $(cached BUILD_SHARED_LIBS) == ON ]] || static=(--static)
read -ra library <<<"$(pkg-config "${static[@]}" --cflags --libs culprit)"
"$cxx" -std=c++20 "${flags[@]}" "$here/consumer/main.cpp" -o "$work/plain" "${library[@]}"
LD_LIBRARY_PATH=$libdir "$work/plain" >"$work/report"
expect_report "$work/report"

echo "and for one in C"
cc=${CC:-cc}
linker=$cc
[[ ${flags[*]} == *-fsanitize* ]] && linker=$cxx # which knows where the sanitizers' runtime for C++ is
read -ra include <<<"$(pkg-config --cflags culprit)"
"$cc" -std=c99 -Wall -Wextra -pedantic -Werror "${include[@]}" -c "$here/../../examples/top_causes.c" \
  -o "$work/in_c.o"
"$linker" "${flags[@]}" "$work/in_c.o" -o "$work/in_c" "${library[@]}"
LD_LIBRARY_PATH=$libdir "$work/in_c" "$here/../../examples/accounts_hit.log" >"$work/causes"
[[ $(wc -l <"$work/causes") == 2 ]] || fail "the program in C does not list both causes"
