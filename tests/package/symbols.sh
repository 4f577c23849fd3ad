#!/usr/bin/env bash
# The shared library exports what the headers promise, and nothing else of ours
# or of others. Weak symbols that are std's own are left out: each C++ library
# carries its copies, and the loader takes any of them.
#
#   tests/package/symbols.sh build/release/lib/libculprit.so
set -euo pipefail

exported=$(nm --dynamic --defined-only --demangle "$1" | sed 's/^[0-9a-f]* //')
ours=$(sed -n 's/^T //p' <<<"$exported")
[[ $ours == *'culprit::Analyzer::finish()'* ]] || { echo "FAILED: the analyzer is not exported" >&2; exit 1; }

# A name in a namespace of culprit's, or in a type within a type, is an inner one.
strangers=$(grep -vE '^(T culprit_[a-z_]+$|T culprit::([A-Z][A-Za-z]*::)?[^:(]+\(|T culprit::[a-z_0-9]+\[abi:cxx11\]\(|V (vtable|typeinfo|typeinfo name) for culprit::[A-Za-z]+$|[VWu] .*std::)' \
  <<<"$exported" || true)
if [[ -n $strangers ]]; then
  echo "FAILED: the library exports what users can't see:" >&2
  echo "$strangers" >&2
  exit 1
fi
