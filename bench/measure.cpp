// Runs a command and writes what it cost to a file: CPU and wall seconds, and
// the peak of its resident memory. A program of its own, because the kernel
// counts the memory of the process that starts a command as the command's, too,
// and this one is small.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "culprit_bench_measure: %s: %s\n", what, std::strerror(errno));
  std::exit(127);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fputs("usage: culprit_bench_measure REPORT COMMAND [ARGUMENT…]\n", stderr);
    return 2;
  }
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    std::fprintf(stderr, "culprit_bench_measure: %s: %s\n", arguments[2], std::strerror(errno));
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) fail("wait4");
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;

  std::FILE* report = std::fopen(arguments[1], "w");
  if (report == nullptr) fail(arguments[1]);
  std::fprintf(report, "{\"cpu\": %.6f, \"wall\": %.6f, \"rss_kib\": %ld}\n",
               seconds(usage.ru_utime) + seconds(usage.ru_stime), wall.count(), usage.ru_maxrss);
  if (std::fclose(report) != 0) fail(arguments[1]);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
