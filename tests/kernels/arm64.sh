#!/usr/bin/env bash
# Compiles the kernels for ARM64 and runs their test on an emulated processor.
#
#   tests/kernels/arm64.sh <directory for the program>
set -euo pipefail

root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
program=$1/kernels-arm64

for tool in aarch64-linux-gnu-g++ qemu-aarch64; do
  if ! command -v "$tool" >/dev/null; then
    echo "skipped: $tool is not installed (scripts/install-deps check)"
    exit 77
  fi
done

sources=("$root"/lib/parse/{kernels,kernels_neon,kernels_x86,shape}.cpp
  "$root"/tests/parse/kernels_agree.cpp "$root"/tests/kernels/main.cpp)
aarch64-linux-gnu-g++ -std=c++20 -O2 -Wall -Wextra -Werror -static \
  -I "$root/lib" -I "$root/include" -I "$root/tests" "${sources[@]}" -o "$program"
kernels=$(qemu-aarch64 "$program" | tr '\n' ' ')
echo "Kernels that agree: $kernels"
[[ $kernels == *neon* ]] || { echo "FAILED: there is no kernel for NEON" >&2; exit 1; }
