#pragma once

/// Marks what the shared library exports; everything else stays hidden.
#define CULPRIT_EXPORT __attribute__((visibility("default")))
