#pragma once

/// culprit reads the logs of Kill Bill and says what broke, how often, and why.
/// This header is the whole public interface; each part can be included alone.

#include <culprit/analyzer.hpp>
#include <culprit/diagnostic.hpp>
#include <culprit/error.hpp>
#include <culprit/level.hpp>
#include <culprit/normalizer.hpp>
#include <culprit/occurrence.hpp>
#include <culprit/render.hpp>
#include <culprit/summary.hpp>
#include <culprit/timestamp.hpp>
#include <culprit/version.hpp>
