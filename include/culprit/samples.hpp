#pragma once

#include <culprit/analyzer.hpp>
#include <culprit/event_copy.hpp>
#include <culprit/export.hpp>
#include <culprit/summary.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace culprit {

/// What find_samples() looks for.
struct SampleQuery {
  /// `fingerprint` is what JSON prints, sixteen hexadecimal digits, or the first of them, at least six.
  /// Throws Error for anything else.
  CULPRIT_EXPORT explicit SampleQuery(std::string_view fingerprint);

  std::uint64_t fingerprint = 0;  ///< the digits given, and zeros behind them
  unsigned digits = 16;           ///< how many were given

  /// How many samples: 1 is the first of all that occurred; of several one is the first, one the
  /// last, and the others are spread evenly between; at least 1.
  std::size_t count = 1;
  std::size_t text_bytes = 1 << 20;  ///< kept of each sample's text
};

/// A record, or a bare trace, and its lines.
struct Sample {
  EventCopy event;
  std::uint64_t number = 0;  ///< it is the so-manieth of those that were looked for, from 1
  /// Its lines byte for byte, up to the next record of its stream. Of an input whose lines are wrapped
  /// (docker-compose, Kubernetes, envelopes in JSON) these are its stream's, without prefix or envelope.
  std::string text;
  bool cut = false;  ///< the log has, or had, more of it
};

struct Samples {
  /// A fingerprint that begins with the digits given.
  struct Match {
    std::uint64_t fingerprint = 0;
    std::uint64_t count = 0;  ///< occurrences, or errors
    std::string name;         ///< the head's class, or the error's message
  };

  /// The fingerprints that were met, in ascending order, sixteen at most; samples are taken only if there is
  /// exactly one.
  std::vector<Match> matches;
  std::vector<Sample> samples;  ///< in the order of the inputs
  Summary summary;              ///< of all that was read; its diagnostics say what could not be
};

/// Finds records of one fingerprint: an event's, or in files also that of a group whose templates were
/// merged, or of a root cause, whose events have others of their own. They are those that pass the filter, in
/// logs as Analyzer::read() takes them. Options::on_event is replaced.
///
/// A regular file is read once to find the records (twice if it takes all of the log to know whose
/// fingerprint it is), and once more where they stand; so one that is written to meanwhile is fine, and one
/// that is replaced may give other lines. Of a pipe some texts are kept, at most eight for each one wanted;
/// there a record that takes more than 4 MiB, the lines of other streams between its own counted, is cut.
/// Nothing else grows with the input.
CULPRIT_EXPORT Samples find_samples(std::span<const std::string> paths, const SampleQuery& query,
                                    Options options = {});

}  // namespace culprit
