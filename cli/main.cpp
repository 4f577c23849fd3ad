#include "commands.hpp"
#include "exit_code.hpp"
#include "output.hpp"

#include <culprit/error.hpp>

#include <csignal>
#include <exception>
#include <map>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

/// What one thread frees another may have. Threads hardly ever allocate while they parse, so
/// that none waits for it, and a summary that was merged leaves no hole behind.
void share_heap() {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
#endif
}

}  // namespace

int main(int count, char** values) {
  using namespace culprit;
  share_heap();
  // A reader that goes away is met as an error of write().
  std::signal(SIGPIPE, SIG_IGN);
  std::vector<std::string> arguments(values + 1, values + count);
  try {
    const std::string command = arguments.empty() ? "" : arguments.front();
    const std::map<std::string, int (*)(const std::vector<std::string>&)> commands{
        {"report", cli::report}, {"check", cli::check},         {"diff", cli::diff},
        {"events", cli::events}, {"explain", cli::explain},     {"layouts", cli::layouts},
        {"merge", cli::merge},   {"normalize", cli::normalize}, {"show", cli::show},
    };
    const auto named = commands.find(command);
    if (named == commands.end()) return cli::report(arguments);
    arguments.erase(arguments.begin());
    return named->second(arguments);
  } catch (const Error& error) {
    cli::complain(error.what());
  } catch (const std::exception& error) {
    cli::complain(std::string("unexpected: ").append(error.what()));
  }
  return cli::kUnreadable;
}
