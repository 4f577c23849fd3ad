#pragma once

namespace culprit::cli {

/// What the tool returns; docs/cli.md.
enum ExitCode : int {
  kFine = 0,
  kGateSaidNo = 1,
  kUsage = 2,
  kUnreadable = 3,  ///< some input could not be read, or the output not be written
};

}  // namespace culprit::cli
