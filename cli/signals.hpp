#pragma once

#include <culprit/stop.hpp>

namespace culprit::cli {

/// What the first SIGINT or SIGTERM from now on requests; after it, either ends the process. One that is
/// ignored, as `nohup` and a shell's `&` have it, stays so.
const Stop& stop_on_signal();

}  // namespace culprit::cli
