#pragma once

/// culprit reads the logs of Kill Bill and says what broke, how often, and why.
/// This header is the whole public interface; each part can be included alone.
///
/// Where a declaration does not say more:
///
///   - Misuse throws Error, and so does a file that can't be read or written; want of memory throws
///     std::bad_alloc. What a log holds throws nothing.
///   - Objects have nothing in common, and each thread may use its own. On one object calls of const
///     functions may overlap, others must not.
///   - What was moved from may be assigned to or destroyed, and not be used otherwise.
///   - Texts out of a log may hold any bytes; those that render functions return are UTF-8.

#include <culprit/analyzer.hpp>
#include <culprit/baseline.hpp>
#include <culprit/bursts.hpp>
#include <culprit/compare.hpp>
#include <culprit/config.hpp>
#include <culprit/diagnostic.hpp>
#include <culprit/distinct_count.hpp>
#include <culprit/distribution.hpp>
#include <culprit/error.hpp>
#include <culprit/event.hpp>
#include <culprit/event_copy.hpp>
#include <culprit/explain.hpp>
#include <culprit/fingerprint.hpp>
#include <culprit/formats.hpp>
#include <culprit/gate.hpp>
#include <culprit/impact.hpp>
#include <culprit/knowledge.hpp>
#include <culprit/layout.hpp>
#include <culprit/level.hpp>
#include <culprit/normalizer.hpp>
#include <culprit/problem.hpp>
#include <culprit/render.hpp>
#include <culprit/rotated.hpp>
#include <culprit/samples.hpp>
#include <culprit/snapshot.hpp>
#include <culprit/stop.hpp>
#include <culprit/summary.hpp>
#include <culprit/template_table.hpp>
#include <culprit/timeline.hpp>
#include <culprit/timestamp.hpp>
#include <culprit/underlying.hpp>
#include <culprit/version.hpp>
